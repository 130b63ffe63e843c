import { eventsOf } from '../scenarios/index.ts'
import type { LoadedScenario, ScenarioRun } from '../scenarios/index.ts'
import { hashWorld, today } from '../twin/index.ts'
import type { OwnData } from '../twin/index.ts'
import type { OwnCounts } from './own-api.ts'
import type { CityChoice, KpiValue, RunProgress, RunSummary } from './run-api.ts'

/** What a run is of, and what was counted of it beside its facts. */
export interface RunNotes {
  /** Number of the run in this worker. */
  readonly id: number
  readonly scenario: LoadedScenario
  readonly own: OwnData
  readonly city: CityChoice | undefined
  /** All hours of the run. */
  readonly eventsPerHour: Uint16Array
}

/** What stands of a run, ended or not. */
export function summariseRun(run: ScenarioRun, notes: RunNotes, kpis: readonly KpiValue[]): RunSummary {
  const { scenario, own, id } = notes
  const { name, isGenerated, demand, attribution } = run.world.layout.city
  const plan = notes.city?.kind === 'generated' ? notes.city.plan : undefined
  return {
    scenario: scenario.spec.name,
    seed: scenario.spec.seed,
    hash: hashWorld(run.world),
    days: daysLived(run),
    events: eventsOf(run),
    run: id,
    eventsPerHour: hoursLived(run, notes.eventsPerHour),
    city: { name, isGenerated, demandFrom: demand.source, attribution, ...(plan && { plan }) },
    kpis,
    ...(own.hash !== '' && { own: countOwn(own) }),
  }
}

/** How far a run is. */
export function tellProgress(run: ScenarioRun, eventsPerHour: Uint16Array): RunProgress {
  const day = daysLived(run)
  const hours = hoursLived(run, eventsPerHour)
  return { day, days: run.days, events: eventsOf(run), phase: 'run', shareFrac: day / run.days, kpis: [], eventsPerHour: hours }
}

function countOwn({ customers, batteries, weather }: OwnData): OwnCounts {
  const days = weather === null ? {} : { weather: weather.hourDegC.length / 24 }
  return { customers: customers?.count ?? 0, batteries: batteries?.count ?? 0, ...days }
}

function daysLived({ status, days, world }: ScenarioRun): number {
  return status.kind === 'done' ? days : today(world)
}

/** Hours that have been lived; a copy, since it goes to the page. */
function hoursLived({ status, world }: ScenarioRun, eventsPerHour: Uint16Array): Uint16Array {
  const lived = status.kind === 'done' ? eventsPerHour.length : Math.floor(world.layout.days.startMs[today(world)] / 3_600_000)
  return eventsPerHour.slice(0, lived)
}
