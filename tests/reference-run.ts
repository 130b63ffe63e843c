import { columnOf } from '../data/columns/index.ts'
import type { ColumnTable } from '../data/columns/index.ts'
import {
  advanceRun,
  decideBy,
  factsOf,
  layOutScenario,
  manifestOf,
  readCheckpoint,
  resumeRun,
  startRun,
  writeCheckpoint,
} from '../scenarios/index.ts'
import type { ScenarioRun } from '../scenarios/index.ts'
import { createHash } from '../sim/hash/index.ts'
import { createSurvey, generateCity, hashWorld, LogLevel } from '../twin/index.ts'
import type { Layout, Survey } from '../twin/index.ts'
import { loadReference, referenceModel } from './golden.ts'

/** What one replication came to, as text that any worker can send. */
export interface Lived {
  readonly replication: number
  readonly state: string
  readonly facts: string
}

/** `isRestored`: broken off in its middle, written as a checkpoint, read into a fresh world and lived to its end there. */
export interface LiveOptions {
  readonly isRestored: boolean
}

/** An hour of the 19th day, in which couriers are on tour; the clocks change two days later. */
const breakAtMs = (18 * 24 + 10.6) * 3_600_000

let survey: Survey | undefined

/** The generated city with its roads measured, once for all that live in one place. */
function shareSurvey(): Survey {
  survey ??= createSurvey(generateCity())
  return survey
}

/** Lives one replication of the reference scenario. */
export function liveReplication(replication: number, options: LiveOptions): Lived {
  return endReference(replication, startReference(replication, options))
}

/** One replication at its start, or restored in its middle. */
export function startReference(replication: number, { isRestored }: LiveOptions): ScenarioRun {
  const { spec } = loadReference(replication)
  const { value: policies, problems } = decideBy(spec, [referenceModel])
  if (policies === null) throw new Error(JSON.stringify(problems))
  const settings = { level: LogLevel.facts, policies }
  const run = startRun(layOutReference(replication), settings)
  if (!isRestored) return run
  advanceRun(run, Infinity, breakAtMs)
  const manifest = manifestOf(loadReference(replication), shareSurvey().city, 'reference')
  const fresh = layOutReference(replication)
  const read = readCheckpoint(writeCheckpoint(run, manifest), fresh, manifest)
  if (read.value === null) throw new Error(JSON.stringify(read.problems))
  return resumeRun(fresh, read.value, settings)
}

/** Lives a replication to its end, and says what it came to. */
export function endReference(replication: number, run: ScenarioRun): Lived {
  while (advanceRun(run, 10_000).kind === 'running');
  if (run.status.kind !== 'done') throw new Error(`replication ${replication} did not end: ${JSON.stringify(run.status)}`)
  return { replication, state: hashWorld(run.world), facts: hashTables(factsOf(run)) }
}

function layOutReference(replication: number): Layout {
  const on = shareSurvey()
  const { value, problems } = layOutScenario(loadReference(replication).spec, on.city, on)
  if (value === null) throw new Error(JSON.stringify(problems))
  return value
}

function hashTables(tables: readonly ColumnTable[]): string {
  const hash = createHash()
  for (const table of tables) {
    hash.addString(table.descriptor.name)
    for (const { name } of table.descriptor.columns) {
      hash.addString(name)
      hash.addColumn(columnOf(table, name), 0, table.rows)
    }
  }
  return hash.digest()
}

/** One hash of all replications, in the order of their numbers. */
export function combineLived(lived: readonly Lived[]): string {
  const hash = createHash()
  for (const { replication, state, facts } of lived) {
    hash.addU32(replication)
    hash.addString(state)
    hash.addString(facts)
  }
  return hash.digest()
}
