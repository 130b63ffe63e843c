import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Parsed } from '../../data/columns/index.ts'
import { judgeSweep, limitsOf, planSweep } from '../../scenarios/index.ts'
import type { RunJob, SweepPlan, SweepReport, SweepRun, WarmUp } from '../../scenarios/index.ts'
import { aggregate, keepState, resultsOf } from './aggregate.ts'
import { describeWarmUp } from './describe.ts'
import { messageOf } from './make-run.ts'
import { findPilotWarmUp } from './pilot.ts'
import type { RunPool } from './pool.ts'
import { prepareSweep, readDesignFile } from './prepare.ts'
import type { Prepared, SweepInputs } from './prepare.ts'
import { countProgress } from './progress.ts'
import { describeUnwritable, findResult, openFolder } from './result-folder.ts'

/** What `voltwin sweep` was asked for. */
export interface SweepCall {
  readonly design: string
  /** Folder of the results; several sweeps may share one. */
  readonly out: string
  /** What is given beside the design. */
  readonly inputs?: SweepInputs
}

/** What a sweep needs from around it: how runs are made, and whether somebody has taken it back. */
export interface SweepHands {
  readonly pool: RunPool
  readonly say: (line: string) => void
  readonly isOver: () => boolean
}

export interface SweepAnswer {
  readonly report: SweepReport
  /** Folder of plan and report below `out`. */
  readonly place: string
}

/**
 * Carries a design out: the warm-up by a pilot where it is asked for, then replications of all points until they are enough. What the folder has is not made
 * again, so a sweep that was broken off goes on by the same call. Bad input gives problems before anything is run.
 */
export async function runSweep(call: SweepCall, hands: SweepHands): Promise<Parsed<SweepAnswer>> {
  const design = await readDesignFile(call.design)
  if (design.value === null) return { value: null, problems: design.problems }
  const unwritable = openFolder(call.out)
  if (unwritable !== null) return { value: null, problems: [unwritable] }
  const { value: prepared, problems } = await prepareSweep(design.value, call.design, call.out, call.inputs)
  if (prepared === null) return { value: null, problems }
  const warmUp = await settleWarmUp(prepared, call.out, hands)
  if (warmUp.value === null) return { value: null, problems: warmUp.problems }
  const plan = planSweep(prepared.design, prepared.points, prepared.placed, warmUp.value, { city: prepared.city.name, own: prepared.own })
  if (plan.value === null) return { value: null, problems: plan.problems }
  const done = await carryOut(plan.value, prepared, call.out, hands)
  return { value: done.value, problems: [...problems, ...done.problems] }
}

async function settleWarmUp({ design, placed, jobOf }: Prepared, out: string, hands: SweepHands): Promise<Parsed<WarmUp>> {
  if (design.warmUp.kind === 'days') return { value: { days: design.warmUp.days, unsteady: [], isTooShort: false }, problems: [] }
  const { spec } = placed[0].scenario
  const pilot = jobOf(placed[0], spec.seed, 0)
  if (pilot.value === null) return { value: null, problems: pilot.problems }
  hands.say('pilot of the base, to find the warm-up')
  const { halt } = await makeMissing([pilot.value], out, hands, {}, null)
  const outcome = findResult(out, pilot.value.id)?.outcome
  if (outcome?.kind === 'done') {
    const warmUp = await findPilotWarmUp(out, [pilot.value.id], spec.days)
    hands.say(describeWarmUp(warmUp))
    return { value: warmUp, problems: [] }
  }
  if (halt !== null) return { value: null, problems: [describeUnwritable(out, halt)] }
  const reason = outcome?.message ?? 'it was broken off'
  return {
    value: null,
    problems: [
      { code: 'pilot-failed', place: 'warmUp', value: reason.slice(0, 200), remedy: 'Mend the base, or state the warm-up in days.' },
    ],
  }
}

async function carryOut(plan: SweepPlan, prepared: Prepared, out: string, hands: SweepHands): Promise<Parsed<SweepAnswer>> {
  const place = join('sweeps', nameSweep(plan))
  const lost: Record<string, string> = {}
  const resultOf = resultsOf(out, lost)
  let runs: readonly SweepRun[] = []
  let halt: string | null = null
  try {
    for (let made = 0; halt === null && !hands.isOver() && judgeSweep(plan, runs, resultOf) === 'go-on';) {
      const next = made === 0 ? limitsOf(plan.replications).least : made + 1
      const added = listRuns(plan, prepared, made, next)
      if (added.value === null) return { value: null, problems: added.problems }
      runs = [...runs, ...added.value.map(({ run }) => run)]
      keepState(out, place, { plan, runs, lost, isCancelled: false })
      const jobs = [...new Map(added.value.map(({ job }) => [job.id, job])).values()]
      halt = (await makeMissing(jobs, out, hands, lost, place)).halt
      made = next
    }
    keepState(out, place, { plan, runs, lost, isCancelled: halt !== null || hands.isOver() })
    return { value: { report: aggregate(out, place), place }, problems: halt === null ? [] : [describeUnwritable(out, halt)] }
  } catch (error) {
    return { value: null, problems: [describeUnwritable(out, halt ?? messageOf(error))] }
  }
}

/** The same question finds its own folder again; another one does not lose its report. */
function nameSweep(plan: SweepPlan): string {
  const word = plan.name.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 40)
  return `${word}-${createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 8)}`
}

interface PlannedRun {
  readonly run: SweepRun
  readonly job: RunJob
}

/** Replications `from` … `to` − 1 of every point, replication by replication: the first ones are whole first. */
function listRuns(plan: SweepPlan, { placed, jobOf }: Prepared, from: number, to: number): Parsed<PlannedRun[]> {
  const planned: PlannedRun[] = []
  for (let r = from; r < to; r++) {
    for (const [point, one] of placed.entries()) {
      const { value: job, problems } = jobOf(one, plan.seed + r, plan.warmUp.days)
      if (job === null) return { value: null, problems }
      planned.push({ run: { point, r, seed: job.seed, id: job.id }, job })
    }
  }
  return { value: planned, problems: [] }
}

/** Makes what the folder does not have. Answers why it had to stop, if it had to; what was given up on goes to `lost`. */
async function makeMissing(
  jobs: readonly RunJob[],
  out: string,
  { pool, say }: SweepHands,
  lost: Record<string, string>,
  place: string | null,
): Promise<{ readonly halt: string | null }> {
  const missing = jobs.filter(({ id }) => findResult(out, id) === null)
  const progress = countProgress(jobs.length, jobs.length - missing.length, say)
  let halt: string | null = null
  await pool.makeAll(
    missing,
    (job, end) => {
      if (end.kind === 'lost') lost[job.id] = end.message
      if (end.kind === 'unwritable') halt ??= end.message
      progress(end)
    },
    place,
  )
  return { halt }
}
