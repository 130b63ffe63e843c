import { beforeAll, describe, expect, it } from 'vitest'
import { type City, type RoadGraph, roadClasses } from '../graph.ts'
import { haversineM } from '../roads/index.ts'
import { generateCity } from './index.ts'

const seeds = [1, 2, 42]
const cities = new Map<number, City>()
beforeAll(() => {
  for (const seed of seeds) cities.set(seed, generateCity({ seed }))
})

/** Streets without direction: pairs of node, length and class. */
function listStreets(graph: RoadGraph): { a: number; b: number; lengthM: number; roadClass: number }[] {
  const streets = new Map<number, { a: number; b: number; lengthM: number; roadClass: number }>()
  for (let tail = 0; tail < graph.nodeCount; tail++) {
    for (let arc = graph.firstOut[tail]; arc < graph.firstOut[tail + 1]; arc++) {
      const a = Math.min(tail, graph.head[arc])
      const b = Math.max(tail, graph.head[arc])
      streets.set(a * graph.nodeCount + b, { a, b, lengthM: graph.lengthM[arc], roadClass: graph.roadClass[arc] })
    }
  }
  return [...streets.values()]
}

function crosses(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number =>
    (qx - px) * (ry - py) - (qy - py) * (rx - px)
  return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
}

/** How often a line meets a closed outline. */
function countMeetings(outline: Float64Array, ax: number, ay: number, bx: number, by: number): number {
  let count = 0
  for (let i = 0; i < outline.length; i += 2) {
    const j = (i + 2) % outline.length
    if (crosses(ax, ay, bx, by, outline[i], outline[i + 1], outline[j], outline[j + 1])) count++
  }
  return count
}

