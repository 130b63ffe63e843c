import { coefficientsPerStep, efcSlot } from './day-rates.ts'
import type { StressPoints } from './law.ts'
import { maxStates, maxSteps } from './law.ts'
import type { AgeingModel } from './model.ts'
import { exponentOf } from './model.ts'
import { additiveFromState, stateFromAdditive } from './state-form.ts'

/**
 * A battery's ageing, one row each, as columns of the caller's arena. `z0 … z4`: the law's states, z of additive and y of inverse ones; `q`: relative capacity (soh);
 * `efc`: equivalent full cycles so far, in nominal capacity. An arena table with these columns fits as it is.
 */
export interface AgeingColumns {
  readonly z0: Float64Array
  readonly z1: Float64Array
  readonly z2: Float64Array
  readonly z3: Float64Array
  readonly z4: Float64Array
  readonly q: Float64Array
  readonly efc: Float64Array
}

/** Column types to spread into an arena table that holds `AgeingColumns`. */
export const ageingColumnTypes = { z0: 'f64', z1: 'f64', z2: 'f64', z3: 'f64', z4: 'f64', q: 'f64', efc: 'f64' } as const

/** Columns of their own for `rows` batteries, all zero: for checks and benches; a world takes them from its arena. */
export function createAgeingColumns(rows: number): AgeingColumns {
  const column = (): Float64Array => new Float64Array(rows)
  return { z0: column(), z1: column(), z2: column(), z3: column(), z4: column(), q: column(), efc: column() }
}

// Scratch of one call, never state of a run.
const steps = new Float64Array(maxSteps)
const states = new Float64Array(maxStates)

/** Makes the row a new battery of the model: initial states, q of the law at them (1, less any break-in that the source starts with), no cycles. */
export function startAgeing(model: AgeingModel, columns: AgeingColumns, row: number): void {
  columns.z0[row] = model.initialZ[0]
  columns.z1[row] = model.initialZ[1]
  columns.z2[row] = model.initialZ[2]
  columns.z3[row] = model.initialZ[3]
  columns.z4[row] = model.initialZ[4]
  columns.efc[row] = 0
  columns.q[row] = capacityOf(model, 1, columns, row)
}

/**
 * Ages the row by `days` (> 0, fractions allowed) under the rates at `rates[at …]`, and updates `q` and `efc`.
 * Up to one day q is held at its value at the start, as in the reference; longer steps take the q of their middle, found by one predictor.
 * At rest any number of days is exact.
 * `multiplier` scales loss: q = 1 − multiplier·(1 − q of the law), so a pack that fades 1.3 times as fast as the tested cell has 1.3.
 */
export function advanceDay(
  model: AgeingModel,
  rates: Float64Array,
  at: number,
  days: number,
  multiplier: number,
  columns: AgeingColumns,
  row: number,
): void {
  const isLong = days > 1 && rates[at + efcSlot] !== 0
  const q = isLong ? predictCapacity(model, rates, at, days / 2, columns.q[row], multiplier, columns, row) : columns.q[row]
  if (model.law.inverse !== null) {
    readSteps(model, rates, at, q)
    advanceInverse(model, q * rates[at + efcSlot], days, multiplier, columns, row)
    return
  }
  columns.z0[row] += days * growthPerDay(rates, at, q)
  columns.z1[row] += days * growthPerDay(rates, at + coefficientsPerStep, q)
  if (model.stateCount > 2) {
    columns.z2[row] += days * growthPerDay(rates, at + 2 * coefficientsPerStep, q)
    columns.z3[row] += days * growthPerDay(rates, at + 3 * coefficientsPerStep, q)
    columns.z4[row] += days * growthPerDay(rates, at + 4 * coefficientsPerStep, q)
  }
  columns.efc[row] += days * q * rates[at + efcSlot]
  columns.q[row] = capacityOf(model, multiplier, columns, row)
}

/** The day's numbers at capacity `q`, as the law wrote them, into `steps`. */
function readSteps(model: AgeingModel, rates: Float64Array, at: number, q: number): void {
  for (let i = 0; i < model.stepKinds.length; i++) steps[i] = growthPerDay(rates, at + i * coefficientsPerStep, q)
}

/** Takes the row over `days` like the day in `steps`, which has `efc` equivalent full cycles. */
function advanceInverse(model: AgeingModel, efc: number, days: number, multiplier: number, columns: AgeingColumns, row: number): void {
  copyStates(columns, row)
  model.law.inverse?.advance(model.parameters, steps, efc, days, states)
  columns.z0[row] = states[0]
  columns.z1[row] = states[1]
  columns.z2[row] = states[2]
  columns.z3[row] = states[3]
  columns.z4[row] = states[4]
  columns.efc[row] += days * efc
  columns.q[row] = capacityOf(model, multiplier, columns, row)
}

