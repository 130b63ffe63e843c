import { createModelBuilder } from './model.ts'
import type { LinearModel, Row } from './model.ts'
import { solve } from './solve.ts'

/** Prices of a relaxed model's rows, proved: no answer can cost less than `bound`. */
export interface Prices {
  /** By row: change of the least cost for one unit more of the limit that binds; ≥ 0 where `low` binds, ≤ 0 where `high` does, 0 where none. */
  readonly price: Float64Array
  /** Least cost of the relaxed model by weak duality; a whole answer costs at least as much. */
  readonly bound: number
}

/** Reduced costs below zero by less than this share are rounding. */
const tolerance = 1e-6

/**
 * Shadow prices by the dual model (the library has none of its own): maximise Σ low·y⁺ − high·y⁻ with Aᵀ(y⁺ − y⁻) ≤ cost. The answer is checked by
 * our own code: if every reduced cost is ≥ 0, Σ b·y is a lower bound of every answer's cost, whoever computed y. `null` when the relaxed model
 * has no least cost, or the library's answer does not pass. Source: weak duality, for example Vanderbei, Linear Programming, chapter 5.
 */
export function priceRows(model: LinearModel): Prices | null {
  const dual = createModelBuilder()
  // Minimised, so the signs are turned.
  const sides = model.rows.flatMap(({ id, low, high }, row) => [
    ...(low === null ? [] : [{ row, sign: 1, at: dual.add(`${id} low`, -low) }]),
    ...(high === null ? [] : [{ row, sign: -1, at: dual.add(`${id} high`, high) }]),
  ])
  const byRow = model.rows.map((_, row) => sides.filter((side) => side.row === row))
  columnsOf(model).forEach((column, variable) => {
    const terms = column.flatMap(({ row, a }) => byRow[row].map(({ sign, at }) => [at, sign * a] as const))
    dual.limit(model.variables[variable].id, null, model.variables[variable].cost, terms)
  })
  const answer = solve(dual.build())
  if (answer.kind !== 'solved') return null
  const price = Float64Array.from(model.rows, (_, row) => byRow[row].reduce((sum, { sign, at }) => sum + sign * answer.values[at], 0))
  return hasBound(model, price) ? { price, bound: boundOf(model.rows, price) } : null
}

function columnsOf({ variables, rows }: LinearModel): { readonly row: number; readonly a: number }[][] {
  const columns = variables.map((): { row: number; a: number }[] => [])
  rows.forEach(({ terms }, row) => terms.forEach(([variable, a]) => columns[variable].push({ row, a })))
  return columns
}

/** Whether the prices prove a bound: all reduced costs are ≥ 0, and none stands on a side without limit. */
function hasBound(model: LinearModel, price: Float64Array): boolean {
  const columns = columnsOf(model)
  const isDual = columns.every((column, variable) => {
    const { cost } = model.variables[variable]
    const spent = column.reduce((sum, { row, a }) => sum + a * price[row], 0)
    const size = column.reduce((sum, { row, a }) => sum + Math.abs(a * price[row]), 1 + Math.abs(cost))
    return cost - spent >= -tolerance * size
  })
  return isDual && model.rows.every(({ low, high }, row) => (price[row] > 0 ? low !== null : price[row] === 0 || high !== null))
}

function boundOf(rows: readonly Row[], price: Float64Array): number {
  return rows.reduce((sum, { low, high }, row) => sum + price[row] * ((price[row] > 0 ? low : high) ?? 0), 0)
}

/** Relaxed optimum with its proof: answer and prices agree, so the answer is least and no one can do better. */
export function isProved(cost: number, prices: Prices): boolean {
  return cost - prices.bound <= 1e-5 * (1 + Math.abs(cost))
}
