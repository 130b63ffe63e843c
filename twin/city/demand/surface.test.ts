import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSiteSampler, demandFromBuildings, demandFromResidentialRoads, drawSite } from './index.ts'
import { latticeGraph } from './lattice.fixture.ts'

const graph = latticeGraph(6)
const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)

describe('demand from buildings', () => {
  it('gives each building to its nearest node, weighed by its footprint up to a limit', () => {
    const { value, problems } = demandFromBuildings(
      { lonDeg: [10.0001, 10.0011, 10.0011], latDeg: [50, 50.001, 50.001], areaM2: [100, 200, 9000] },
      graph,
    )
    expect(problems).toEqual([])
    expect([...value!.node]).toEqual([0, 7])
    expect([...value!.weight]).toEqual([100, 1700])
  })

  it('counts buildings alike where footprints are unknown, and says how many have no place', () => {
    const { value, problems } = demandFromBuildings({ lonDeg: [10, Number.NaN, 10], latDeg: [50, 50, 99] }, graph)
    expect([...value!.weight]).toEqual([1])
    expect(problems.map((problem) => [problem.code, problem.value])).toEqual([['buildings-without-place', '2 of 3']])
  })

  it('gives no surface without buildings', () => {
    const { value, problems } = demandFromBuildings({ lonDeg: [], latDeg: [] }, graph)
    expect(value).toBeNull()
    expect(problems[0].code).toBe('buildings-none')
  })
})

describe('demand from residential roads', () => {
  it('sums to the length of the streets, two-way streets counted once', () => {
    const { value, problems } = demandFromResidentialRoads(graph)
    expect(problems).toEqual([])
    expect(sum(value!.weight)).toBeCloseTo(sum(graph.lengthM) / 2, 6)
  })

  it('counts a one-way street in full', () => {
    const oneWay = { ...graph, roadClass: graph.roadClass.slice().fill(4) }
    oneWay.roadClass[0] = 11
    const tailOfFirst = 0
    const { value } = demandFromResidentialRoads({
      ...oneWay,
      head: graph.head.map((head, arc) => (head === tailOfFirst && arc > 0 ? 35 : head)),
    })
    expect(sum(value!.weight)).toBeCloseTo(graph.lengthM[0], 9)
  })

  it('falls back to all streets and says so; without streets there is no surface', () => {
    const arterial = demandFromResidentialRoads({ ...graph, roadClass: graph.roadClass.slice().fill(4) })
    expect(arterial.problems.map((problem) => problem.code)).toEqual(['roads-not-residential'])
    expect(arterial.value!.node.length).toBe(36)
    const empty = demandFromResidentialRoads(latticeGraph(1))
    expect(empty.value).toBeNull()
    expect(empty.problems.length).toBe(1)
  })
})

describe('drawing a site', () => {
  it('draws as a linear search over the running sum does', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 }).filter((list) => list.some((w) => w > 0))
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (list, u) => {
        const demand = { source: 'grid' as const, node: Uint32Array.from(list, (_, i) => 1000 + i), weight: Float64Array.from(list) }
        const total = list.reduce((a, b) => a + b, 0)
        let left = u * total
        const naive = list.findIndex((weight) => (left -= weight) < 0)
        expect(drawSite(createSiteSampler(demand), u)).toBe(1000 + naive)
      }),
    )
  })

  it('hits nodes in proportion to their weights', () => {
    const sampler = createSiteSampler({ source: 'grid', node: Uint32Array.of(4, 5, 6), weight: Float64Array.of(1, 0, 3) })
    const hits = [0, 0, 0, 0, 0, 0, 0]
    for (let i = 0; i < 1000; i++) hits[drawSite(sampler, (i + 0.5) / 1000)]++
    expect(hits.slice(4)).toEqual([250, 0, 750])
  })

  it('refuses a surface without weight', () => {
    expect(() => createSiteSampler({ source: 'grid', node: Uint32Array.of(1), weight: Float64Array.of(0) })).toThrow('demand-total')
  })
})
