import { AssertionError } from '../../sim/assert.ts'
import { halfWidthOf, type Estimate } from '../../sim/stats/index.ts'
import { stableId } from '../../sim/random/index.ts'
import { estimateValues, readModel, type Estimated, type TheoryModel, type Variant } from '../../sim/theory/index.ts'
import type { OracleCase } from './oracles-folder.ts'

/** How hard a suite looks. */
export interface Rigour {
  readonly seed: number
  /** Greatest 95 % half-width of a value, as a share of it. */
  readonly halfWidthFrac: { readonly simulate: number; readonly simulateWide: number }
  /** A run that is not sure by then stops; what it has reached is told. */
  readonly maxEvents: number
  /** Of the interval that must hold the exact value. */
  readonly level: number
}

/** What became of one case, for the figures. */
export interface CaseFigures {
  readonly case: string
  /** Largest |estimate − exact| / |exact| of its simulated values, and whose it is. */
  worstRelativeError: number
  worstValue: string
  /** Largest 95 % half-width as a share of the exact value, of those that must reach 1 % and of the wide ones. */
  halfWidth: number
  halfWidthWide: number
  /** Values whose half-width was not reached within the limit of events. */
  readonly stoppedAtLimit: string[]
  events: number
  cpuSeconds: number
}

const CLOSED_FORM_ERROR = 1e-9
/** The rule stops a hair early, for it measures by the estimate and the judge by the exact value. */
const MARGIN = 0.97

/** Judges one case; each sentence in `failures` is a value that is wrong or cannot be judged. */
export function judgeCase(oracle: OracleCase, rigour: Rigour): { failures: string[]; figures: CaseFigures } {
  const figures: CaseFigures = {
    case: oracle.id,
    worstRelativeError: 0,
    worstValue: '',
    halfWidth: 0,
    halfWidthWide: 0,
    stoppedAtLimit: [],
    events: 0,
    cpuSeconds: 0,
  }
  const start = process.cpuUsage()
  const { model, complaints } = readModel(oracle.spec)
  const failures = model === null ? [...complaints] : [...judgeFormulas(oracle, model), ...judgeVariants(oracle, model, rigour, figures)]
  const { user, system } = process.cpuUsage(start)
  figures.cpuSeconds = (user + system) / 1e6
  return { failures, figures }
}

function exactOf(oracle: OracleCase, name: string): number | null {
  const value = Object.hasOwn(oracle.values, name) ? oracle.values[name] : undefined
  return typeof value === 'number' ? value : null
}

function judgeFormulas(oracle: OracleCase, model: TheoryModel): string[] {
  return oracle.judge.closedForm.flatMap((name) => {
    const exact = exactOf(oracle, name)
    const computed = model.close(name)
    if (exact === null) return [`${name}: the case gives no number to judge by`]
    if (computed === undefined) return [`${name}: no formula is known for this value of ${String(oracle.spec['model'])} with this spec`]
    if (Math.abs(computed - exact) <= CLOSED_FORM_ERROR * Math.abs(exact)) return []
    return [`${name}: computed ${computed}, exact ${exact} (relative error ${Math.abs(computed / exact - 1).toExponential(1)})`]
  })
}

function judgeVariants(oracle: OracleCase, model: TheoryModel, rigour: Rigour, figures: CaseFigures): string[] {
  const names = [...oracle.judge.simulate, ...oracle.judge.simulateWide]
  if (names.length === 0) return []
  const missing = names.filter((name) => exactOf(oracle, name) === null)
  const failures = missing.map((name) => `${name}: the case gives no number to judge by`)
  if (model.variants.length === 0)
    return [...failures, `${names.join(', ')}: ${String(oracle.spec['model'])} has no chance, so nothing is simulated`]
  const known = names.filter((name) => !missing.includes(name))
  return [...failures, ...model.variants.flatMap((variant, i) => judgeVariant(oracle, variant, i, known, rigour, figures))]
}

