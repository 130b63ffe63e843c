import { describe, expect, it, test } from 'vitest'
import { chunk, encodeOsm, type FixtureNode, type FixtureRelation, type FixtureWay } from './osm-fixture.ts'
import { isInside } from './outlines.ts'
import { readOsmPbf } from './read-osm-pbf.ts'
import { joinWays } from './rings.ts'

/** A lattice of 11 × 11 nodes, 0.001° apart: node 100 + 11 row + column; row 0 lies south. */
const id = (column: number, row: number) => 100 + 11 * row + column
const lattice: FixtureNode[] = Array.from({ length: 121 }, (_, i) => ({
  id: 100 + i,
  lonDeg: 10 + (i % 11) / 1000,
  latDeg: 50 + Math.floor(i / 11) / 1000,
}))
const suburb: FixtureNode = { id: 900, lonDeg: 10.004, latDeg: 50.004, tags: { name: 'Westend', place: 'suburb' } }
const quarter: FixtureNode = { id: 800, lonDeg: 10.006, latDeg: 50.002, tags: { place: 'neighbourhood', name: 'Quartier' } }
/** Roads along two edges, so that the box of the roads is the lattice. */
const roads: FixtureWay[] = [
  { id: 1, nodeIds: [id(0, 0), id(10, 0)], tags: { highway: 'primary', name: 'Allee' } },
  { id: 2, nodeIds: [id(10, 0), id(10, 10)], tags: { highway: 'residential', name: 'Gasse' } },
  { id: 3, nodeIds: [id(10, 10), id(0, 10)], tags: { highway: 'service' } },
]

async function read(ways: readonly FixtureWay[], relations: readonly FixtureRelation[] = [], isDense = true) {
  const bytes = encodeOsm([...lattice, suburb, quarter], [...roads, ...ways], { relations, isDense })
  const { value, problems } = await readOsmPbf(chunk(bytes, 77))
  expect(problems).toEqual([])
  return value!
}

const lakeParts: FixtureWay[] = [
  { id: 10, nodeIds: [id(2, 2), id(8, 2), id(8, 8)] },
  // Against the direction of the first.
  { id: 11, nodeIds: [id(2, 2), id(2, 8), id(8, 8)] },
  { id: 12, nodeIds: [id(4, 4), id(6, 4), id(6, 6), id(4, 6), id(4, 4)], tags: { place: 'islet' } },
]

describe('what an extract holds besides roads', () => {
  it.each([true, false])('finds named places by importance (dense nodes: %s)', async (isDense) => {
    const { places } = await read([], [], isDense)
    expect(places.map(({ name, lonLatDeg }) => [name, ...lonLatDeg])).toEqual([
      ['Westend', 10.004, 50.004],
      ['Quartier', 10.006, 50.002],
    ])
  })

  it('finds named streets with their class, and passes over those without a name', async () => {
    const { streets } = await read([])
    expect(streets.map(({ name, roadClass }) => [name, roadClass])).toEqual([
      ['Allee', 4],
      ['Gasse', 11],
    ])
    expect([...streets[0].lonLatDeg]).toEqual([10, 50, 10.01, 50])
  })

  it('joins a lake of several ways, with its island as a hole', async () => {
    const lake: FixtureRelation = {
      id: 20,
      tags: { type: 'multipolygon', natural: 'water', name: 'See' },
      members: [
        [10, 'outer'],
        [11, 'outer'],
        [12, 'inner'],
      ],
    }
    const { water } = await read(lakeParts, [lake])
    expect(water.map(({ name, lonLatDeg, holes }) => [name, lonLatDeg.length, holes!.map((hole) => hole.length)])).toEqual([
      ['See', 10, [10]],
    ])
    expect([isInside(water[0].lonLatDeg, 10.005, 50.005), isInside(water[0].holes![0], 10.003, 50.003)]).toEqual([true, false])
  })

  it('draws no area whose ring the extract cut open, and no relation that is none', async () => {
    const members = [[10, 'outer']] as const
    const cut: FixtureRelation = { id: 21, tags: { type: 'multipolygon', natural: 'water' }, members }
    const route: FixtureRelation = { id: 22, tags: { type: 'route', natural: 'water' }, members }
    expect((await read(lakeParts, [cut, route])).water).toEqual([])
  })

  it('tells parks, rivers and covered rivers', async () => {
    const { green, waterLines } = await read([
      { id: 30, nodeIds: [id(1, 1), id(2, 1), id(2, 2), id(1, 1)], tags: { leisure: 'park', name: 'Park' } },
      { id: 31, nodeIds: [id(1, 3), id(5, 3)], tags: { waterway: 'river', name: 'Fluss' } },
      { id: 32, nodeIds: [id(1, 4), id(5, 4)], tags: { waterway: 'river', tunnel: 'yes' } },
    ])
    expect([green.map(({ name }) => name), waterLines.map(({ name }) => name)]).toEqual([['Park'], ['Fluss']])
  })
})

describe('the sea', () => {
  const coast = (wayId: number, nodeIds: number[]): FixtureWay => ({ id: wayId, nodeIds, tags: { natural: 'coastline' } })
  /** Whether the middle of the south and of the north is sea. */
  const sides = ({ water }: Awaited<ReturnType<typeof read>>) =>
    [50.001, 50.009].map((lat) => water.some(({ lonLatDeg }) => isInside(lonLatDeg, 10.005, lat)))

  it('lies to the right of the coast', async () => {
    // Eastwards: the land is north of it. In two ways, the later one first.
    expect(sides(await read([coast(41, [id(5, 5), id(10, 5)]), coast(40, [id(0, 5), id(5, 5)])]))).toEqual([true, false])
    expect(sides(await read([coast(40, [id(10, 5), id(5, 6), id(0, 5)])]))).toEqual([false, true])
  })

  it('leaves islands out', async () => {
    const island = coast(42, [id(4, 2), id(6, 2), id(6, 4), id(4, 4), id(4, 2)])
    const { water } = await read([coast(40, [id(0, 5), id(10, 5)]), island])
    expect(water.map(({ holes }) => holes!.length)).toEqual([1])
  })

  it('is not drawn where a coast ends inside the extract', async () => {
    expect((await read([coast(40, [id(0, 5), id(5, 5)])])).water).toEqual([])
  })
})

test('ways are joined in both directions where they may be, and left open where nothing leads on', () => {
  const way = (...ids: number[]) => Float64Array.from(ids)
  const { closed, open } = joinWays([way(1, 2), way(3, 2), way(3, 4, 1), way(8, 9)], false)
  expect([closed.map((ring) => ring.length), open.map((line) => [...line])]).toEqual([[5], [[9, 8]]])
  expect(joinWays([way(2, 3), way(1, 2), way(5, 3)], true).open.map((line) => [...line])).toEqual([
    [1, 2, 3],
    [5, 3],
  ])
})
