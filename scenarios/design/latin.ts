import { philoxUniform, stableId } from '../../sim/random/index.ts'

/** What is drawn: the order of a factor's strata, and the place within each. */
const draw = { order: 1, place: 2 } as const

/**
 * A Latin hypercube: for each factor a number from 0 to 1 in each of `points` points, one in each stratum of equal width. A factor's column depends on
 * seed, points and its name only, so another factor changes no column. Source: M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979).
 */
export function fillLatin(names: readonly string[], points: number, seed: number): number[][] {
  const columns = names.map((name) => fillColumn(stableId(name), points, seed))
  return Array.from({ length: points }, (_, p) => columns.map((column) => column[p]))
}

function fillColumn(factor: number, points: number, seed: number): number[] {
  const keys = Array.from({ length: points }, (_, p) => philoxUniform(seed, draw.order, factor, p))
  const order = keys.map((_, p) => p).toSorted((a, b) => keys[a] - keys[b] || a - b)
  return order.map((stratum, p) => (stratum + philoxUniform(seed, draw.place, factor, p)) / points)
}
