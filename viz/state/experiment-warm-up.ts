import type { Problem } from '../../data/columns/index.ts'
import { findWarmUp, warmUpKpis, warmUpSpanDays } from '../../scenarios/index.ts'
import type { WarmUp } from '../../scenarios/index.ts'
import type { FactFile, RunApi, RunOutcome, RunRequest } from '../run-api.ts'
import type { CityStore } from './city-store.ts'
import type { CrewWork } from './crew.ts'
import type { RunList } from './run-list.ts'

interface PilotMeans {
  readonly api: RunApi
  readonly runList: RunList
  readonly city: CityStore
  /** Who makes the pilot; `null`: nobody. */
  readonly hire: (() => CrewWork) | null
  readonly onProgress: (shareFrac: number) => void
}

/**
 * The warm-up that MSER-5 finds in a run of the base. One that is in the list of runs serves, else it is made. `null` where there is none and nobody makes it;
 * a pilot that fails is a problem.
 */
export async function settleWarmUp(
  { api, runList, city, hire, onProgress }: PilotMeans,
  request: RunRequest,
  days: number,
): Promise<WarmUp | { readonly problems: readonly Problem[] } | null> {
  const none = findWarmUp({}, days)
  if (none.isTooShort) return none
  const known = await runList.recall({ ...request, city: city.choice.peek() })
  const kept = known === null ? null : await runList.facts(known.id)
  if (kept !== null) return findIn(api, kept, days)
  if (hire === null) return null
  onProgress(0)
  const outcome: RunOutcome = await hire().ask((worker, place) =>
    worker.start({ ...request, city: place }, ({ shareFrac }) => onProgress(shareFrac)),
  )
  if (outcome.kind === 'done' && outcome.yield) return findIn(api, outcome.yield.facts, days)
  const remedy = 'Mend the base, or state the warm-up in days.'
  return { problems: [{ code: 'pilot-failed', place: 'warm-up', value: reasonOf(outcome).slice(0, 200), remedy }] }
}

async function findIn(api: RunApi, facts: readonly FactFile[], days: number): Promise<WarmUp> {
  const courses: [string, (readonly (number | null)[])[]][] = []
  for (const kpi of warmUpKpis) {
    const { value } = await api.trend(facts, { kpi, days, spanDays: warmUpSpanDays })
    courses.push([kpi, value === null ? [] : [value]])
  }
  return findWarmUp(Object.fromEntries(courses), days)
}

function reasonOf(outcome: RunOutcome): string {
  if (outcome.kind === 'refused') return outcome.problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' ')
  if (outcome.kind === 'stopped') return outcome.reason
  return outcome.kind === 'failed' ? outcome.message : 'it was broken off'
}
