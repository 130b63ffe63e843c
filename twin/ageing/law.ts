import type { FixedPower } from './fixed-power.ts'
import type { StateForm } from './state-form.ts'

/** Columns that a law may use for its states: `z0` … `z4`. */
export const maxStates = 5
/** Numbers that a law may write for a day: one a state, or what an inverse update needs. */
export const maxSteps = 6

/** A law's parameters by name: facts of a fit, in the units of the source (kelvin, days, equivalent full cycles). */
export type AgeingParameters = Readonly<Record<string, number>>

/**
 * One state of a law.
 * `additive`: the column holds z = inverse of the state's form at rate 1; an interval of constant stress adds k^(1/p)·Δx (p is the form's exponent), so intervals add up.
 * `inverse`: limit or exponent move with the stress, so the column holds the state y itself and each step goes y → x → y under today's stress.
 */
export type AgeingState = AdditiveState | InverseState

interface AdditiveState {
  /** Name in the source and in a golden folder's `initial_states`. */
  readonly id: string
  readonly initial: number
  readonly update: 'additive'
  readonly form: StateForm
  /** Name of the parameter that holds the form's exponent, or the exponent where the source fixes it. */
  readonly exponent: string | number
  /** What Δx counts: days, or equivalent full cycles in nominal capacity. */
  readonly driver: 'time' | 'throughput'
}

interface InverseState {
  readonly id: string
  readonly initial: number
  readonly update: 'inverse'
}

/** How a number of a day depends on the capacity q: not at all, by the throughput (which is proportional to q) and more, or in any smooth way. */
export type StepKind = 'time' | 'throughput' | 'level'

/** The update of a law that is not a sum of steps: some state is `inverse`, or a step is limited. */
export interface InverseUpdate {
  /** What `writeDailySteps` writes, one number after another: steps of additive states, limits, exponents. */
  readonly kinds: readonly StepKind[]
  /**
   * Takes `states` (z of additive states, y of inverse ones, by index) over `days` (> 0) like the day that `steps` describes, in place.
   * `efc` are that day's equivalent full cycles.
   */
  readonly advance: (p: AgeingParameters, steps: Float64Array, efc: number, days: number, states: Float64Array) => void
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
  /** Weights of the day's plain means (`meanSocFrac`, `meanTempK`): the reference takes means of samples beside its trapezoids. */
  readonly meanWeight: Float64Array
  /** Graphite potential against lithium in volts; filled only for laws with `needsAnodePotential`. */
  readonly anodeVolt: Float64Array
  meanSocFrac: number
  meanTempK: number
  lowestSocFrac: number
  highestSocFrac: number
  dod: number
  /** Day-mean C-rate of a new battery (rest counts as 0); the law multiplies it by q. */
  cRate: number
  /** C-rates while charging and while discharging, of a new battery, 0 where there is none; the law multiplies them by q. */
  chargeCRate: number
  dischargeCRate: number
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
   * Writes the growth of each state's z over one day at relative capacity `q` to `out[0 … states.length - 1]`; with an `inverse` update what
   * its `kinds` list. `roots` holds 1/p of each additive state's exponent p in order. This is the only place where stress becomes ageing.
   */
  readonly writeDailySteps: (p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array) => void
  /** `null` where all states are additive and their steps are added as they are. */
  readonly inverse: InverseUpdate | null
  /** Relative discharge capacity from the states' columns, 1 when new; `powers` holds the exponent of each state in order. */
  readonly capacity: (powers: readonly FixedPower[], z0: number, z1: number, z2: number) => number
  /** Relative DC resistance from the states' columns, 1 when new; `null` where the source publishes none. */
  readonly resistance: ((p: AgeingParameters, powers: readonly FixedPower[], z2: number, z3: number, z4: number) => number) | null
  /** For laws with data of the cell beside their parameters: the same law with other data, the published ones where none is given; `null` elsewhere. */
  readonly withCell: ((cell: Partial<CellData>) => AgeingLaw) | null
}

/** What a law may need to know of a cell beside fitted numbers: nominal capacity in Ah and open-circuit voltage in V by rising soc. */
export interface CellData {
  readonly nominalAh: number
  readonly socFrac: readonly number[]
  readonly volt: readonly number[]
}
