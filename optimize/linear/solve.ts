import solver from 'javascript-lp-solver'
import { judge } from './judge.ts'
import type { LinearModel, Row } from './model.ts'

/**
 * `solved`: every limit is kept and the cost is ours, recomputed from the model. `refused`: what the library answered breaks limits of the model
 * or misses its own cost, so it is not used.
 */
export type Answer =
  | { readonly kind: 'solved'; readonly values: Float64Array; readonly cost: number }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'unbounded' }
  | { readonly kind: 'refused'; readonly reason: string }

/** Costs that differ by less than this share are the same. */
const costTolerance = 1e-6

/**
 * Solves a model by javascript-lp-solver, and believes nothing: the answer is judged by our own code. The library can run for ever on some
 * whole models, and looks at its time limit between branches only, so a caller that must end runs this in a worker that it can kill.
 */
export function solve(model: LinearModel): Answer {
  if (model.variables.length === 0) return judgeAnswer(model, new Float64Array(0), 0)
  const found = solver.Solve(toLibrary(model)) as Readonly<Record<string, unknown>>
  if (found['feasible'] !== true) return { kind: 'infeasible' }
  if (found['bounded'] === false) return { kind: 'unbounded' }
  const values = Float64Array.from(model.variables, (_, i) => Number(found[`x${i}`] ?? 0))
  return judgeAnswer(model, values, Number(found['result']))
}

function judgeAnswer(model: LinearModel, found: Float64Array, statedCost: number): Answer {
  // Whole values come as 2.9999999; what counts is the whole number, and it is this that is judged.
  const values = found.map((value, i) => Math.max(0, model.variables[i].isWhole ? Math.round(value) : value))
  const { cost, violations } = judge(model, values)
  const [worst] = violations.toSorted((a, b) => b.amount - a.amount)
  if (worst !== undefined) return { kind: 'refused', reason: `the solver’s answer breaks ${worst.id} by ${worst.amount}` }
  const isSame = Math.abs(cost - statedCost) <= costTolerance * (1 + Math.abs(cost))
  return isSame ? { kind: 'solved', values, cost } : { kind: 'refused', reason: `the solver states cost ${statedCost}; it is ${cost}` }
}

/** The library's form: names of our own, since ids may be anything. */
function toLibrary({ variables, rows }: LinearModel) {
  const columns = variables.map(({ cost }): Record<string, number> => ({ cost }))
  rows.forEach(({ terms }, r) => terms.forEach(([variable, a]) => (columns[variable][`r${r}`] = (columns[variable][`r${r}`] ?? 0) + a)))
  return {
    optimize: 'cost',
    opType: 'min' as const,
    constraints: Object.fromEntries(rows.map((row, r) => [`r${r}`, limitsOf(row)])),
    variables: Object.fromEntries(columns.map((column, i) => [`x${i}`, column])),
    ints: Object.fromEntries(variables.flatMap(({ isWhole }, i): [string, 1][] => (isWhole ? [[`x${i}`, 1]] : []))),
  }
}

function limitsOf({ low, high }: Row): { min?: number; max?: number; equal?: number } {
  if (low !== null && low === high) return { equal: low }
  return { ...(low !== null && { min: low }), ...(high !== null && { max: high }) }
}