/** Each variant has its own luck, named by case and place in the list. */
function judgeVariant(
  oracle: OracleCase,
  variant: Variant,
  place: number,
  names: readonly string[],
  rigour: Rigour,
  figures: CaseFigures,
): string[] {
  const where = variant.label === '' ? '' : ` with ${variant.label}`
  try {
    const experiment = variant.start(names, { seed: rigour.seed, id: stableId(`${oracle.id}/${place}/oracle`) })
    const wanted = names.flatMap((name) => {
      const read = experiment.find(name)
      return read === undefined ? [] : [{ name, read, halfWidthFrac: MARGIN * limitOf(oracle, name, rigour) }]
    })
    const unknown = names.filter((name) => !wanted.some((value) => value.name === name))
    const failures = unknown.map((name) => `${name}: the model ${String(oracle.spec['model'])} measures no value of this name`)
    if (wanted.length === 0) return failures
    const { values, draws, events, isReached } = estimateValues(experiment, wanted, rigour.maxEvents)
    figures.events += events
    failures.push(...judgeDraws(draws, where, rigour.level))
    return [...failures, ...values.flatMap((value) => judgeValue(oracle, value, where, isReached, rigour, figures))]
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error
    return [`${names.join(', ')}${where}: the run broke off (${error.message}); a queue that grows without end does that`]
  }
}

/** Arrivals and times must have the means that they are said to have, or the values corrected by them would hide it. */
function judgeDraws(draws: readonly Estimate[], where: string, level: number): string[] {
  return draws.flatMap((control, i) => {
    const half = halfWidthOf(control, level)
    if (Math.abs(control.value) <= half + CLOSED_FORM_ERROR) return []
    return [`draws ${i + 1}${where}: ${(100 * control.value).toPrecision(3)} % off its mean, more than ${(100 * half).toPrecision(3)} %`]
  })
}

function isWide(oracle: OracleCase, name: string): boolean {
  return !oracle.judge.simulate.includes(name)
}

function limitOf(oracle: OracleCase, name: string, { halfWidthFrac }: Rigour): number {
  return isWide(oracle, name) ? halfWidthFrac.simulateWide : halfWidthFrac.simulate
}

function judgeValue(
  oracle: OracleCase,
  estimated: Estimated,
  where: string,
  isReached: boolean,
  rigour: Rigour,
  figures: CaseFigures,
): string[] {
  const { name, value } = estimated
  const exact = exactOf(oracle, name) ?? Number.NaN
  const half = halfWidthOf(estimated, rigour.level)
  const reached = halfWidthOf(estimated, 0.95) / Math.abs(exact)
  const failures: string[] = []
  const told = `estimate ${value.toPrecision(6)}, exact ${exact}`
  // Where nothing is left to chance the interval has no width, but sums have rounding.
  if (!(Math.abs(value - exact) <= half + CLOSED_FORM_ERROR * Math.abs(exact)))
    failures.push(`${name}${where}: ${told}, interval ${(value - half).toPrecision(6)} … ${(value + half).toPrecision(6)} does not hold it`)
  const isNarrow = reached <= limitOf(oracle, name, rigour)
  if (!isNarrow && isReached) failures.push(`${name}${where}: ${told}, half-width ${(100 * reached).toPrecision(3)} % of it`)
  if (!isNarrow) figures.stoppedAtLimit.push(`${name}${where}: ${(100 * reached).toPrecision(3)} %`)
  else if (estimated.isCorrelated) figures.stoppedAtLimit.push(`${name}${where}: batches lean on their neighbours`)
  note(figures, name, Math.abs(value - exact) / Math.abs(exact), reached, isWide(oracle, name))
  return failures
}

function note(figures: CaseFigures, name: string, error: number, halfWidth: number, isWideValue: boolean): void {
  if (error > figures.worstRelativeError) {
    figures.worstRelativeError = error
    figures.worstValue = name
  }
  if (isWideValue) figures.halfWidthWide = Math.max(figures.halfWidthWide, halfWidth)
  else figures.halfWidth = Math.max(figures.halfWidth, halfWidth)
}
