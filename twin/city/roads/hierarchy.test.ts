import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RoadGraph } from '../graph.ts'
import {
  type RoadMetric,
  assembleGraph,
  contractRoads,
  createDijkstraSpace,
  createPathSpace,
  createUpwardSpace,
  findShortestPath,
  searchFromNode,
  travelMatrix,
} from './index.ts'
import { costArcs } from './metric.ts'

type Arc = readonly [tail: number, head: number, lengthM: number, speedKmh: number]

function makeGraph(nodeCount: number, arcs: readonly Arc[]): RoadGraph {
  const column = (): Float64Array => Float64Array.from({ length: nodeCount }, (_, node) => node)
  const nodes = { nodeId: column(), lonDeg: column(), latDeg: column() }
  const list = {
    tail: arcs.map(([tail]) => tail),
    head: arcs.map(([, head]) => head),
    lengthM: arcs.map(([, , lengthM]) => lengthM),
    timeS: arcs.map(([, , lengthM, speedKmh]) => lengthM / (speedKmh / 3.6)),
    roadClass: arcs.map(() => 0),
  }
  return assembleGraph(nodes, list).graph
}

/** Sparse to dense graphs with loops, parallel arcs, arcs of length zero, ties and parts that do not hang together. */
const graphs = fc.integer({ min: 1, max: 24 }).chain((nodeCount) => {
  const node = fc.integer({ min: 0, max: nodeCount - 1 })
  const lengthM = fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.double({ min: 0, max: 1000, noNaN: true }))
  const arc = fc.tuple(node, node, lengthM, fc.constantFrom(5, 10, 25, 50, 90))
  return fc.array(arc, { maxLength: nodeCount * 4 }).map((arcs) => makeGraph(nodeCount, arcs))
})

const metrics = fc.constantFrom<RoadMetric>({ metric: 'time' }, { metric: 'length' }, { metric: 'time', maxSpeedKmh: 20 })

/** Bellman–Ford until nothing changes: slow and plain. */
function relaxAll(graph: RoadGraph, costs: Float64Array, source: number): number[] {
  const cost = Array.from({ length: graph.nodeCount }, (_, node) => (node === source ? 0 : Infinity))
  for (let isDone = false; !isDone;) {
    isDone = true
    for (let tail = 0; tail < graph.nodeCount; tail++) {
      for (let arc = graph.firstOut[tail]; arc < graph.firstOut[tail + 1]; arc++) {
        const candidate = cost[tail] + costs[arc]
        if (candidate >= cost[graph.head[arc]]) continue
        cost[graph.head[arc]] = candidate
        isDone = false
      }
    }
  }
  return cost
}

const isNear = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b))

describe('searchFromNode', () => {
  it('equals plain relaxation', () => {
    fc.assert(
      fc.property(graphs, metrics, fc.nat(), (graph, metric, pick) => {
        const costs = costArcs(graph, metric)
        const source = pick % graph.nodeCount
        const space = createDijkstraSpace(graph.nodeCount)
        searchFromNode(graph, costs, source, space)
        expect([...space.cost]).toEqual(relaxAll(graph, costs, source))
      }),
    )
  })

  it('stops early without changing the targets’ costs and leaves its scratch clean', () => {
    fc.assert(
      fc.property(graphs, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (graph, picks) => {
        const nodes = Uint32Array.from(picks, (pick) => pick % graph.nodeCount)
        const [whole, early] = [createDijkstraSpace(graph.nodeCount), createDijkstraSpace(graph.nodeCount)]
        for (const source of nodes) {
          searchFromNode(graph, graph.timeS, source, whole)
          searchFromNode(graph, graph.timeS, source, early, nodes)
          for (const target of nodes) expect(early.cost[target]).toBe(whole.cost[target])
          expect(Math.max(...early.isWanted)).toBe(0)
        }
      }),
    )
  })
})

