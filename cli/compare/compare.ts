import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { compareFigure, kpis, layOver, replicatePairs, usualPrecision } from '../../scenarios/index.ts'
import type { Comparison, LoadedScenario, PairedEstimate, Replication, ReplicationResult, RunJob, WarmUp } from '../../scenarios/index.ts'
import { readScenario } from '../run/scenario-source.ts'
import { usualWorkers, withPool } from '../sweep/command.ts'
import { describeWarmUp } from '../sweep/describe.ts'
import { decidedBy, judgeInputs, keepInputs, readInputs, readModels } from '../sweep/inputs.ts'
import type { DescribeRun, ModelAtHand } from '../sweep/inputs.ts'
import { LocalPool } from '../sweep/local-pool.ts'
import { messageOf } from '../sweep/make-run.ts'
import { findPilotWarmUp } from '../sweep/pilot.ts'
import { describeUnwritable, findResult } from '../sweep/result-folder.ts'
import { checkWelch, writeWelch } from './welch-file.ts'

/** What `voltwin compare` was asked for. */
export interface CompareCall {
  readonly a: string
  readonly b: string
  readonly city?: string
  readonly grid?: string
  /** A company's own tables, for both. */
  readonly customers?: string
  readonly batteries?: string
  readonly weather?: string
  readonly isLenient?: boolean
  /** Files of learned models: one that decides in both, or in B alone. */
  readonly model?: string
  readonly modelB?: string
  readonly seed?: number
  readonly days?: number
  /** KPI whose difference says how many replications are made. */
  readonly kpi?: string
  /** Half-width that is fine enough, as text: a share of A's mean. */
  readonly precision?: string
  readonly workers?: number
  /** Folder where runs are kept for other calls; without one they are gone in the end. */
  readonly out?: string
  /** File for the figure's courses day by day, see `welch-file.ts`. */
  readonly welch?: string
}

export interface CompareReport {
  readonly a: string
  readonly b: string
  readonly city: string
  readonly kpi: string
  readonly shareOfMean: number
  readonly days: number
  readonly warmUp: WarmUp
  readonly stop: Comparison['stop']
  /** Seeds of the pairs that were compared. */
  readonly seeds: readonly number[]
  readonly figures: Readonly<Record<string, PairedEstimate>>
  readonly failed: Comparison['failed']
}

type Say = (line: string) => void

