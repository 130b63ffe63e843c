import { existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { columnOf, createBuilder, createColumns, appendTable, viewBuilder } from '../../data/columns/index.ts'
import type { ColumnTable, Problem, TableDescriptor } from '../../data/columns/index.ts'
import { writeCsv } from '../../data/files/index.ts'
import { openNodeStore } from '../../data/store/node/index.ts'
import { averageCourses, computeTrend, hasTrend, kpis, listWindows, startFacts } from '../../scenarios/index.ts'
import type { Kpi, WelchCourse } from '../../scenarios/index.ts'
import { dailyFacts } from '../../twin/index.ts'
import { readFacts } from '../sweep/result-folder.ts'

const nullable = { type: 'f64', nullValue: NaN } as const

/** A line a day: what Welch's plot of a comparison shows. */
function describeTable({ unit, meaning }: Kpi): TableDescriptor {
  const course = (name: string, words: string) => ({ ...nullable, name, unit, meaning: `${words}: ${meaning}` })
  return {
    name: 'welch',
    meaning: 'A figure day by day over the replications of both scenarios, and smoothed by Welch’s moving average.',
    columns: [
      { name: 'day', type: 'u32', unit: '1', isWhole: true, meaning: 'Local day of the run, from 1.' },
      {
        name: 'isMeasured',
        type: 'u8',
        unit: '1',
        range: [0, 1],
        isWhole: true,
        meaning: '0 on the days at the start that the means leave out.',
      },
      course('aMean', 'A, mean over replications'),
      course('aSmooth', 'A, smoothed'),
      course('bMean', 'B, mean over replications'),
      course('bSmooth', 'B, smoothed'),
    ],
  }
}

/** What hinders a file of Welch's plot for a key figure; told before anything is run. */
export function checkWelch(file: string, kpi: string): Problem[] {
  const target = resolve(file)
  const known = kpis.find(({ id }) => id === kpi)
  const problems: Problem[] = []
  if (known !== undefined && !hasTrend(known)) {
    const remedy = 'This figure is known for whole runs only and has no course: choose another one, or leave --welch out.'
    problems.push({ code: 'no-course', place: '--kpi', value: kpi, remedy })
  }
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
  if (isFolder || !existsSync(dirname(target)))
    problems.push({
      code: 'file-not-writable',
      place: '--welch',
      value: file.slice(-80),
      remedy: 'Name a file in a folder that is there, for example welch.csv.',
    })
  return problems
}

/** Runs of both sides in the results folder, and what is asked of them. */
export interface WelchAsk {
  readonly folder: string
  readonly a: readonly string[]
  readonly b: readonly string[]
  readonly kpi: string
  readonly days: number
  readonly warmUpDays: number
}

/** Writes the courses of a figure as CSV: from the first day on, those that the means leave out included. Throws what the disk says. */
export async function writeWelch(file: string, ask: WelchAsk): Promise<void> {
  const kpi = kpis.find(({ id }) => id === ask.kpi)
  if (kpi === undefined) return
  const [window] = listWindows(ask.days)
  const [a, b] = [await courseOf(ask.a, kpi, ask, window), await courseOf(ask.b, kpi, ask, window)]
  writeFileSync(file, writeCsv(tabulate(kpi, ask, a, b)))
}

async function courseOf(ids: readonly string[], kpi: Kpi, { folder, days, warmUpDays }: WelchAsk, window: number): Promise<WelchCourse> {
  const store = await openNodeStore()
  try {
    const courses: (number | null)[][] = []
    for (const id of ids) {
      await store.load(readWhole(folder, id, warmUpDays))
      courses.push(await computeTrend(kpi, { days, spanDays: 1 }, 'daily', async (sql) => (await store.query(sql)).rows))
    }
    return averageCourses(courses, window)
  } finally {
    await store.close()
  }
}

/** Daily facts of all days of a kept run. */
function readWhole(folder: string, id: string, warmUpDays: number): ColumnTable {
  const whole = createBuilder(dailyFacts)
  for (const descriptor of warmUpDays > 0 ? [startFacts, dailyFacts] : [dailyFacts]) {
    const { value, problems } = readFacts(folder, id, descriptor)
    if (value === null) throw new Error(`the facts of the run ${id} cannot be read: ${problems[0].remedy}`)
    appendTable(whole, value)
  }
  return viewBuilder(whole)
}

function tabulate(kpi: Kpi, { days, warmUpDays }: WelchAsk, a: WelchCourse, b: WelchCourse): ColumnTable {
  const table = createColumns(describeTable(kpi), days)
  const courses = { aMean: a.mean, aSmooth: a.smooth, bMean: b.mean, bSmooth: b.smooth }
  for (let day = 0; day < days; day++) {
    columnOf(table, 'day')[day] = day + 1
    columnOf(table, 'isMeasured')[day] = day < warmUpDays ? 0 : 1
    for (const [name, course] of Object.entries(courses)) columnOf(table, name)[day] = course[day] ?? NaN
  }
  return table
}
