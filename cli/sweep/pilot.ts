import { openNodeStore } from '../../data/store/node/index.ts'
import { computeTrend, findWarmUp, kpis, warmUpKpis, warmUpSpanDays } from '../../scenarios/index.ts'
import type { WarmUp } from '../../scenarios/index.ts'
import { dailyFacts } from '../../twin/index.ts'
import { readFacts } from './result-folder.ts'

type Course = readonly (number | null)[]

/** The figures over spans of days that say whether an operation has found its pace, from a run's kept facts. */
async function readCourses(folder: string, id: string, days: number): Promise<Map<string, Course>> {
  const { value: daily, problems } = readFacts(folder, id, dailyFacts)
  if (daily === null) throw new Error(`the facts of the pilot ${id} cannot be read: ${problems[0].remedy}`)
  const store = await openNodeStore()
  try {
    await store.load(daily)
    const courses = new Map<string, Course>()
    for (const kpi of kpis.filter(({ id: kpiId }) => warmUpKpis.some((wanted) => wanted === kpiId)))
      courses.set(
        kpi.id,
        await computeTrend(kpi, { days, spanDays: warmUpSpanDays }, 'daily', async (sql) => (await store.query(sql)).rows),
      )
    return courses
  } finally {
    await store.close()
  }
}

/** The warm-up that MSER-5 finds in pilots of `days` days, which were run without any. */
export async function findPilotWarmUp(folder: string, pilots: readonly string[], days: number): Promise<WarmUp> {
  const courses = await Promise.all([...new Set(pilots)].map((id) => readCourses(folder, id, days)))
  const byKpi = warmUpKpis.map((kpi): [string, Course[]] => [kpi, courses.map((one) => one.get(kpi) ?? [])])
  return findWarmUp(Object.fromEntries(byKpi), days)
}
