/** One observation: how much of a capacity was used, and how many of the promises that fell due were missed. */
export interface UsePoint {
  /** Index of the hub. */
  readonly group: number
  /** Used / available, ≥ 0. */
  readonly use: number
  readonly due: number
  readonly missed: number
}

/** What is assumed where nothing was seen: from `fromUse` on the curve rises by at least `slope` for one unit of use. */
export interface Beyond {
  readonly fromUse: number
  readonly slope: number
}

/**
 * Missed share as a function of use: each hub's own floor, which capacity cannot mend, and one convex curve for all that rises from there.
 * Beyond the use that was seen often enough it goes on at least as steeply as is assumed.
 */
export interface MissCurve {
  readonly floors: Float64Array
  readonly knots: readonly number[]
  /** Change of slope at each knot, ≥ 0. */
  readonly bends: Float64Array
  /** Nineteen of twenty promises fell due at this use or below. */
  readonly seenUse: number
  readonly beyond: Beyond
}

const knots = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
const sweeps = 400
const seenShare = 0.95

/**
 * Fits floors and bends by weighted least squares with all of them ≥ 0, coordinate by coordinate, a fixed number of sweeps: the same points give
 * the same curve everywhere. Weights are the promises due.
 */
export function fitMissCurve(points: readonly UsePoint[], groups: number, beyond: Beyond): MissCurve {
  const used = points.filter(({ due, use }) => due > 0 && use < Infinity)
  const seenUse = quantileOfUse(used)
  // A bend beyond what was seen has nothing to hold it.
  const inside = knots.filter((knot) => knot < seenUse)
  const features = [
    ...Array.from({ length: groups }, (_, group) => used.map((point) => (point.group === group ? 1 : 0))),
    ...inside.map((knot) => used.map(({ use }) => Math.max(0, use - knot))),
  ]
  const rates = solveNonNegative(
    features,
    used.map(({ due, missed }) => missed / due),
    used.map(({ due }) => due),
  )
  return { floors: rates.slice(0, groups), knots: inside, bends: rates.slice(groups), seenUse, beyond }
}

/** Missed share of a hub at a use, 0 … 1; 1 where there is work and nothing to do it with. */
export function missedShare({ floors, knots: at, bends, seenUse, beyond }: MissCurve, group: number, use: number): number {
  if (use === Infinity) return 1
  const slope = bends.reduce((sum, bend) => sum + bend, 0)
  const known = at.reduce((sum, knot, i) => sum + bends[i] * Math.max(0, use - knot), floors[group])
  return Math.min(1, known + Math.max(0, beyond.slope - slope) * Math.max(0, use - Math.max(seenUse, beyond.fromUse)))
}

function quantileOfUse(points: readonly UsePoint[]): number {
  const sorted = points.toSorted((a, b) => a.use - b.use)
  const all = points.reduce((sum, { due }) => sum + due, 0)
  let below = 0
  for (const { use, due } of sorted) {
    below += due
    if (below >= seenShare * all) return use
  }
  return 0
}

/** min Σ w (y − Σ r f)² with r ≥ 0, by cyclic descent on the normal equations. */
function solveNonNegative(features: readonly (readonly number[])[], y: readonly number[], weights: readonly number[]): Float64Array {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + weights[i] * value * b[i], 0)
  const products = features.map((a) => features.map((b) => dot(a, b)))
  const wanted = features.map((a) => dot(a, y))
  const rates = new Float64Array(features.length)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = 0; i < rates.length; i++) {
      if (products[i][i] === 0) continue
      const others = products[i].reduce((sum, product, j) => (j === i ? sum : sum + product * rates[j]), 0)
      rates[i] = Math.max(0, (wanted[i] - others) / products[i][i])
    }
  }
  return rates
}
