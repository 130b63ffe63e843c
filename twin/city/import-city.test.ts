import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Parsed } from '../../data/columns/index.ts'
import type { City } from './index.ts'
import { importCity } from './index.ts'
import { type FixtureNode, type FixtureWay, chunk, encodeOsm } from './osm/osm-fixture.ts'

const side = 6
/** A lattice of residential streets, about 70 by 110 m a block, with its first row a primary road. */
const nodes: FixtureNode[] = Array.from({ length: side * side }, (_, i) => ({
  id: i + 1,
  lonDeg: 10 + 0.001 * (i % side),
  latDeg: 50 + 0.001 * Math.floor(i / side),
}))
const line = Array.from({ length: side }, (_, i) => i)
const roads: FixtureWay[] = line.flatMap((k) => [
  { id: 2 * k + 1, nodeIds: line.map((i) => k * side + i + 1), tags: { highway: k === 0 ? 'primary' : 'residential' } },
  { id: 2 * k + 2, nodeIds: line.map((i) => i * side + k + 1), tags: { highway: 'residential' } },
])
const corners = [1, 2, side + 2, side + 1, 1]
const lake: FixtureWay = { id: 900, nodeIds: corners, tags: { natural: 'water', name: 'Pond' } }
const house = (id: number): FixtureWay => ({ id, nodeIds: corners, tags: { building: 'yes' } })
const houses = (count: number): FixtureWay[] => Array.from({ length: count }, (_, i) => house(1000 + i))
const grid = 'lon,lat,population\n10.001,50.001,30\n10.003,50.003,70\n'

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)

function importFrom(ways: readonly FixtureWay[], more: { gridCsv?: string; gridName?: string; fileName?: string } = {}) {
  return importCity({ name: 'Smallville', chunks: chunk(encodeOsm(nodes, ways), 50), ...more })
}

describe('importing a city', () => {
  it('has roads, attribution, water and a name, and is not generated', async () => {
    const { value, problems } = await importFrom([...roads, lake])
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'Smallville', isGenerated: false, attribution: '© OpenStreetMap contributors', districts: [] })
    expect(value!.graph).toMatchObject({ nodeCount: 36, arcCount: 120 })
    expect(value!.water.map(({ name, lonLatDeg }) => [name, lonLatDeg.length])).toEqual([['Pond', 10]])
    expect(value!.hash).toMatch(/^[0-9a-f]{16}$/)
  })

  it('takes demand from the grid first, then from buildings, then from residential roads', async () => {
    const sources = [
      await importFrom([...roads, ...houses(100)], { gridCsv: grid }),
      await importFrom([...roads, ...houses(100)]),
      await importFrom(roads),
    ].map((city) => city.value!.demand)
    expect(sources.map(({ source }) => source)).toEqual(['grid', 'buildings', 'residential-roads'])
    expect(sum(sources[0].weight)).toBeCloseTo(100, 9)
    expect(sources[1].node.length).toBe(1)
    expect(sources[2].node.length).toBe(36)
  })

  it('does not trust a few buildings, and says so', async () => {
    const { value, problems } = await importFrom([...roads, ...houses(99)])
    expect(value!.demand.source).toBe('residential-roads')
    expect(problems).toMatchObject([{ code: 'buildings-few', place: 'Smallville, buildings', value: '99' }])
  })

  it('has a hash of roads and demand, whatever the name, the chunks and the drawing', async () => {
    const plain = (await importFrom(roads)).value!.hash
    const renamed = await importCity({ name: 'Bigville', chunks: chunk(encodeOsm(nodes, [...roads, lake]), 7) })
    expect(renamed.value!.hash).toBe(plain)
    expect((await importFrom(roads, { gridCsv: grid })).value!.hash).not.toBe(plain)
    expect((await importFrom(roads.slice(1))).value!.hash).not.toBe(plain)
  })

  it('passes problems of single rows of a grid on, beside the city', async () => {
    const { value, problems } = await importFrom(roads, { gridCsv: `${grid}10.002,50.002,-4\n`, gridName: 'people.csv' })
    expect(value!.demand.source).toBe('grid')
    expect(problems).toMatchObject([{ code: 'grid-population-negative', place: 'people.csv, line 4', value: '-4' }])
  })

  it('gives no city when the grid that was asked for cannot be used', async () => {
    const { value, problems } = await importFrom([...roads, ...houses(100)], { gridCsv: 'lon,lat\n10,50\n' })
    expect(value).toBeNull()
    expect(problems).toMatchObject([
      { code: 'grid-column-missing', place: 'grid, line 1' },
      { code: 'grid-unusable', place: 'grid' },
    ])
  })

  it('gives no city for a broken file or one without roads, and leads places by the name of the file', async () => {
    const whole = encodeOsm(nodes, roads)
    const cut = await importCity({ name: 'x', fileName: 'x.osm.pbf', chunks: chunk(whole.subarray(0, whole.length - 5)) })
    expect(cut).toMatchObject({
      value: null,
      problems: [{ code: 'truncated-file', place: `x.osm.pbf, byte ${whole.length - 5}` }],
    })
    const bare = await importCity({ name: 'x', chunks: chunk(encodeOsm(nodes, [lake])) })
    expect(bare).toMatchObject({ value: null, problems: [{ code: 'no-roads', place: 'x, extract' }] })
  })

  it('gives no city where no street leads back', async () => {
    const oneWay: FixtureWay = { id: 1, nodeIds: [1, 2, 3], tags: { highway: 'residential', oneway: 'yes' } }
    expect(await importFrom([oneWay])).toMatchObject({ value: null, problems: [{ code: 'roads-not-residential' }] })
  })
})

const folder = new URL('../../../shared/data/osm/', import.meta.url)

describe.skipIf(!existsSync(folder))('real cities (skipped where ../shared is absent)', () => {
  const read = (file: string): Buffer => readFileSync(new URL(file, folder))
  const importFile = (name: string, gridCsv?: string): Promise<Parsed<City>> =>
    importCity({ name, chunks: chunk(read(`${name}.osm.pbf`), 65_536), ...(gridCsv !== undefined && { gridCsv }) })
  const gridCsv = (): string => read('porto-alegre.hexgrid.csv').toString('utf8')
  let withGrid: Parsed<City>

  beforeAll(async () => {
    withGrid = await importFile('porto-alegre', gridCsv())
  })

  it('takes the population of Porto Alegre from its grid', () => {
    const { value, problems } = withGrid
    expect(problems).toEqual([])
    // Source: the data folder's README.
    expect(value!.graph).toMatchObject({ nodeCount: 30487, arcCount: 58605 })
    expect(value!.demand.source).toBe('grid')
    expect(value!.demand.node.every((node) => value!.graph.isCore[node] === 1)).toBe(true)
    expect(sum(value!.demand.weight)).toBeCloseTo(812_935, 4)
  })

  it('is the same city each time', async () => {
    expect((await importFile('porto-alegre', gridCsv())).value!.hash).toBe(withGrid.value!.hash)
  })

  it('takes residential roads for Porto Alegre without its grid, and buildings for Liechtenstein', async () => {
    expect((await importFile('porto-alegre')).value!.demand.source).toBe('residential-roads')
    const liechtenstein = await importFile('liechtenstein')
    expect(liechtenstein.value!.demand.source).toBe('buildings')
    expect(liechtenstein.problems).toEqual([])
  })

  it('refuses the grid of another city', async () => {
    const { value, problems } = await importFile('monaco', gridCsv())
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toContain('grid-mostly-unusable')
  })
})
