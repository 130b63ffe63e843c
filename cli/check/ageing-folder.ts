import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { bareModelId } from '../../twin/ageing/index.ts'
import type { CellData } from '../../twin/ageing/index.ts'
import type { Duty } from './ageing-duty.ts'
import { parseDuty } from './ageing-duty.ts'
import { toProblem } from './ageing-problem.ts'

/** A model's entry in `models.json`: parameters and initial states by name; capacity and open-circuit voltage where it states both. */
export interface GoldenModel {
  readonly parameters: Readonly<Record<string, number>>
  readonly initialStates: Readonly<Record<string, number>>
  readonly cell: Partial<CellData>
}

/** A run of mode `exact` in `step/<model>.json`: relative capacity, resistance and equivalent full cycles at the listed days. */
export interface GoldenRun {
  /** Model id without `_Battery`. */
  readonly model: string
  readonly duty: string
  readonly day: readonly number[]
  readonly q: readonly number[]
  readonly r: readonly (number | null)[] | null
  readonly efc: readonly number[]
}

/** A folder of reference trajectories; models by id without `_Battery`. */
export interface GoldenFolder {
  readonly models: ReadonlyMap<string, GoldenModel>
  readonly runs: readonly GoldenRun[]
}

/** Reads `models.json` and `step/*.json` of a folder. Duties are read by `readDuty` when a run needs them. */
export function readGoldenFolder(folder: string): Parsed<GoldenFolder> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return { value: null, problems: [toProblem('no-folder', folder, '', 'Name a folder of reference trajectories that exists.')] }
  }
  const models = readModels(join(folder, 'models.json'))
  const runs = readRuns(join(folder, 'step'))
  const problems = [...models.problems, ...runs.problems]
  if (models.value === null || runs.value === null || problems.length > 0) return { value: null, problems }
  for (const run of runs.value) {
    if (models.value.has(run.model)) continue
    problems.push(
      toProblem('model-not-listed', join(folder, 'models.json'), run.model, 'Add the parameters of every model that has a file in step/.'),
    )
  }
  return { value: problems.length > 0 ? null : { models: models.value, runs: runs.value }, problems }
}

/** Reads one duty of the folder. */
export function readDuty(folder: string, duty: string): Parsed<Duty> {
  const place = join(folder, 'duties', `${duty}.csv.gz`)
  if (!existsSync(place))
    return { value: null, problems: [toProblem('missing-file', place, duty, 'Add the duty that the runs in step/ name.')] }
  return parseDuty(readFileSync(place), place)
}

function readModels(place: string): Parsed<Map<string, GoldenModel>> {
  const json = readJson(place)
  if (json.problems.length > 0) return { value: null, problems: json.problems }
  if (!isRecord(json.value))
    return { value: null, problems: [toProblem('not-an-object', place, '', 'Give an object with one key a model.')] }
  const problems: Problem[] = []
  const models = new Map<string, GoldenModel>()
  for (const [id, entry] of Object.entries(json.value)) {
    const parameters = isRecord(entry) ? numbersOf(entry['params'], `${place} ${id}.params`, problems) : null
    const initialStates = isRecord(entry) ? numbersOf(entry['initial_states'] ?? {}, `${place} ${id}.initial_states`, problems) : null
    const cell = isRecord(entry) ? cellOf(entry, `${place} ${id}`, problems) : {}
    if (parameters !== null && initialStates !== null) models.set(bareModelId(id), { parameters, initialStates, cell })
    else problems.push(toProblem('bad-model', `${place} ${id}`, '', 'Give an object with the numbers `params` and `initial_states`.'))
  }
  return { value: models, problems }
}

/** `nominal_Ah` and the curve `ocv` of an entry, as far as it states them. */
function cellOf(entry: Record<string, unknown>, place: string, problems: Problem[]): Partial<CellData> {
  const { ocv, nominal_Ah: nominalAh } = entry
  const isCapacity = typeof nominalAh === 'number' && nominalAh > 0
  if (nominalAh !== undefined && !isCapacity)
    problems.push(toProblem('bad-capacity', `${place}.nominal_Ah`, JSON.stringify(nominalAh), 'Give a capacity > 0 in Ah.'))
  const capacity = isCapacity ? { nominalAh } : {}
  if (ocv === undefined || ocv === null) return capacity
  const { soc: socFrac, volt } = isRecord(ocv) ? ocv : {}
  const isCurve = isNumbers(socFrac) && isNumbers(volt) && socFrac.length >= 2 && socFrac.length === volt.length
  if (isCurve && isRising(socFrac)) return { ...capacity, socFrac, volt }
  problems.push(toProblem('bad-curve', `${place}.ocv`, '', 'Give equally long lists `soc` (rising, two or more) and `volt`.'))
  return capacity
}

