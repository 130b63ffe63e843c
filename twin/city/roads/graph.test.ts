import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RoadGraph } from '../graph.ts'
import { type FixtureNode, type FixtureWay, chunk, encodeOsm } from '../osm/osm-fixture.ts'
import { readOsmPbf } from '../osm/index.ts'
import { findStrongComponents } from './components.ts'
import { assembleGraph, buildRoadGraph, findNearestNode, haversineM, indexNodes } from './index.ts'

async function build(nodes: readonly FixtureNode[], ways: readonly FixtureWay[]) {
  const { value } = await readOsmPbf(chunk(encodeOsm(nodes, ways)))
  return buildRoadGraph(value!)
}

const square: readonly FixtureNode[] = [
  { id: 40, lonDeg: 0, latDeg: 0 },
  { id: 10, lonDeg: 0.01, latDeg: 0 },
  { id: 30, lonDeg: 0.01, latDeg: 0.01 },
  { id: 20, lonDeg: 0, latDeg: 0.01 },
  { id: 50, lonDeg: 1, latDeg: 1 },
]

describe('haversineM', () => {
  it('is a degree along the equator and along a meridian', () => {
    const degreeM = (Math.PI / 180) * 6_371_008.8
    expect(haversineM(0, 0, 1, 0)).toBeCloseTo(degreeM, 6)
    expect(haversineM(10, 59.5, 10, 60.5)).toBeCloseTo(degreeM, 6)
    expect(haversineM(-51.2, -30.1, -51.2, -30.1)).toBe(0)
  })
  it('reaches half around the earth', () => expect(haversineM(0, 0, 180, 0)).toBeCloseTo(Math.PI * 6_371_008.8, 3))
})

describe('buildRoadGraph', () => {
  it('makes arcs by direction, nodes ascending by id, and counts', async () => {
    const ways = [
      { id: 1, nodeIds: [40, 10, 30], tags: { highway: 'primary', oneway: 'yes' } },
      { id: 2, nodeIds: [20, 30], tags: { highway: 'residential', oneway: '-1' } },
      { id: 3, nodeIds: [20, 40], tags: { highway: 'service' } },
    ]
    const { value, problems } = await build(square, ways)
    const { graph, counts } = value!
    expect(problems).toEqual([])
    expect([...graph.nodeId]).toEqual([10, 20, 30, 40])
    expect([...graph.firstOut]).toEqual([0, 1, 2, 3, 5])
    expect([...graph.head]).toEqual([2, 3, 1, 0, 1])
    expect([...graph.roadClass]).toEqual([4, 13, 11, 4, 13])
    expect(graph.timeS[1]).toBeCloseTo(graph.lengthM[1] / (15 / 3.6), 9)
    expect(counts).toMatchObject({ graphNodes: 4, arcs: 5, distinctArcs: 5, strongComponents: 1, largestSccNodes: 4 })
    expect(counts.totalArcLengthM).toBeCloseTo(5 * haversineM(0, 0, 0, 0.01), 3)
    expect([...graph.isCore]).toEqual([1, 1, 1, 1])
  })

  it('joins the neighbours of a missing node and skips steps to itself', async () => {
    const ways = [{ id: 1, nodeIds: [999, 40, 40, 998, 10, 997], tags: { highway: 'primary', oneway: 'yes' } }]
    const { value } = await build(square, ways)
    expect(value!.counts).toMatchObject({ graphNodes: 2, arcs: 1, strongComponents: 2, largestSccNodes: 1 })
  })

  it('keeps parallel arcs and tells how many differ', async () => {
    const way = { nodeIds: [40, 10], tags: { highway: 'primary' } }
    const { value } = await build(square, [
      { id: 1, ...way },
      { id: 2, ...way },
    ])
    expect(value!.counts).toMatchObject({ arcs: 4, distinctArcs: 2 })
  })

  it.each([
    ['no ways', []],
    ['only footways', [{ id: 1, nodeIds: [40, 10], tags: { highway: 'footway' } }]],
    ['roads whose nodes are cut off', [{ id: 1, nodeIds: [1, 2, 3], tags: { highway: 'primary' } }]],
  ])('says what to do when there are %s', async (_, ways) => {
    expect(await build(square, ways)).toMatchObject({ value: null, problems: [{ code: 'no-roads', place: 'extract' }] })
  })
})

