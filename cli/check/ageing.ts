import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { AgeingColumns, AgeingModel } from '../../twin/ageing/index.ts'
import {
  advanceByStress,
  ageingLaws,
  bareModelId,
  createAgeingColumns,
  createAgeingModel,
  createStressPoints,
  extractReferenceDay,
  maxStressPoints,
  resistanceOf,
  roundAsStates,
  startAgeing,
} from '../../twin/ageing/index.ts'
import type { Duty } from './ageing-duty.ts'
import { fillTemperature } from './ageing-duty.ts'
import type { GoldenFolder, GoldenRun } from './ageing-folder.ts'
import { readDuty, readGoldenFolder } from './ageing-folder.ts'
import { toProblem } from './ageing-problem.ts'
import { capacityByTwin } from './ageing-twin.ts'
import type { CheckResult } from './result.ts'

const toleranceQ = 1e-9
const toleranceR = 1e-9
const toleranceEfc = 1e-6

interface Deviation {
  maxQ: number
  maxR: number
  maxRelativeEfc: number
  /** The first day out of tolerance in words; `null` when the case passes. */
  message: string | null
}

/**
 * `voltwin check ageing`: every run of mode `exact` in `step/` (a case is model × duty) against our laws with the folder's parameters,
 * initial states and duties: q and r to 1e-9, efc to 1e-6 relative, at every listed day.
 * `models` restricts to these ids (with or without `_Battery`). Runs of models that are not built are counted in `skipped`, not in `total`.
 * `hasTwin` adds to the figures, by model and duty, the capacity by the twin's stress classes less the reference's at the last listed day; it is not judged.
 * A folder or file that cannot be used gives problems and no result.
 */
export async function checkAgeing(
  folder: string,
  options: { models?: readonly string[]; hasTwin?: boolean } = {},
): Promise<Parsed<CheckResult>> {
  const golden = readGoldenFolder(folder)
  if (golden.value === null) return { value: null, problems: golden.problems }
  const wanted = options.models?.map(bareModelId)
  const unknown = unknownModels(golden.value, options.models ?? [], folder)
  const asked = golden.value.runs.filter((run) => wanted === undefined || wanted.includes(run.model))
  const models = bindModels(golden.value, new Set(asked.map((run) => run.model)), folder)
  const runs = asked.filter((run) => models.value?.has(run.model))
  const duties = readDuties(folder, new Set(runs.map((run) => run.duty)))
  const problems = [...unknown, ...models.problems, ...duties.problems]
  if (problems.length > 0 || models.value === null || duties.value === null) return { value: null, problems }
  const result = judge(runs, asked, models.value, duties.value)
  if (options.hasTwin !== true) return { value: result, problems: [] }
  const twinMinusExact = compareTwin(runs, models.value, duties.value)
  return { value: { ...result, figures: { ...result.figures, twinMinusExact } }, problems: [] }
}

function unknownModels(golden: GoldenFolder, names: readonly string[], folder: string): Problem[] {
  const inFolder = new Set(golden.runs.map((run) => run.model))
  const remedy = `Name models of the folder: ${[...inFolder].join(', ')}.`
  return names
    .filter((name) => !inFolder.has(bareModelId(name)))
    .map((name) => toProblem('unknown-model', `--models (${folder})`, name, remedy))
}

function bindModels(golden: GoldenFolder, ids: ReadonlySet<string>, folder: string): Parsed<Map<string, AgeingModel>> {
  const models = new Map<string, AgeingModel>()
  const problems: Problem[] = []
  for (const law of ageingLaws) {
    const id = bareModelId(law.id)
    const entry = golden.models.get(id)
    if (!ids.has(id) || entry === undefined) continue
    const missing = Object.keys(law.parameters).filter((name) => !Number.isFinite(entry.parameters[name]))
    const own = law.withCell === null || Object.keys(entry.cell).length === 0 ? law : law.withCell(entry.cell)
    if (missing.length === 0) models.set(id, createAgeingModel(own, entry.parameters, entry.initialStates))
    const place = `${folder}/models.json ${law.id}.params`
    problems.push(
      ...missing.map((name) => toProblem('missing-parameter', place, name, 'Give a finite number for every parameter of the law.')),
    )
  }
  return { value: models, problems }
}

function readDuties(folder: string, names: ReadonlySet<string>): Parsed<Map<string, Duty>> {
  const duties = new Map<string, Duty>()
  const problems: Problem[] = []
  for (const name of names) {
    const duty = readDuty(folder, name)
    problems.push(...duty.problems)
    if (duty.value !== null) duties.set(name, duty.value)
  }
  return { value: duties, problems }
}