function isRising(values: readonly number[]): boolean {
  return values.every((value, k) => k === 0 || value > values[k - 1])
}

/** Number-valued entries; other values (tables of laws that are not here) are no fault, `createAgeingModel` names what a law misses. */
function numbersOf(value: unknown, place: string, problems: Problem[]): Record<string, number> | null {
  if (!isRecord(value)) return null
  const numbers: Record<string, number> = {}
  for (const [name, number] of Object.entries(value)) {
    if (typeof number === 'number') numbers[name] = number
    else if (number === null) problems.push(toProblem('not-a-number', `${place}.${name}`, 'null', 'Give a finite number.'))
  }
  return numbers
}

function readRuns(place: string): Parsed<GoldenRun[]> {
  const files = existsSync(place)
    ? readdirSync(place)
        .filter((name) => name.endsWith('.json'))
        .toSorted()
    : []
  if (files.length === 0)
    return { value: null, problems: [toProblem('missing-file', place, '', 'Add step/<model>.json with the runs to compare with.')] }
  const problems: Problem[] = []
  const runs: GoldenRun[] = []
  for (const file of files) {
    const json = readJson(join(place, file))
    problems.push(...json.problems)
    if (json.problems.length > 0) continue
    const parsed = parseRuns(json.value, join(place, file), bareModelId(file.slice(0, -'.json'.length)))
    problems.push(...parsed.problems)
    runs.push(...(parsed.value ?? []))
  }
  return { value: runs, problems }
}

function parseRuns(json: unknown, place: string, model: string): Parsed<GoldenRun[]> {
  if (!Array.isArray(json)) return { value: null, problems: [toProblem('not-a-list', place, '', 'Give a list of runs.')] }
  const problems: Problem[] = []
  const runs: GoldenRun[] = []
  json.forEach((entry: unknown, index) => {
    if (isRecord(entry) && typeof entry['mode'] === 'string' && entry['mode'] !== 'exact') return
    const run = parseRun(entry, model)
    if (typeof run === 'string')
      problems.push(toProblem('bad-run', `${place} [${index}].${run}`, '', runRemedies[run] ?? 'See the format.'))
    else runs.push(run)
  })
  return { value: runs, problems }
}

const runRemedies: Readonly<Record<string, string>> = {
  duty: 'Name a duty of the folder in letters, digits, - and _.',
  mode: 'Give the mode, for example exact.',
  day: 'List whole days ≥ 1 that rise.',
  q: 'List as many finite numbers as days.',
  r: 'List as many numbers (or null) as days, or null for no resistance.',
  efc: 'List as many finite numbers as days.',
}

/** The run, or the name of the field that is wrong. */
function parseRun(entry: unknown, model: string): GoldenRun | string {
  if (!isRecord(entry)) return 'mode'
  const { mode, duty, day, q, r, efc } = entry
  if (mode !== 'exact') return 'mode'
  if (typeof duty !== 'string' || !/^[\w-]+$/.test(duty)) return 'duty'
  if (!isNumbers(day) || day.length === 0 || !day.every((d, k) => Number.isInteger(d) && d > (k === 0 ? 0 : day[k - 1]))) return 'day'
  if (!isNumbers(q) || q.length !== day.length) return 'q'
  if (!isNumbers(efc) || efc.length !== day.length) return 'efc'
  const resistance = r ?? null
  if (resistance !== null && !(isNumbersOrNull(resistance) && resistance.length === day.length)) return 'r'
  return { model, duty, day, q, r: resistance, efc }
}

export function readJson(place: string): { value: unknown; problems: Problem[] } {
  if (!existsSync(place)) return { value: null, problems: [toProblem('missing-file', place, '', 'Add the file.')] }
  try {
    return { value: JSON.parse(readFileSync(place, 'utf8')), problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { value: null, problems: [toProblem('not-json', place, reason, 'Give a JSON file that is whole.')] }
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((x) => typeof x === 'number' && Number.isFinite(x))
}

function isNumbersOrNull(value: unknown): value is (number | null)[] {
  return Array.isArray(value) && value.every((x) => x === null || (typeof x === 'number' && Number.isFinite(x)))
}
