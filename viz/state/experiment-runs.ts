import type { Parsed, Problem } from '../../data/columns/index.ts'
import { judgeSweep, limitsOf, nameRun } from '../../scenarios/index.ts'
import type { Manifest, PlacedPoint, ReplicationResult, SweepPlan, SweepRun } from '../../scenarios/index.ts'
import type { RunRequest } from '../run-api.ts'
import type { ReplicationVault } from '../vault/index.ts'
import type { CrewWork } from './crew.ts'

/** What carries a plan out, and who is told. */
export interface SweepHands {
  readonly plan: SweepPlan
  readonly placed: readonly PlacedPoint[]
  /** The run of a point, but for its city. */
  readonly requestOf: (point: PlacedPoint, seed: number) => RunRequest
  /** What would decide its bits, in the city on screen. */
  readonly identify: (request: RunRequest) => Promise<Parsed<Manifest>>
  readonly vault: ReplicationVault
  /** Who makes runs; `null`: only what was made before is looked up. */
  readonly hire: (() => CrewWork) | null
  readonly isOver: () => boolean
  readonly onChange: (course: Course) => void
}

/** How far a plan has been carried out. */
export interface Course {
  readonly runs: readonly SweepRun[]
  /** By id; one that failed is kept with its message. */
  readonly results: ReadonlyMap<string, ReplicationResult>
  /** Time of each run that was made now, ms. */
  readonly tookMs: readonly number[]
}

export interface CourseEnd {
  readonly course: Course
  /** Whether all runs that are wanted are made. */
  readonly isWhole: boolean
  readonly problems: readonly Problem[]
}

interface Growing {
  readonly runs: SweepRun[]
  readonly results: Map<string, ReplicationResult>
  readonly tookMs: number[]
}

interface NamedRun {
  readonly id: string
  readonly request: RunRequest
  /** Without a build nothing is known to be equal. */
  readonly isKept: boolean
}

/**
 * Makes replications of all points until they are enough, in the rounds of `voltwin sweep`: the least number at once, then one more of each. What was made before
 * is not made again. Runs that cannot be named (own data that do not fit a point) are problems, before anything is run.
 */
export async function makeRuns(hands: SweepHands): Promise<CourseEnd> {
  const { plan, isOver, onChange } = hands
  const course: Growing = { runs: [], results: new Map(), tookMs: [] }
  const end = (isWhole: boolean, problems: readonly Problem[] = []): CourseEnd => ({ course, isWhole, problems })
  let crew: CrewWork | null = null
  for (let made = 0; judgeSweep(plan, course.runs, (id) => course.results.get(id)) === 'go-on';) {
    const next = made === 0 ? limitsOf(plan.replications).least : made + 1
    const round = await nameRound(hands, course, made, next)
    if (round.problems.length > 0 || isOver()) return end(false, round.problems)
    onChange(course)
    const missing = await lookUp(hands, course, round.runs)
    if (isOver()) return end(false)
    onChange(course)
    if (missing.length > 0) {
      if (hands.hire === null) return end(false)
      crew ??= hands.hire()
      await makeMissing(hands, course, missing, crew)
      if (isOver()) return end(false)
    }
    made = next
  }
  return end(true)
}

/** Replications `from` … `to` − 1 of every point, replication by replication: the first ones are whole first. */
async function nameRound(
  { plan, placed, requestOf, identify, isOver }: SweepHands,
  course: Growing,
  from: number,
  to: number,
): Promise<{ readonly runs: readonly NamedRun[]; readonly problems: readonly Problem[] }> {
  const runs = new Map<string, NamedRun>()
  for (let r = from; r < to; r++) {
    for (const [point, one] of placed.entries()) {
      const seed = plan.seed + r
      const request = requestOf(one, seed)
      const { value: manifest, problems } = await identify(request)
      if (isOver()) return { runs: [], problems: [] }
      if (manifest === null)
        return { runs: [], problems: problems.map((problem) => ({ ...problem, place: `${one.name} → ${problem.place}` })) }
      const id = nameRun(manifest, plan.warmUp.days)
      course.runs.push({ point, r, seed, id })
      runs.set(id, { id, request, isKept: manifest.engine !== '' })
    }
  }
  return { runs: [...runs.values()], problems: [] }
}

async function lookUp({ vault }: SweepHands, { results }: Growing, runs: readonly NamedRun[]): Promise<NamedRun[]> {
  const missing: NamedRun[] = []
  for (const run of runs) {
    if (results.has(run.id)) continue
    const kept = run.isKept ? await vault.get(run.id) : null
    if (kept === null) missing.push(run)
    else results.set(run.id, kept)
  }
  return missing
}

async function makeMissing(
  { plan, vault, isOver, onChange }: SweepHands,
  course: Growing,
  missing: readonly NamedRun[],
  crew: CrewWork,
): Promise<void> {
  const waiting = [...missing]
  const work = async (): Promise<void> => {
    for (let run = waiting.shift(); run !== undefined && !isOver(); run = waiting.shift()) {
      const { id, request, isKept } = run
      const fromMs = performance.now()
      const answer = await crew.ask((api, city) => api.replicate({ ...request, city }, plan.warmUp.days))
      if (isOver()) return
      if (answer.kind === 'done' && isKept) await vault.put(id, answer)
      course.tookMs.push(performance.now() - fromMs)
      course.results.set(id, answer.kind === 'lost' ? { kind: 'failed', message: answer.message } : answer)
      if (!isOver()) onChange(course)
    }
  }
  await Promise.all(Array.from({ length: crew.size }, work))
}
