import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { Design, PlacedPoint, PointPlan, ReplicationRule } from '../design/index.ts'
import type { WarmUp } from '../experiment/index.ts'
import type { JsonObject, LoadedScenario } from '../load/index.ts'

/** A sweep as it is carried out and told: what the points are, and by which rule they are run. Plain values, so that it can cross to another machine. */
export interface SweepPlan {
  readonly name: string
  readonly description: string
  readonly scenario: string
  readonly city: string
  /** Content hashes of the base and of a company's own data in it (empty without any): other ones are another sweep. */
  readonly base: string
  readonly own: string
  /** Seed of the first replication of every point; the r-th has `seed` + r. */
  readonly seed: number
  readonly days: number
  readonly factors: readonly { readonly name: string; readonly levels: readonly string[] }[]
  readonly points: readonly PlannedPoint[]
  readonly scheme: Design['scheme']['kind']
  readonly resolution: number | null
  readonly words: readonly (readonly string[])[]
  readonly replications: ReplicationRule
  readonly warmUp: WarmUp
}

export interface PlannedPoint {
  readonly name: string
  readonly levels: readonly string[]
  /** Each factor's level as a number: its value, or its place among the levels. */
  readonly coded: readonly number[]
  /** What the point changes of the base. */
  readonly overrides: JsonObject
}

/** One replication of one point, by its run's id. */
export interface SweepRun {
  readonly point: number
  readonly r: number
  readonly seed: number
  readonly id: string
}

/** Makes the plan. Points that are too short for the warm-up are problems. */
export function planSweep(
  design: Design,
  { resolution, words }: PointPlan,
  placed: readonly PlacedPoint[],
  warmUp: WarmUp,
  { city, own }: { readonly city: string; readonly own: string },
): Parsed<SweepPlan> {
  const { spec, hash } = placed[0].scenario
  const problems = placed.flatMap(({ name, scenario }) => judgeLength(name, scenario, warmUp.days))
  const plan: SweepPlan = {
    name: design.name,
    description: design.description,
    scenario: spec.name,
    city,
    base: hash,
    own,
    seed: spec.seed,
    days: spec.days,
    factors: design.factors.map(({ name, levels }) => ({ name, levels: levels.map((level) => level.name) })),
    points: placed.map(({ name, levels, overrides }) => ({
      name,
      levels: levels.map((level) => level.name),
      coded: levels.map((level, f) => level.value ?? design.factors[f].levels.indexOf(level)),
      overrides,
    })),
    scheme: design.scheme.kind,
    resolution: resolution === Infinity ? null : resolution,
    words,
    replications: design.replications,
    warmUp,
  }
  return { value: problems.length > 0 ? null : plan, problems }
}

function judgeLength(name: string, { spec }: LoadedScenario, warmUpDays: number): Problem[] {
  if (warmUpDays < spec.days) return []
  const remedy = `The run has ${spec.days} days: leave out fewer at the start, or run more.`
  return [{ code: 'warm-up-too-long', place: `${name} → warmUp`, value: String(warmUpDays), remedy }]
}

/** Replications that are made before anyone looks, and at most. */
export function limitsOf(rule: ReplicationRule): { readonly least: number; readonly most: number } {
  return rule.kind === 'fixed' ? { least: rule.n, most: rule.n } : rule.precision
}