describe('contraction hierarchy', () => {
  it('gives the same table as Dijkstra, on disconnected graphs too', () => {
    fc.assert(
      fc.property(graphs, metrics, (graph, metric) => {
        const contraction = contractRoads(graph, metric)
        const all = Uint32Array.from({ length: graph.nodeCount }, (_, node) => node)
        const { cost } = travelMatrix(contraction, all, all)
        const space = createDijkstraSpace(graph.nodeCount)
        for (const source of all) {
          searchFromNode(graph, costArcs(graph, metric), source, space)
          for (const target of all) {
            const found = cost[source * graph.nodeCount + target]
            if (!isNear(found, space.cost[target])) throw new Error(`${source} → ${target}: ${found} instead of ${space.cost[target]}`)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('stays exact on a large grid full of ties, where witness searches reach their limit', () => {
    const side = 40
    const arcs: Arc[] = []
    for (let node = 0; node < side * side; node++) {
      const speedKmh = node % 7 === 0 ? 50 : 25
      if (node % side < side - 1) arcs.push([node, node + 1, 100, speedKmh], [node + 1, node, 100, speedKmh])
      if (node < side * (side - 1)) arcs.push([node, node + side, 100, 25], [node + side, node, 100, 50])
    }
    const graph = makeGraph(side * side, arcs)
    const picks = Uint32Array.from({ length: 80 }, (_, i) => (i * 619) % graph.nodeCount)
    const { cost } = travelMatrix(contractRoads(graph, { metric: 'time' }), picks, picks)
    const space = createDijkstraSpace(graph.nodeCount)
    picks.forEach((source, row) => {
      searchFromNode(graph, graph.timeS, source, space)
      picks.forEach((target, column) => expect(cost[row * 80 + column]).toBeCloseTo(space.cost[target], 9))
    })
  })

  it('unfolds to a path of the graph that has the cost and length of the table', () => {
    fc.assert(
      fc.property(graphs, metrics, (graph, metric) => {
        const contraction = contractRoads(graph, metric)
        const all = Uint32Array.from({ length: graph.nodeCount }, (_, node) => node)
        const table = travelMatrix(contraction, all, all)
        const space = createPathSpace(contraction)
        for (const source of all) for (const target of all) checkPath(graph, findShortestPath(graph, contraction, source, target, space))

        function checkPath(of: RoadGraph, path: ReturnType<typeof findShortestPath>): void {
          const [source, target] = path === null ? [0, 0] : [path.node[0], path.node.at(-1)!]
          if (path === null) return
          const cell = source * of.nodeCount + target
          expect(isNear(path.cost.at(-1)!, table.cost[cell])).toBe(true)
          if (metric.metric === 'length') expect(isNear(path.lengthM.at(-1)!, table.lengthM[cell])).toBe(true)
          for (let i = 1; i < path.node.length; i++) {
            const heads = of.head.subarray(of.firstOut[path.node[i - 1]], of.firstOut[path.node[i - 1] + 1])
            expect(heads.includes(path.node[i])).toBe(true)
          }
        }
      }),
    )
  })

  it('has no path exactly where the table has none', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const contraction = contractRoads(graph, { metric: 'time' })
        const all = Uint32Array.from({ length: graph.nodeCount }, (_, node) => node)
        const { cost } = travelMatrix(contraction, all, all)
        for (const source of all) {
          for (const target of all) {
            const path = findShortestPath(graph, contraction, source, target)
            expect(path === null).toBe(cost[source * graph.nodeCount + target] === Infinity)
            if (path !== null) expect([path.node[0], path.node.at(-1)]).toEqual([source, target])
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('gives the length along the fastest path, not the shortest length', () => {
    const graph = makeGraph(3, [
      [0, 1, 1000, 10],
      [0, 2, 600, 90],
      [2, 1, 600, 90],
    ])
    const pair = (metric: RoadMetric) => travelMatrix(contractRoads(graph, metric), Uint32Array.of(0), Uint32Array.of(1))
    expect(pair({ metric: 'time' })).toEqual({ cost: Float64Array.of(24 + 24), lengthM: Float64Array.of(1200) })
    expect(pair({ metric: 'length' })).toEqual({ cost: Float64Array.of(1000), lengthM: Float64Array.of(1000) })
    // Capped at 10 km/h the way of 1000 m is the faster one.
    const capped = pair({ metric: 'time', maxSpeedKmh: 10 })
    expect(capped.cost[0]).toBeCloseTo(360, 9)
    expect(capped.lengthM[0]).toBe(1000)
  })

  it('takes the cheapest of parallel arcs, and loops never', () => {
    const graph = makeGraph(2, [
      [0, 0, 0, 50],
      [0, 1, 500, 50],
      [0, 1, 300, 10],
      [0, 1, 400, 50],
    ])
    const pair = (metric: RoadMetric) => travelMatrix(contractRoads(graph, metric), Uint32Array.of(0), Uint32Array.of(1)).lengthM[0]
    expect([pair({ metric: 'time' }), pair({ metric: 'length' })]).toEqual([400, 300])
  })

  it('allows duplicates and empty lists, and keeps nothing between calls', () => {
    const graph = makeGraph(4, [
      [0, 1, 10, 50],
      [1, 2, 10, 50],
      [2, 0, 10, 50],
    ])
    const contraction = contractRoads(graph, { metric: 'length' })
    const space = createUpwardSpace(contraction)
    const ask = () => travelMatrix(contraction, Uint32Array.of(0, 3, 0), Uint32Array.of(2, 2, 3, 0), space)
    expect([...ask().cost]).toEqual([20, 20, Infinity, 0, Infinity, Infinity, 0, Infinity, 20, 20, Infinity, 0])
    expect(ask()).toEqual(travelMatrix(contraction, Uint32Array.of(0, 3, 0), Uint32Array.of(2, 2, 3, 0)))
    expect(travelMatrix(contraction, new Uint32Array(0), Uint32Array.of(1), space).cost).toHaveLength(0)
    expect(travelMatrix(contraction, Uint32Array.of(1), new Uint32Array(0), space).lengthM).toHaveLength(0)
  })

  it('asserts that nodes exist and that a speed cap is positive', () => {
    const graph = makeGraph(2, [[0, 1, 10, 50]])
    const contraction = contractRoads(graph, { metric: 'time' })
    expect(() => travelMatrix(contraction, Uint32Array.of(2), Uint32Array.of(0))).toThrow('unknown-road-node')
    expect(() => travelMatrix(contraction, Uint32Array.of(0), Uint32Array.of(2))).toThrow('unknown-road-node')
    expect(() => findShortestPath(graph, contraction, 0, -1)).toThrow('unknown-road-node')
    expect(() => contractRoads(graph, { metric: 'time', maxSpeedKmh: 0 })).toThrow('bad-speed-cap')
  })

  it('is the same for the same graph, and the graph of no nodes is no exception', () => {
    fc.assert(
      fc.property(graphs, metrics, (graph, metric) => {
        expect(contractRoads(graph, metric)).toEqual(contractRoads(graph, metric))
      }),
    )
    expect(contractRoads(makeGraph(0, []), { metric: 'time' })).toMatchObject({ nodeCount: 0, shortcutCount: 0 })
  })
})
