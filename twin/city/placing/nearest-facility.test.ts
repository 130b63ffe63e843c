import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latticeGraph } from '../demand/lattice.fixture.ts'
import { assembleGraph, contractRoads, createDijkstraSpace, searchFromNode } from '../roads/index.ts'
import { findNearestFacilities } from './index.ts'

const graph = latticeGraph(13)
const contraction = contractRoads(graph, { metric: 'time' })
const node = fc.nat({ max: graph.nodeCount - 1 })

/** Travel time from each facility to a site by plain Dijkstra. */
function measureNaively(facilities: readonly number[], site: number): number[] {
  return facilities.map((facility) => {
    const space = createDijkstraSpace(graph.nodeCount)
    searchFromNode(graph, graph.timeS, facility, space)
    return space.cost[site]
  })
}

describe('nearest facility', () => {
  it('is the one with the least travel time from it', () => {
    const lists = fc.tuple(fc.array(node, { minLength: 1, maxLength: 5 }), fc.array(node, { minLength: 1, maxLength: 5 }))
    fc.assert(
      fc.property(lists, ([facilities, sites]) => {
        const found = findNearestFacilities(contraction, Uint32Array.from(facilities), Uint32Array.from(sites))
        sites.forEach((site, i) => {
          const times = measureNaively(facilities, site)
          // On a lattice many ways are equally long; their sums differ in the last bits.
          expect(times[found[i]]).toBeCloseTo(Math.min(...times), 9)
        })
      }),
    )
  })

  it('is the first among equals', () => {
    expect([...findNearestFacilities(contraction, Uint32Array.of(9, 4, 4, 9), Uint32Array.of(4, 9))]).toEqual([1, 0])
  })

  it('finds each of more facilities than are searched at once', () => {
    const facilities = Uint32Array.from({ length: graph.nodeCount }, (_, i) => graph.nodeCount - 1 - i)
    const sites = Uint32Array.of(0, 80, graph.nodeCount - 1)
    expect([...findNearestFacilities(contraction, facilities, sites)]).toEqual([graph.nodeCount - 1, graph.nodeCount - 81, 0])
  })

  it('says −1 where no road leads', () => {
    const nodes = { nodeId: Float64Array.of(0, 1, 2), lonDeg: Float64Array.of(7, 7.1, 7.2), latDeg: Float64Array.of(43, 43, 43) }
    const arcs = { tail: [0, 1], head: [1, 0], lengthM: [10, 10], timeS: [1, 1], roadClass: [11, 11] }
    const roads = contractRoads(assembleGraph(nodes, arcs).graph, { metric: 'time' })
    expect([...findNearestFacilities(roads, Uint32Array.of(0), Uint32Array.of(1, 2))]).toEqual([0, -1])
    expect([...findNearestFacilities(roads, new Uint32Array(0), Uint32Array.of(1))]).toEqual([-1])
  })
})
