import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RoadGraph } from '../graph.ts'
import { demandFromGrid } from './index.ts'
import { latticeGraph } from './lattice.fixture.ts'

const graph = latticeGraph(20)
const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
/** Ten good cells on the lattice, to stand beside a bad one. */
const good = Array.from({ length: 10 }, (_, i) => `c${i},${10 + 0.002 * (i % 5)},${50 + 0.002 * Math.floor(i / 5)},100`)
const grid = (...rows: string[]): string => ['id,lon,lat,population', ...good, ...rows].join('\n')

describe('demand from a population grid', () => {
  it('shares out all inhabitants over core nodes near their cells', () => {
    const { value, problems } = demandFromGrid(grid(), graph)
    expect(problems).toEqual([])
    expect(value?.source).toBe('grid')
    expect(sum(value!.weight)).toBeCloseTo(1000, 9)
    expect(value!.node.length).toBeGreaterThan(10)
    expect(value!.node.every((node) => graph.isCore[node] === 1)).toBe(true)
  })

  it('takes semicolons with decimal commas, tabs, other column names, quotes, a byte-order mark and blank lines', () => {
    const expected = demandFromGrid(grid(), graph).value
    const semicolons = grid().replaceAll(',', ';').replaceAll('.', ',')
    const renamed = `\uFEFF${grid().replace('id,lon,lat,population', '"ID","Longitude","Latitude","Pop"').replaceAll('\n', '\r\n\r\n')}\r\n`
    for (const text of [semicolons, grid().replaceAll(',', '\t'), renamed])
      expect(demandFromGrid(text, graph)).toEqual({ value: expected, problems: [] })
  })

  it('gives a cell without a node in it to the nearest one', () => {
    const { value } = demandFromGrid('lon,lat,population\n9.99,50.001,70\n', graph)
    expect(value!.node.length).toBe(1)
    expect(sum(value!.weight)).toBe(70)
  })

  it('takes no notice of empty cells far from every road', () => {
    const { value, problems } = demandFromGrid(grid('x,11,50,0'), graph)
    expect(problems).toEqual([])
    expect(value).toEqual(demandFromGrid(grid(), graph).value)
  })

  it.each([
    ['grid-row-short', 'x,10.001', ''],
    ['grid-value-missing', 'x,10.001,50.001,', ''],
    ['grid-not-a-number', 'x,10.001,50.001,NaN', 'NaN'],
    ['grid-not-a-number', 'x,abc,50.001,5', 'abc'],
    ['grid-population-negative', 'x,10.001,50.001,-5', '-5'],
    ['grid-population-too-large', 'x,10.001,50.001,1e999', 'Infinity'],
    ['grid-coordinates-range', 'x,10.001,95,5', '10.001 95'],
    ['grid-coordinates-range', 'x,681000,5500000,5', '681000 5500000'],
    ['grid-coordinates-swapped', 'x,50.001,10.001,5', '50.001 10.001'],
    ['grid-outside-city', 'x,11,50,5', '11 50'],
  ])('reports %s with its line and uses the other rows', (code, row, value) => {
    const parsed = demandFromGrid(grid(row), graph)
    expect(parsed.problems).toEqual([{ code, place: 'line 12', value, remedy: expect.stringMatching(/\w.*\.$/) as string }])
    expect(sum(parsed.value!.weight)).toBeCloseTo(1000, 9)
  })

  it.each([
    ['grid-empty', ' \n'],
    ['grid-column-missing', 'id,lon,lat,schools\na,10,50,3'],
    ['grid-without-rows', 'lon,lat,population\n'],
    ['grid-without-people', 'lon,lat,population\n10,50,0'],
    ['grid-mostly-unusable', 'lon,lat,population\n10,50,5\n10,50,-1\n10,50,-1'],
    ['grid-mostly-unusable', 'lon,lat,population\n50,10,5'],
    ['grid-not-a-number', 'lon,lat,population\n10,50,x'],
  ])('gives no surface for %s', (code, text) => {
    const { value, problems } = demandFromGrid(text, graph)
    expect(value).toBeNull()
    expect(problems.map((problem) => problem.code)).toContain(code)
  })

  it('uses a grid of which just half the rows are good', () => {
    expect(demandFromGrid('lon,lat,population\n10,50,5\n10,50,-1', graph).value).not.toBeNull()
  })

  it('names every missing column', () => {
    expect(demandFromGrid('id,pop\n1,2', graph).problems.map((problem) => problem.remedy.slice(0, 22))).toEqual([
      'Name the column "lon" ',
      'Name the column "lat" ',
    ])
  })
})

const portoAlegre = new URL('../../../../shared/data/osm/porto-alegre.hexgrid.csv', import.meta.url)

/** Lattice of nodes over the grid's extent: stands in for the city's roads. */
function latticeOver(text: string): RoadGraph {
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  const lon = rows.map((row) => row[1])
  const lat = rows.map((row) => row[2])
  return latticeGraph(
    120,
    Math.min(...lon),
    Math.min(...lat),
    (Math.max(...lon) - Math.min(...lon)) / 119,
    (Math.max(...lat) - Math.min(...lat)) / 119,
  )
}

describe.skipIf(!existsSync(portoAlegre))('the Porto Alegre grid (skipped where ../shared is absent)', () => {
  it('keeps all 812 935 inhabitants', () => {
    const text = readFileSync(portoAlegre, 'utf8')
    const { value, problems } = demandFromGrid(text, latticeOver(text))
    expect(problems).toEqual([])
    expect(sum(value!.weight)).toBeCloseTo(812_935, 4)
    expect(value!.node.length).toBeGreaterThan(1227)
  })
})