/** Compares two scenarios under the same luck, as often as the interval of one KPI's difference needs. Bad input gives problems, and nothing is run. */
export async function compareScenarios(call: CompareCall, say: Say): Promise<Parsed<CompareReport>> {
  const read = readCall(call)
  if (read.value === null) return { value: null, problems: read.problems }
  const { a, b, models } = read.value
  const inputs = await readInputs(call, models)
  if (inputs.value === null) return { value: null, problems: inputs.problems }
  const sides = [
    { name: 'A', scenario: a },
    { name: 'B', scenario: b },
  ]
  const judged = judgeInputs(inputs.value, sides)
  const said = [...inputs.problems, ...judged.problems]
  if (!judged.isSound) return { value: null, problems: said }
  const folder = call.out ?? mkdtempSync(join(tmpdir(), 'voltwin-compare-'))
  try {
    const { value: describe, problems: unkept } = keepInputs(inputs.value, folder)
    if (describe === null) return { value: null, problems: unkept }
    const question: Question = { ...read.value, welch: call.welch ?? null, folder, city: inputs.value.city.name, describe }
    const workers = call.workers ?? usualWorkers()
    const answer = await withPool(new LocalPool(folder, workers), say, (pool, isOver) => answerBy(question, workers, pool, isOver, say))
    return { value: answer.value, problems: [...said, ...answer.problems] }
  } finally {
    if (call.out === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

interface Sides {
  readonly models: readonly ModelAtHand[]
  readonly a: LoadedScenario
  readonly b: LoadedScenario
  readonly load: (side: 'a' | 'b', seed: number) => LoadedScenario | null
  readonly kpi: string
  readonly shareOfMean: number
}

interface Question extends Sides {
  readonly welch: string | null
  readonly folder: string
  readonly city: string
  readonly describe: DescribeRun
}

function readCall(call: CompareCall): Parsed<Sides> {
  const { kpi = 'slaKept', precision = String(usualPrecision.shareOfMean) } = call
  const over = { ...(call.days !== undefined && { days: call.days }), ...(call.seed !== undefined && { seed: call.seed }) }
  const models = readModels([...new Set([call.model, call.modelB].filter((file) => file !== undefined))])
  if (models.value === null) return { value: null, problems: models.problems }
  const modelOf = (wanted: string | undefined) => models.value?.find(({ file }) => file === wanted)?.model
  const decides = { a: modelOf(call.model), b: modelOf(call.modelB ?? call.model) }
  const read = (side: 'a' | 'b', seed?: number) =>
    readScenario(call[side], layOver(over, decidedBy(decides[side]), seed === undefined ? {} : { seed }))
  const [a, b] = [read('a'), read('b')]
  const problems = [...a.problems, ...b.problems]
  const shareOfMean = Number(precision)
  if (!(shareOfMean > 0 && shareOfMean <= 1))
    problems.push(problem('bad-precision', '--precision', precision, 'Write a fraction above 0, at most 1: 0.01 for 1 % of the mean.'))
  if (!kpis.some(({ id }) => id === kpi))
    problems.push(problem('unknown-kpi', '--kpi', kpi, `Write one of: ${kpis.map(({ id }) => id).join(', ')}.`))
  if (call.welch !== undefined) problems.push(...checkWelch(call.welch, kpi))
  if (a.value === null || b.value === null || problems.length > 0) return { value: null, problems }
  const lengths = [a.value.spec.days, b.value.spec.days]
  if (lengths[0] !== lengths[1])
    problems.push(problem('other-days', '--days', lengths.join(' and '), 'Give --days: both must run equally long.'))
  const load = (side: 'a' | 'b', seed: number) => read(side, seed).value
  return { value: problems.length > 0 ? null : { a: a.value, b: b.value, models: models.value, load, kpi, shareOfMean }, problems }
}

function problem(code: string, place: string, value: string, remedy: string): Problem {
  return { code, place, value: value.slice(0, 80), remedy }
}

async function answerBy(
  question: Question,
  workers: number,
  pool: LocalPool,
  isOver: () => boolean,
  say: Say,
): Promise<Parsed<CompareReport>> {
  const { a, b, kpi, shareOfMean, describe, folder } = question
  let halt: string | null = null
  const make = async (job: RunJob): Promise<ReplicationResult> => {
    const kept = findResult(folder, job.id)
    const end = kept === null ? await pool.make(job) : null
    if (end?.kind === 'unwritable') halt = end.message
    return (
      findResult(folder, job.id)?.outcome ?? {
        kind: 'failed',
        message: end !== null && 'message' in end ? end.message : 'it was broken off',
      }
    )
  }
  const warmUp = await settleWarmUp(question, make, say)
  if (warmUp.value === null) return { value: null, problems: halt === null ? warmUp.problems : [describeUnwritable(folder, halt)] }
  const { days } = warmUp.value
  const run = async ({ side, seed }: Replication): Promise<ReplicationResult> => {
    const scenario = question.load(side, seed)
    return scenario === null ? { kind: 'failed', message: 'its file has changed' } : make(describe(scenario, days))
  }
  const precision = { ...usualPrecision, shareOfMean }
  const comparison = await replicatePairs({
    seed: a.spec.seed,
    kpi,
    precision,
    workers,
    run,
    isOver: () => isOver() || halt !== null,
    onProgress: (now) => say(describeProgress(now, kpi)),
  })
  const { pairs, failed, stop } = comparison
  const undrawn = await drawWelch(question, pairs, days)
  const report: CompareReport = {
    a: a.spec.name,
    b: b.spec.name,
    city: question.city,
    kpi,
    shareOfMean,
    days: a.spec.days,
    warmUp: warmUp.value,
    stop,
    seeds: pairs.map(({ seed }) => seed),
    figures: Object.fromEntries(kpis.map(({ id }) => [id, compareFigure(pairs, id)])),
    failed,
  }
  return { value: report, problems: halt === null ? undrawn : [describeUnwritable(folder, halt)] }
}

/** The courses of all pairs, where they are asked for; without a pair there are none. */
async function drawWelch(question: Question, pairs: Comparison['pairs'], warmUpDays: number): Promise<Problem[]> {
  const { welch, folder, kpi, load, describe } = question
  if (welch === null || pairs.length === 0) return []
  const idsOf = (side: 'a' | 'b') =>
    pairs.flatMap(({ seed }) => {
      const scenario = load(side, seed)
      return scenario === null ? [] : describe(scenario, warmUpDays).id
    })
  try {
    await writeWelch(welch, { folder, a: idsOf('a'), b: idsOf('b'), kpi, days: question.a.spec.days, warmUpDays })
    return []
  } catch (error) {
    const remedy = 'Name a file that can be written and call again with the same --out: nothing is run twice.'
    return [problem('file-not-writable', '--welch', `${welch.slice(-40)}: ${messageOf(error)}`, remedy)]
  }
}

/** A pilot of each side from its first day says how much of the start is not yet typical. */
async function settleWarmUp(
  { a, b, load, describe, folder }: Question,
  make: (job: RunJob) => Promise<ReplicationResult>,
  say: Say,
): Promise<Parsed<WarmUp>> {
  say('pilots of both, to find the warm-up')
  const jobs = [describe(a, 0), describe(load('b', a.spec.seed) ?? b, 0)]
  const outcomes = await Promise.all(jobs.map(make))
  const failed = outcomes.flatMap((one) => (one.kind === 'failed' ? [one.message] : []))
  if (failed.length > 0)
    return { value: null, problems: [problem('pilot-failed', 'scenario', failed[0], 'Mend the scenario: its run has no figures.')] }
  const warmUp = await findPilotWarmUp(
    folder,
    jobs.map(({ id }) => id),
    a.spec.days,
  )
  say(describeWarmUp(warmUp))
  return { value: warmUp, problems: [] }
}

function describeProgress({ pairs, runs }: Comparison, kpi: string): string {
  const { mean, halfWidth } = compareFigure(pairs, kpi).difference
  return `${runs} runs, ${pairs.length} pairs${mean === null || halfWidth === null ? '' : `, ${kpi} ${mean.toPrecision(3)} ± ${halfWidth.toPrecision(3)}`}`
}
