import { assert } from '../../../sim/assert.ts'
import type { DemandSurface } from '../graph.ts'

/** A demand surface ready for drawing: running sums of the weights in the order of its nodes. */
export interface SiteSampler {
  readonly node: Uint32Array
  readonly cumulative: Float64Array
}

/** Prepares a surface for drawing; it must have at least one node and a total above 0. */
export function createSiteSampler(demand: DemandSurface): SiteSampler {
  const cumulative = new Float64Array(demand.weight.length)
  let sum = 0
  for (let i = 0; i < cumulative.length; i++) {
    sum += demand.weight[i]
    cumulative[i] = sum
  }
  assert(sum > 0 && sum < Number.POSITIVE_INFINITY, 'demand-total', sum)
  return { node: demand.node, cumulative }
}

/** Draws a node in proportion to its weight by inversion; `u` is a uniform in [0, 1). */
export function drawSite(sampler: SiteSampler, u: number): number {
  const { cumulative } = sampler
  const target = u * cumulative[cumulative.length - 1]
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle] > target) high = middle
    else low = middle + 1
  }
  return sampler.node[low]
}