describe('findStrongComponents', () => {
  it('equals mutual reachability', () => {
    const graphs = fc.integer({ min: 1, max: 14 }).chain((count) => {
      const node = fc.nat({ max: count - 1 })
      return fc.array(fc.tuple(node, node), { maxLength: count * 2 }).map((arcs) => ({ count, arcs }))
    })
    fc.assert(
      fc.property(graphs, ({ count, arcs }) => {
        const { graph } = assemble(count, arcs)
        const { component, size } = findStrongComponents(graph.firstOut, graph.head)
        const reach = closeReach(count, arcs)
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < count; b++) expect(component[a] === component[b]).toBe(reach[a][b] && reach[b][a])
          expect(size[component[a]]).toBe(component.filter((other) => other === component[a]).length)
        }
      }),
    )
  })

  it('does not exhaust the call stack on a long road', () => {
    const count = 200_000
    const arcs = Array.from({ length: count }, (_, node): [number, number] => [node, (node + 1) % count])
    expect(assemble(count, arcs).counts).toMatchObject({ strongComponents: 1, largestSccNodes: count })
  })
})

describe('findNearestNode', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), fc.boolean()), {
    minLength: 1,
    maxLength: 60,
  })
  const query = fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }))

  it('equals a look at every core node', () => {
    fc.assert(
      fc.property(points, query, (list, [x, y]) => {
        const { graph } = assemble(list.length, [])
        const lonDeg = Float64Array.from(list, ([lon]) => 10 + lon / 1000)
        const latDeg = Float64Array.from(list, ([, lat]) => 50 + lat / 1000)
        const isCore = Uint8Array.from(list, ([, , core]) => (core ? 1 : 0))
        const index = indexNodes({ ...graph, lonDeg, latDeg, isCore })
        const found = findNearestNode(index, 10 + x / 1000, 50 + y / 1000)
        const lonScale = index.plane.metresPerLonDeg / index.plane.metresPerLatDeg
        const least = lookEverywhere(index.graph, lonScale, x, y)
        if (least === Infinity) expect(found).toBe(-1)
        else expect(squareTo(index.graph, lonScale, x, y, found)).toBeCloseTo(least, 12)
      }),
      { numRuns: 500 },
    )
  })

  it('takes the lower index of nodes at one place, and finds a city from far away', () => {
    const { graph } = assemble(4, [])
    const lonDeg = Float64Array.of(10, 10.5, 10.5, 10.5)
    const index = indexNodes({ ...graph, lonDeg, latDeg: new Float64Array(4).fill(50), isCore: Uint8Array.of(1, 0, 1, 1) })
    expect(findNearestNode(index, 10.5, 50)).toBe(2)
    expect(findNearestNode(index, 170, -80)).toBe(2)
    expect(findNearestNode(index, -170, 80)).toBe(0)
  })
})

function squareTo(graph: RoadGraph, lonScale: number, x: number, y: number, node: number): number {
  const dx = (graph.lonDeg[node] - (10 + x / 1000)) * lonScale
  const dy = graph.latDeg[node] - (50 + y / 1000)
  return dx * dx + dy * dy
}

/** Least square among all core nodes; +Infinity without any. */
function lookEverywhere(graph: RoadGraph, lonScale: number, x: number, y: number): number {
  let least = Infinity
  for (let node = 0; node < graph.nodeCount; node++)
    if (graph.isCore[node] === 1) least = Math.min(least, squareTo(graph, lonScale, x, y, node))
  return least
}

function assemble(count: number, arcs: readonly (readonly [number, number])[]) {
  const column = (): Float64Array => new Float64Array(count)
  const ones = arcs.map(() => 1)
  const list = { tail: arcs.map(([tail]) => tail), head: arcs.map(([, head]) => head), lengthM: ones, timeS: ones, roadClass: ones }
  return assembleGraph({ nodeId: column(), lonDeg: column(), latDeg: column() }, list)
}

function closeReach(count: number, arcs: readonly (readonly [number, number])[]): boolean[][] {
  const reach = Array.from({ length: count }, (_, a) => Array.from({ length: count }, (__, b) => a === b))
  for (const [tail, head] of arcs) reach[tail][head] = true
  for (let via = 0; via < count; via++)
    for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) reach[a][b] ||= reach[a][via] && reach[via][b]
  return reach
}