function copyStates(columns: AgeingColumns, row: number): void {
  states[0] = columns.z0[row]
  states[1] = columns.z1[row]
  states[2] = columns.z2[row]
  states[3] = columns.z3[row]
  states[4] = columns.z4[row]
}

/**
 * Ages the row by one day straight from stress points, without a table: the law is evaluated at the battery's own q.
 * The reference runs this way; the twin may, where each battery has its own temperature.
 */
export function advanceByStress(model: AgeingModel, stress: StressPoints, multiplier: number, columns: AgeingColumns, row: number): void {
  const q = columns.q[row]
  model.law.writeDailySteps(model.parameters, model.roots, stress, q, steps)
  if (model.law.inverse !== null) {
    advanceInverse(model, stress.efc * q, 1, multiplier, columns, row)
    return
  }
  columns.z0[row] += steps[0]
  columns.z1[row] += steps[1]
  if (model.stateCount > 2) {
    columns.z2[row] += steps[2]
    columns.z3[row] += steps[3]
    columns.z4[row] += steps[4]
  }
  columns.efc[row] += stress.efc * q
  columns.q[row] = capacityOf(model, multiplier, columns, row)
}

/** Relative discharge capacity (soh, 1 = new) of the row under `multiplier`, from its states. */
export function capacityOf(model: AgeingModel, multiplier: number, columns: AgeingColumns, row: number): number {
  return 1 - multiplier * (1 - model.law.capacity(model.powers, columns.z0[row], columns.z1[row], columns.z2[row]))
}

/** Relative DC resistance (1 = new), its growth scaled by `multiplier` as the loss is; NaN where the model publishes none. */
export function resistanceOf(model: AgeingModel, multiplier: number, columns: AgeingColumns, row: number): number {
  if (model.law.resistance === null) return NaN
  const { z2, z3, z4 } = columns
  return 1 + multiplier * (model.law.resistance(model.parameters, model.powers, z2[row], z3[row], z4[row]) - 1)
}

/**
 * Passes the sigmoid states of the row through y and back, as a program does that stores y and not z. Near its start y ≈ 1e-8 comes from
 * 1/2 − 1/2 and keeps 8 digits only; the steep sigmoid later shows that as about 2e-9 of capacity. Comparisons with such a program need
 * the same rounding after every day; the twin, which stores z, does not.
 */
export function roundAsStates(model: AgeingModel, columns: AgeingColumns, row: number): void {
  const z = [columns.z0, columns.z1, columns.z2, columns.z3, columns.z4]
  model.law.states.forEach((state, index) => {
    if (state.update !== 'additive' || state.form !== 'sigmoid') return
    const p = exponentOf(state, model.parameters)
    z[index][row] = additiveFromState(state.form, stateFromAdditive(state.form, z[index][row], p), p)
  })
}

/** The step whose coefficients start at `slot`, per day at capacity `q`: a state's growth. */
export function growthPerDay(rates: Float64Array, slot: number, q: number): number {
  return rates[slot] + q * (rates[slot + 1] + q * (rates[slot + 2] + q * rates[slot + 3]))
}

/** Capacity after `days` with the rates of capacity `q`, the row left as it is. */
function predictCapacity(
  model: AgeingModel,
  rates: Float64Array,
  at: number,
  days: number,
  q: number,
  multiplier: number,
  columns: AgeingColumns,
  row: number,
): number {
  if (model.law.inverse !== null) return predictInverse(model, rates, at, days, q, multiplier, columns, row)
  const z0 = columns.z0[row] + days * growthPerDay(rates, at, q)
  const z1 = columns.z1[row] + days * growthPerDay(rates, at + coefficientsPerStep, q)
  const z2 = columns.z2[row] + days * growthPerDay(rates, at + 2 * coefficientsPerStep, q)
  return 1 - multiplier * (1 - model.law.capacity(model.powers, z0, z1, z2))
}

function predictInverse(
  model: AgeingModel,
  rates: Float64Array,
  at: number,
  days: number,
  q: number,
  multiplier: number,
  columns: AgeingColumns,
  row: number,
): number {
  readSteps(model, rates, at, q)
  copyStates(columns, row)
  model.law.inverse?.advance(model.parameters, steps, q * rates[at + efcSlot], days, states)
  return 1 - multiplier * (1 - model.law.capacity(model.powers, states[0], states[1], states[2]))
}
