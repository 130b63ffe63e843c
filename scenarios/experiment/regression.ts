import type { Figures } from './paired.ts'
import { describeEffect, meanOf, rank, spreadOf, wholeReplications } from './screening.ts'
import type { FactorEffect, Screening } from './screening.ts'

/** Below this a pivot is what rounding left of zero: factors that move together cannot be told apart. */
const leastPivot = 1e-9

/**
 * Sensitivity of a figure to factors that move all at once, as in a Latin hypercube: `xs[p][f]` is the value of factor f at point p, `figures[p]` its
 * replications. A plane is fitted to each replication; an effect is its slope times the factor's way through the points, and `standardised` the
 * coefficient in standard deviations of both. With too few points for a plane, upper and lower half of each factor are compared.
 * Source: A. Saltelli et al., Global Sensitivity Analysis: The Primer (2008), 1.2.5.
 */
export function regressFactors(names: readonly string[], xs: readonly (readonly number[])[], figures: readonly Figures[]): Screening {
  const whole = wholeReplications(figures)
  const columns = names.map((_, f) => standardise(xs.map((row) => row[f])))
  const solve = columns.every(({ spread }) => spread > 0) && xs.length >= names.length + 2 ? prepare(columns.map(({ z }) => z)) : null
  if (solve === null) return compareHalves(names, xs, figures)
  const responses = whole.map((r) => figures.map((one) => Number(one[r])))
  const slopes = responses.map(solve)
  const spread = spreadOf(figures, whole)
  const effects = names.map((name, f): FactorEffect => {
    const { spread: width, way } = columns[f]
    const described = describeEffect(
      name,
      slopes.map((slope) => (slope[f] * way) / width),
      spread,
    )
    return { ...described, standardised: spread === 0 || slopes.length === 0 ? null : meanOf(slopes.map((slope) => slope[f])) / spread }
  })
  return {
    method: 'regression',
    r2: explain(
      columns.map(({ z }) => z),
      responses,
      solve,
    ),
    effects: rank(effects),
  }
}

interface Column {
  readonly z: readonly number[]
  readonly spread: number
  readonly way: number
}

function standardise(x: readonly number[]): Column {
  const middle = meanOf(x)
  const spread = Math.sqrt(x.reduce((sum, value) => sum + (value - middle) * (value - middle), 0) / Math.max(1, x.length - 1))
  return { z: x.map((value) => (value - middle) / spread), spread, way: Math.max(...x) - Math.min(...x) }
}

/** Least squares on centred columns: answers the slopes for one response, or `null` where the columns hang together. */
function prepare(z: readonly (readonly number[])[]): ((y: readonly number[]) => number[]) | null {
  const gram = z.map((a) => z.map((b) => dot(a, b) / a.length))
  const inverse = invert(gram)
  if (inverse === null) return null
  return (y) => {
    const moments = z.map((a) => dot(a, y) / a.length)
    return inverse.map((row) => dot(row, moments))
  }
}

/** Gauss and Jordan with pivots. */
function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let k = 0; k < n; k++) {
    const pivot = rows.slice(k).reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(rows[best][k]) ? k + i : best), k)
    if (Math.abs(rows[pivot][k]) < leastPivot) return null
    ;[rows[k], rows[pivot]] = [rows[pivot], rows[k]]
    rows[k] = rows[k].map((value) => value / rows[k][k])
    for (let i = 0; i < n; i++) if (i !== k) rows[i] = rows[i].map((value, j) => value - rows[i][k] * rows[k][j])
  }
  return rows.map((row) => row.slice(n))
}

function explain(
  z: readonly (readonly number[])[],
  responses: readonly (readonly number[])[],
  solve: (y: readonly number[]) => number[],
): number | null {
  if (responses.length === 0) return null
  const y = responses[0].map((_, p) => meanOf(responses.map((one) => one[p])))
  const middle = meanOf(y)
  const slopes = solve(y)
  const total = y.reduce((sum, value) => sum + (value - middle) * (value - middle), 0)
  const rest = y.reduce((sum, value, p) => {
    const miss = value - middle - z.reduce((fit, column, f) => fit + column[p] * slopes[f], 0)
    return sum + miss * miss
  }, 0)
  return total === 0 ? null : 1 - rest / total
}

/** Points by their place along each factor: the mean of the upper half less that of the lower; a middle one takes no part. */
function compareHalves(names: readonly string[], xs: readonly (readonly number[])[], figures: readonly Figures[]): Screening {
  const whole = wholeReplications(figures)
  const spread = spreadOf(figures, whole)
  const half = Math.floor(xs.length / 2)
  const effects = names.map((name, f) => {
    const order = xs.map((_, p) => p).toSorted((a, b) => xs[a][f] - xs[b][f] || a - b)
    const [lower, upper] = [order.slice(0, half), order.slice(order.length - half)]
    const meanAt = (points: readonly number[], r: number) => meanOf(points.map((p) => Number(figures[p][r])))
    return describeEffect(
      name,
      whole.map((r) => meanAt(upper, r) - meanAt(lower, r)),
      spread,
    )
  })
  return { method: 'halves', r2: null, effects: rank(effects) }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}
