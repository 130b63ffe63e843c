import type { LinearModel, Row } from './model.ts'

/** Violations below this share of a row's own size are rounding. */
const tolerance = 1e-6

export interface Violation {
  /** Id of the row or variable. */
  readonly id: string
  /** By how much it is passed, in the row's own unit. */
  readonly amount: number
}

export interface Judgement {
  readonly violations: readonly Violation[]
  readonly cost: number
}

/** What an answer is really worth: every limit it breaks, and its cost, computed from the model alone. */
export function judge(model: LinearModel, values: ArrayLike<number>): Judgement {
  const negative = model.variables.flatMap(({ id }, i) => (values[i] >= -tolerance ? [] : [{ id, amount: -values[i] }]))
  const broken = model.variables.flatMap(({ id, isWhole }, i) => {
    const amount = Math.abs(values[i] - Math.round(values[i]))
    return isWhole && amount > tolerance ? [{ id, amount }] : []
  })
  const passed = model.rows.flatMap((row) => violationOf(row, values))
  const cost = model.variables.reduce((sum, variable, i) => sum + variable.cost * values[i], 0)
  const isNumber = Number.isFinite(cost)
  return { cost, violations: isNumber ? [...negative, ...broken, ...passed] : [{ id: 'cost', amount: Infinity }] }
}

/** Left side of a row. */
function activityOf({ terms }: Row, values: ArrayLike<number>): number {
  return terms.reduce((sum, [variable, a]) => sum + a * values[variable], 0)
}

function violationOf(row: Row, values: ArrayLike<number>): Violation[] {
  const activity = activityOf(row, values)
  const size = row.terms.reduce((sum, [variable, a]) => sum + Math.abs(a * values[variable]), 1 + Math.abs(row.low ?? row.high ?? 0))
  const below = row.low === null ? 0 : row.low - activity
  const above = row.high === null ? 0 : activity - row.high
  const amount = Math.max(below, above)
  return amount > tolerance * size || Number.isNaN(activity) ? [{ id: row.id, amount }] : []
}
