import type { FixedPower } from './fixed-power.ts'
import type { StateForm } from './state-form.ts'

/** Columns that a law may use for its states: `z0` … `z4`. */
export const maxStates = 5

/** A law's parameters by name: facts of a fit, in the units of the source (kelvin, days, equivalent full cycles). */
export type AgeingParameters = Readonly<Record<string, number>>

/**
 * One state of a law.
 * `additive`: z = inverse of the state's form at rate 1; an interval of constant stress adds k^(1/p)·Δx (p is the form's exponent), so intervals add up.
 * `inverse`: limit or exponent move with the stress, so each step must go y → x → y under today's stress.
 */
export interface AgeingState {
  /** Name in the source and in a golden folder's `initial_states`. */
  readonly id: string
  readonly initial: number
  readonly update: 'additive' | 'inverse'
  readonly form: StateForm
  /** Name of the parameter that holds the form's exponent. */
  readonly exponent: string
  /** What Δx counts: days, or equivalent full cycles in nominal capacity. */
  readonly driver: 'time' | 'throughput'
}

/** Conditions that the source's tests covered. Outside them a law still answers, and the answer is flagged. */
export interface AgeingRange {
  readonly tempDegC: readonly [number, number]
  readonly dod: readonly [number, number]
  readonly socFrac: readonly [number, number]
  readonly maxChargeCRate: number
  readonly maxDischargeCRate: number
}

/**
 * A day's stress as the laws take it: `count` points whose weights sum to 1, and the day's scalars.
 * Both extractors (the reference's 97 points, the twin's intervals) fill it; no law knows which one did.
 */
export interface StressPoints {
  count: number
  readonly tempK: Float64Array
  readonly socFrac: Float64Array
  readonly weight: Float64Array
  /** Graphite potential against lithium in volts; filled only for laws with `needsAnodePotential`. */
  readonly anodeVolt: Float64Array
  meanSocFrac: number
  dod: number
  /** Day-mean C-rate of a new battery (rest counts as 0); the law multiplies it by q. */
  cRate: number
  /** Equivalent full cycles a day of a new battery; the law multiplies it by q. */
  efc: number
}

/** A published law as a function of its parameters. Adding a model is adding one file with one of these. */
export interface AgeingLaw {
  readonly id: string
  readonly label: string
  readonly chemistry: string
  readonly nominalAh: number
  /** Primary source of equations, parameters and test data. */
  readonly source: string
  readonly range: AgeingRange
  readonly states: readonly AgeingState[]
  readonly parameters: AgeingParameters
  readonly needsAnodePotential: boolean
  /**
   * Writes the growth of each state's z over one day at relative capacity `q` to `out[0 … states.length - 1]`.
   * `roots` holds 1/p of each state's exponent p in order. This is the only place where stress becomes ageing.
   */
  readonly writeDailySteps: (p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array) => void
  /** Relative discharge capacity from the states' z, 1 when new; `powers` holds the exponent of each state in order. */
  readonly capacity: (powers: readonly FixedPower[], z0: number, z1: number, z2: number) => number
  /** Relative DC resistance from the states' z, 1 when new; `null` where the source publishes none. */
  readonly resistance: ((p: AgeingParameters, powers: readonly FixedPower[], z2: number, z3: number, z4: number) => number) | null
}
