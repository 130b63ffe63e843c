import { beforeAll, describe, expect, it } from 'vitest'
import { generateCity } from '../generated/index.ts'
import type { City } from '../graph.ts'
import { type Contraction, contractRoads, travelMatrix } from '../roads/index.ts'
import { orderHubNames, placeOnDemand } from './index.ts'

let city: City
let contraction: Contraction

beforeAll(() => {
  city = generateCity({ seed: 5 })
  contraction = contractRoads(city.graph, { metric: 'time' })
})

/** Mean time from the nearest of `places` over the demand, seconds. */
function meanTimeS(places: Uint32Array): number {
  const { node, weight } = city.demand
  const { cost } = travelMatrix(contraction, places, node)
  let sum = 0
  let total = 0
  for (let site = 0; site < node.length; site++) {
    let best = Infinity
    for (let p = 0; p < places.length; p++) best = Math.min(best, cost[p * node.length + site])
    sum += weight[site] * best
    total += weight[site]
  }
  return sum / total
}

describe('placing on demand', () => {
  it.each([1, 3, 38, 250])('gives %i different core nodes in ascending order, the same each time', (count) => {
    const nodes = placeOnDemand(city, contraction, count)
    expect(nodes.length).toBe(count)
    for (let i = 0; i < count; i++) {
      expect(city.graph.isCore[nodes[i]]).toBe(1)
      if (i > 0) expect(nodes[i]).toBeGreaterThan(nodes[i - 1])
    }
    if (count < 50) expect(placeOnDemand(city, contraction, count)).toEqual(nodes)
  })

  it('serves demand faster than places drawn evenly from it, and faster with more places', () => {
    const few = placeOnDemand(city, contraction, 10)
    const even = Uint32Array.from({ length: 10 }, (_, i) => city.demand.node[Math.floor(((i + 0.5) * city.demand.node.length) / 10)])
    expect(meanTimeS(few)).toBeLessThan(0.9 * meanTimeS(even))
    expect(meanTimeS(placeOnDemand(city, contraction, 30))).toBeLessThan(0.75 * meanTimeS(few))
  })

  it('keeps off the nodes that are taken', () => {
    const shops = placeOnDemand(city, contraction, 20)
    const boxes = placeOnDemand(city, contraction, 20, { avoid: shops })
    expect(boxes.filter((node) => shops.includes(node)).length).toBe(0)
  })

  it('gives no place for none, fills up with other core nodes where demand has too few, and refuses more than the core has', () => {
    const scarce = { ...city, demand: { source: 'grid', node: Uint32Array.of(100, 200), weight: Float64Array.of(1, 1) } } as const
    expect(placeOnDemand(city, contraction, 0).length).toBe(0)
    const four = placeOnDemand(scarce, contraction, 4)
    expect(new Set(four).size).toBe(4)
    expect(four.includes(100) && four.includes(200)).toBe(true)
    expect(() => placeOnDemand(scarce, contraction, city.graph.nodeCount + 1)).toThrow('placing-count')
  })
})

describe('names of hubs', () => {
  it('calls the northernmost North and the southernmost South, whatever the number', () => {
    for (const count of [1, 2, 3, 5, 12]) {
      const hubs = placeOnDemand(city, contraction, count)
      const names = orderHubNames(city, hubs)
      const lat = Array.from(hubs, (node) => city.graph.latDeg[node])
      expect(new Set(names).size).toBe(count)
      expect(lat[names.indexOf('North')]).toBe(Math.max(...lat))
      if (count > 1) expect(lat[names.indexOf('South')]).toBe(Math.min(...lat))
    }
  })

  it('calls the others by their direction, the middle one Centre, and numbers names that are taken', () => {
    // Five nodes in a cross and a sixth beside the eastern one, around the point (0, 0).
    const lonDeg = Float64Array.of(0, 0, 0.1, -0.1, 0, 0.09)
    const latDeg = Float64Array.of(0.1, -0.1, 0, 0, 0, 0.01)
    const demand = { source: 'grid' as const, node: Uint32Array.of(0, 1, 2, 3), weight: Float64Array.of(1, 1, 1, 1) }
    const cross = { ...city, graph: { ...city.graph, lonDeg, latDeg }, demand }
    expect(orderHubNames(cross, [0, 1, 2, 3, 4, 5])).toEqual(['North', 'South', 'East', 'West', 'Centre', 'East 2'])
    expect(orderHubNames(cross, [4])).toEqual(['North'])
    expect(orderHubNames(cross, [])).toEqual([])
  })
})
