import { usualPrecision } from '../../scenarios/index.ts'
import type { Design, Field, Json, JsonObject } from '../../scenarios/index.ts'

/** A factor as the person sets it: one key with its levels or, out of a design file, levels that set several keys together. */
export type FactorChoice =
  | {
      readonly kind: 'key'
      readonly name: string
      readonly path: string
      readonly levels: readonly Json[]
      /** Whether any number from the first to the last level is meant, as a Latin hypercube takes it. */
      readonly isRange: boolean
    }
  | { readonly kind: 'sets'; readonly name: string; readonly levels: JsonObject }

export type SchemeChoice = Exclude<Design['scheme'], { readonly kind: 'scenarios' }>

export type ReplicationChoice =
  | { readonly kind: 'fixed'; readonly n: number }
  | { readonly kind: 'sequential'; readonly least: number; readonly most: number; readonly shareOfMean: number }

/** An experiment as the form of the page has it. What was not typed as a number is NaN, which the design's own check refuses. */
export interface ExperimentChoice {
  readonly name: string
  readonly description: string
  readonly factors: readonly FactorChoice[]
  readonly scheme: SchemeChoice
  /** Figure whose half-width says how many replications are made. */
  readonly kpi: string
  readonly replications: ReplicationChoice
  /** Local days of each run; `null`: as many as the scenario has. */
  readonly days: number | null
  readonly warmUp: 'auto' | number
}

export const firstChoice: ExperimentChoice = {
  name: 'experiment',
  description: '',
  factors: [],
  scheme: { kind: 'full' },
  kpi: 'slaKept',
  replications: { kind: 'sequential', ...usualPrecision },
  days: null,
  warmUp: 'auto',
}

const usualPoints = 20
const usualResolution = 4

/** Which keys can be varied: numbers and choices. The seed is set by the replications, and days are those of all runs. */
export function canVary(path: string, field: Field): boolean {
  if (path === 'seed' || path === 'days') return false
  return field.kind === 'number' || (field.kind === 'text' && field.role === 'choice' && field.choices.length > 1)
}

/** A new factor: a number a fifth lower and a fifth higher, rounded to `step` within its range; a choice that it has and another one. */
export function suggestFactor(path: string, field: Field, value: Json | undefined, isRange: boolean, step?: number): FactorChoice {
  if (field.kind === 'number') {
    const levels = suggestLevels(field, typeof value === 'number' ? value : null, step)
    return { kind: 'key', name: path, path, levels, isRange }
  }
  const choices = field.kind === 'text' ? field.choices : []
  const isChosen = typeof value === 'string' && choices.includes(value)
  const levels = (isChosen ? [value, ...choices.filter((choice) => choice !== value)] : choices).slice(0, 2)
  return { kind: 'key', name: path, path, levels, isRange: false }
}

function suggestLevels(
  { range: [least, most], isWhole }: Extract<Field, { kind: 'number' }>,
  value: number | null,
  wanted?: number,
): readonly number[] {
  const middle = value ?? least
  const step = wanted ?? (isWhole ? 1 : null)
  const round = (x: number) => (step === null ? Number(x.toPrecision(2)) : Number((Math.round(x / step) * step).toPrecision(10)))
  const within = (x: number) => Math.min(most, Math.max(least, x))
  const ends = [middle * 0.8, middle * 1.2].map((end) => within(round(end))).toSorted((a, b) => a - b)
  if (ends[0] < ends[1]) return ends
  // Of a small or an unknown number a fifth is nothing: one step down and one up.
  const way = step ?? 0.1
  return [within(round(middle - way)), within(round(middle + way))]
}

/** A level more, beyond the last one by as much as that lies beyond the one before. */
export function suggestNext(levels: readonly Json[], field: Field): Json {
  const [before, last] = levels.slice(-2)
  if (field.kind !== 'number' || typeof before !== 'number' || typeof last !== 'number') {
    return (field.kind === 'text' && field.choices.find((choice) => !levels.includes(choice))) || ''
  }
  return Number(Math.min(field.range[1], Math.max(field.range[0], last + (last - before))).toPrecision(10))
}

/** The same factors under another scheme: a Latin hypercube takes numbers between two, the others take levels. */
export function withScheme(choice: ExperimentChoice, kind: SchemeChoice['kind'], isNumber: (path: string) => boolean): ExperimentChoice {
  const isLatin = kind === 'latin'
  const scheme: SchemeChoice =
    kind === 'latin'
      ? { kind, points: usualPoints, seed: 1 }
      : kind === 'fractional'
        ? { kind, resolution: usualResolution, generators: {} }
        : { kind }
  const factors = choice.factors.map((factor): FactorChoice => {
    if (factor.kind === 'sets') return factor
    const isRange = isLatin && isNumber(factor.path)
    const isNarrowed = isRange && factor.levels.length > 2
    return { ...factor, isRange, levels: isNarrowed ? [factor.levels[0], factor.levels.at(-1)!] : factor.levels }
  })
  return { ...choice, scheme, factors }
}