function judge(
  runs: readonly GoldenRun[],
  asked: readonly GoldenRun[],
  models: ReadonlyMap<string, AgeingModel>,
  duties: ReadonlyMap<string, Duty>,
): CheckResult {
  const failed: { case: string; message: string }[] = []
  const worst = { maxQ: 0, maxR: 0, maxRelativeEfc: 0 }
  let batteryDays = 0
  for (const [model, run, duty] of resolve(runs, models, duties)) {
    const deviation = compareRun(model, duty, run)
    if (deviation.message !== null) failed.push({ case: `${model.id}/${run.duty}/exact`, message: deviation.message })
    worst.maxQ = Math.max(worst.maxQ, deviation.maxQ)
    worst.maxR = Math.max(worst.maxR, deviation.maxR)
    worst.maxRelativeEfc = Math.max(worst.maxRelativeEfc, deviation.maxRelativeEfc)
    batteryDays += run.day.at(-1) ?? 0
  }
  const notBuilt = asked.filter((run) => !models.has(run.model)).map((run) => run.model)
  const figures = { ...worst, batteryDays, models: [...models.values()].map((model) => model.id), notBuilt: [...new Set(notBuilt)] }
  return { suite: 'ageing', total: runs.length, passed: runs.length - failed.length, skipped: notBuilt.length, failed, figures }
}

function* resolve(
  runs: readonly GoldenRun[],
  models: ReadonlyMap<string, AgeingModel>,
  duties: ReadonlyMap<string, Duty>,
): Generator<[AgeingModel, GoldenRun, Duty]> {
  for (const run of runs) {
    const model = models.get(run.model)
    const duty = duties.get(run.duty)
    if (model !== undefined && duty !== undefined) yield [model, run, duty]
  }
}

/** By model and duty: capacity of the twin less that of the reference at the last listed day that the duty reaches. */
function compareTwin(
  runs: readonly GoldenRun[],
  models: ReadonlyMap<string, AgeingModel>,
  duties: ReadonlyMap<string, Duty>,
): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {}
  for (const [model, run, duty] of resolve(runs, models, duties)) {
    const last = run.day.findLastIndex((day) => day <= duty.dayCount)
    if (last < 0) continue
    const row = (table[model.id] ??= {})
    row[run.duty] = Number((capacityByTwin(model, duty, run.day[last]) - run.q[last]).toPrecision(2))
  }
  return table
}

function compareRun(model: AgeingModel, duty: Duty, run: GoldenRun): Deviation {
  const deviation: Deviation = { maxQ: 0, maxR: 0, maxRelativeEfc: 0, message: null }
  const columns = createAgeingColumns(1)
  const points = createStressPoints()
  const tempDegC = new Float64Array(maxStressPoints)
  startAgeing(model, columns, 0)
  let day = 0
  for (let k = 0; k < run.day.length; k++) {
    if (run.day[k] > duty.dayCount) {
      deviation.message ??= `day ${run.day[k]} is listed but the duty has ${duty.dayCount} days`
      return deviation
    }
    for (; day < run.day[k]; day++) {
      fillTemperature(duty, day, tempDegC)
      extractReferenceDay(tempDegC, duty.socFrac[day], points)
      advanceByStress(model, points, 1, columns, 0)
      roundAsStates(model, columns, 0)
    }
    compareDay(model, run, k, columns, deviation)
  }
  return deviation
}

function compareDay(model: AgeingModel, run: GoldenRun, k: number, columns: AgeingColumns, deviation: Deviation): void {
  const offQ = Math.abs(columns.q[0] - run.q[k])
  const expectedR = run.r?.[k] ?? null
  const offR = expectedR === null ? 0 : Math.abs(resistanceOf(model, 1, columns, 0) - expectedR)
  const offEfc = run.efc[k] === columns.efc[0] ? 0 : Math.abs(columns.efc[0] - run.efc[k]) / Math.abs(run.efc[k])
  deviation.maxQ = largest(deviation.maxQ, offQ)
  deviation.maxR = largest(deviation.maxR, offR)
  deviation.maxRelativeEfc = largest(deviation.maxRelativeEfc, offEfc)
  if (offQ <= toleranceQ && offR <= toleranceR && offEfc <= toleranceEfc) return
  deviation.message ??= `day ${run.day[k]}: |dq| ${offQ}, |dr| ${offR}, |defc|/efc ${offEfc}`
}

/** NaN counts as infinitely far. */
function largest(a: number, b: number): number {
  return Math.max(a, Number.isNaN(b) ? Infinity : b)
}
