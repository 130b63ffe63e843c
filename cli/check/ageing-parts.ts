import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { anodePotential, countCycles, growPower, growSigmoid } from '../../twin/ageing/index.ts'
import { isNumbers, isRecord, readJson } from './ageing-folder.ts'
import { toProblem } from './ageing-problem.ts'
import type { CheckResult } from './result.ts'

const toleranceCycle = 1e-12
const toleranceVolt = 1e-11
const toleranceStep = 1e-11

interface Verdict {
  readonly case: string
  /** `null` when the case passes. */
  readonly message: string | null
}

/**
 * `voltwin check ageing-parts`: the parts of which ageing is made against `rainflow.json` (cycles of a series: range and mean to 1e-12, count and samples
 * exactly, in order) and `unit.json` (graphite potential and single updates of states, 1e-11). A case is a series, a potential or an update. Either file may be absent.
 */
export function checkAgeingParts(folder: string): Parsed<CheckResult> {
  const files = [
    { name: 'rainflow.json', judge: judgeRainflow },
    { name: 'unit.json', judge: judgeUnits },
  ].filter(({ name }) => existsSync(join(folder, name)))
  if (files.length === 0)
    return { value: null, problems: [toProblem('missing-file', folder, '', 'Name a folder that holds rainflow.json or unit.json.')] }
  const problems: Problem[] = []
  const verdicts: Verdict[] = []
  for (const { name, judge } of files) {
    const place = join(folder, name)
    const json = readJson(place)
    problems.push(...json.problems)
    if (json.problems.length === 0) verdicts.push(...judge(json.value, place, problems))
  }
  return problems.length > 0 ? { value: null, problems } : { value: toResult(verdicts, files), problems: [] }
}

function toResult(verdicts: readonly Verdict[], files: readonly { readonly name: string }[]): CheckResult {
  const failed = verdicts.flatMap(({ case: name, message }) => (message === null ? [] : [{ case: name, message }]))
  const figures = { files: files.map(({ name }) => name) }
  return { suite: 'ageing-parts', total: verdicts.length, passed: verdicts.length - failed.length, skipped: 0, failed, figures }
}

function judgeRainflow(json: unknown, place: string, problems: Problem[]): Verdict[] {
  if (!Array.isArray(json)) {
    problems.push(toProblem('not-a-list', place, '', 'Give a list of series with their cycles.'))
    return []
  }
  return json.flatMap((entry: unknown, index) => {
    const { series, cycles } = isRecord(entry) ? entry : {}
    if (isNumbers(series) && Array.isArray(cycles) && cycles.every((row) => isNumbers(row) && row.length === 5))
      return [{ case: `rainflow[${index}]`, message: compareCycles(series, cycles) }]
    const remedy = 'Give numbers in `series` and rows of five (range, mean, count, first sample, last sample) in `cycles`.'
    problems.push(toProblem('bad-series', `${place} [${index}]`, '', remedy))
    return []
  })
}

function compareCycles(series: readonly number[], wanted: readonly (readonly number[])[]): string | null {
  const found = countCycles(series)
  if (found.length !== wanted.length) return `${found.length} cycles, the file has ${wanted.length}`
  const wrong = found.findIndex(({ range, mean, count, start, end }, k) => {
    const [r, m, ...exact] = wanted[k]
    const isNear = Math.abs(range - r) <= toleranceCycle && Math.abs(mean - m) <= toleranceCycle
    return !isNear || exact[0] !== count || exact[1] !== start || exact[2] !== end
  })
  return wrong < 0 ? null : `cycle ${wrong} is ${JSON.stringify(found[wrong])}, the file has ${JSON.stringify(wanted[wrong])}`
}

function judgeUnits(json: unknown, place: string, problems: Problem[]): Verdict[] {
  const { Ua, updates } = isRecord(json) ? json : {}
  if (!Array.isArray(Ua) || !Array.isArray(updates)) {
    problems.push(toProblem('not-an-object', place, '', 'Give an object with the lists `Ua` and `updates`.'))
    return []
  }
  return [
    ...Ua.flatMap((row: unknown, index) => judgePotential(row, index, place, problems)),
    ...updates.flatMap((row: unknown, index) => judgeUpdate(row, index, place, problems)),
  ]
}

function judgePotential(row: unknown, index: number, place: string, problems: Problem[]): Verdict[] {
  if (!isNumbers(row) || row.length !== 2) {
    problems.push(toProblem('bad-potential', `${place} Ua[${index}]`, '', 'Give state of charge and volts.'))
    return []
  }
  const off = Math.abs(anodePotential(row[0]) - row[1])
  return [{ case: `Ua[${index}]`, message: off <= toleranceVolt ? null : `${off} V off at soc ${row[0]}` }]
}

/** Growth of a state from y0 by the file's form: `power` y = k·x^p, `powerB` y = (k·x)^p, `sigmoid` with a limit. */
const forms: Readonly<Record<string, { readonly count: number; readonly grow: (args: readonly number[]) => number }>> = {
  power: { count: 4, grow: ([y0, dx, k, p]) => growPower(y0, dx, k, p) - y0 },
  powerB: { count: 4, grow: ([y0, dx, k, p]) => growPower(y0, k * dx, 1, p) - y0 },
  sigmoid: { count: 5, grow: ([y0, dx, limit, k, p]) => growSigmoid(y0, dx, limit, k, p) - y0 },
}

function judgeUpdate(row: unknown, index: number, place: string, problems: Problem[]): Verdict[] {
  const { form, args, dy_exact: wanted } = isRecord(row) ? row : {}
  const known = typeof form === 'string' && Object.hasOwn(forms, form) ? forms[form] : undefined
  if (known === undefined || !isNumbers(args) || args.length !== known.count || typeof wanted !== 'number') {
    const remedy = `Give \`form\` (${Object.keys(forms).join(', ')}), its numbers in \`args\` and a number \`dy_exact\`.`
    problems.push(toProblem('bad-update', `${place} updates[${index}]`, String(form), remedy))
    return []
  }
  const off = Math.abs(known.grow(args) - wanted)
  return [{ case: `updates[${index}] ${String(form)}`, message: off <= toleranceStep ? null : `${off} off ${wanted}` }]
}