describe.each(seeds)('the generated city of seed %i', (seed) => {
  it('says that it is generated', () => {
    const city = cities.get(seed)!
    expect([city.isGenerated, city.attribution, city.name]).toEqual([true, '', 'Stromfurt (generated)'])
    expect(city.demand.source).toBe('generated-density')
  })

  it('has about 10 000 junctions, every one reachable, within some 14 km', () => {
    const { graph } = cities.get(seed)!
    expect(graph.nodeCount).toBeGreaterThan(9000)
    expect(graph.nodeCount).toBeLessThan(11_000)
    expect(graph.isCore.reduce((a, b) => a + b, 0) / graph.nodeCount).toBeGreaterThanOrEqual(0.97)
    const extentM = haversineM(Math.min(...graph.lonDeg), 50, Math.max(...graph.lonDeg), 50)
    expect(extentM).toBeGreaterThan(11_000)
    expect(extentM).toBeLessThan(14_500)
  })

  it('has streets as a city has: blocks of 60–150 m, mostly three streets at a junction, some one-way', () => {
    const { graph } = cities.get(seed)!
    const streets = listStreets(graph)
    const lengths = streets.map((street) => street.lengthM).toSorted((a, b) => a - b)
    expect(lengths[lengths.length >> 1]).toBeGreaterThan(60)
    expect(lengths[lengths.length >> 1]).toBeLessThan(150)
    const degree = new Uint8Array(graph.nodeCount)
    for (const { a, b } of streets) {
      degree[a]++
      degree[b]++
    }
    const byDegree = [1, 2, 3, 4, 5].map((d) => degree.filter((value) => value === d).length)
    expect(byDegree.indexOf(Math.max(...byDegree)) + 1).toBe(3)
    expect(byDegree[0] / graph.nodeCount).toBeLessThan(0.1)
    const oneWay = 2 * streets.length - graph.arcCount
    expect(oneWay / streets.length).toBeGreaterThan(0.01)
    expect(oneWay / streets.length).toBeLessThan(0.2)
  })

  it('has arcs by the car profile: haversine lengths, times by class, rows in order', () => {
    const { graph } = cities.get(seed)!
    const speeds: Record<string, number> = {
      trunk: 85,
      primary: 65,
      secondary: 55,
      tertiary: 40,
      unclassified: 25,
      residential: 25,
      living_street: 10,
    }
    expect(graph.firstOut[graph.nodeCount]).toBe(graph.arcCount)
    for (let tail = 0; tail < graph.nodeCount; tail++) {
      for (let arc = graph.firstOut[tail]; arc < graph.firstOut[tail + 1]; arc++) {
        const head = graph.head[arc]
        const lengthM = haversineM(graph.lonDeg[tail], graph.latDeg[tail], graph.lonDeg[head], graph.latDeg[head])
        if (graph.lengthM[arc] !== lengthM) expect.fail(`length of arc ${arc}`)
        if (graph.timeS[arc] !== lengthM / (speeds[roadClasses[graph.roadClass[arc]]] / 3.6)) expect.fail(`time of arc ${arc}`)
      }
    }
  })

  it('crosses the river on a few main bridges only', () => {
    const { graph, water } = cities.get(seed)!
    const river = water[0].lonLatDeg
    const wet = listStreets(graph)
      .map((street) => ({
        ...street,
        meetings: countMeetings(river, graph.lonDeg[street.a], graph.latDeg[street.a], graph.lonDeg[street.b], graph.latDeg[street.b]),
      }))
      .filter((street) => street.meetings > 0)
    expect(wet.length).toBeGreaterThanOrEqual(4)
    expect(wet.length).toBeLessThanOrEqual(12)
    for (const bridge of wet) {
      expect(bridge.meetings).toBe(2)
      expect(roadClasses.indexOf('secondary')).toBeGreaterThanOrEqual(bridge.roadClass)
      expect(bridge.lengthM).toBeLessThan(450)
    }
  })

  it('draws no two streets across each other without a junction', () => {
    const { graph } = cities.get(seed)!
    const streets = listStreets(graph)
    const cells = new Map<string, number[]>()
    const cellOf = (deg: number): number => Math.floor(deg / 0.004)
    let found = 0
    streets.forEach((s, i) => {
      const [ax, ay, bx, by] = [graph.lonDeg[s.a], graph.latDeg[s.a], graph.lonDeg[s.b], graph.latDeg[s.b]]
      for (let cx = cellOf(Math.min(ax, bx)); cx <= cellOf(Math.max(ax, bx)); cx++) {
        for (let cy = cellOf(Math.min(ay, by)); cy <= cellOf(Math.max(ay, by)); cy++) {
          const cell = cells.get(`${cx} ${cy}`) ?? []
          for (const j of cell) {
            const t = streets[j]
            if (crosses(ax, ay, bx, by, graph.lonDeg[t.a], graph.latDeg[t.a], graph.lonDeg[t.b], graph.latDeg[t.b])) found++
          }
          cells.set(`${cx} ${cy}`, [...cell, i])
        }
      }
    })
    expect(found).toBe(0)
  })

  it('has districts with different names, demand on core nodes, denser in the middle', () => {
    const city = cities.get(seed)!
    expect(new Set(city.districts.map((district) => district.name)).size).toBe(city.districts.length)
    expect(city.districts.length).toBeGreaterThan(20)
    const { graph, demand } = city
    const ringWeight = (fromM: number, toM: number): number => {
      let sum = 0
      demand.node.forEach((v, i) => {
        expect(graph.isCore[v]).toBe(1)
        const r = haversineM(10, 50, graph.lonDeg[v], graph.latDeg[v])
        if (r >= fromM && r < toM) sum += demand.weight[i]
      })
      return sum / (toM * toM - fromM * fromM)
    }
    expect(ringWeight(0, 1500)).toBeGreaterThan(2.5 * ringWeight(3500, 5500))
  })
})

describe('determinism of the generated city', () => {
  it('gives the same bits for the same seed and others for another', () => {
    expect(generateCity({ seed: 1, name: 'Elsewhere' }).hash).toBe(cities.get(1)!.hash)
    expect(generateCity().hash).toBe(cities.get(1)!.hash)
    expect(cities.get(2)!.hash).not.toBe(cities.get(1)!.hash)
  })

  it('is locked: this hash changes only with a decision to change the city', () => {
    expect(cities.get(1)!.hash).toBe('f61d27a08bc77a40')
  })
})
