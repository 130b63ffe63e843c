import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { haversineM } from '../../twin/city/index.ts'
import { encodeOsm } from '../../twin/city/osm/osm-fixture.ts'
import { checkRoads } from './roads.ts'

const data = '../shared/data/osm'

const nodes = [
  { id: 1, lonDeg: 7, latDeg: 43 },
  { id: 2, lonDeg: 7.01, latDeg: 43 },
  { id: 3, lonDeg: 7.01, latDeg: 43.01 },
  { id: 4, lonDeg: 7.5, latDeg: 43.01 },
]
/** The long way round is the faster one. */
const ways = [
  { id: 1, nodeIds: [1, 3], tags: { highway: 'living_street' } },
  { id: 2, nodeIds: [1, 2, 3], tags: { highway: 'trunk' } },
  { id: 3, nodeIds: [3, 4], tags: { highway: 'service', oneway: 'yes' } },
]
const shortM = haversineM(7, 43, 7.01, 43.01)
const longM = haversineM(7, 43, 7.01, 43) + haversineM(7.01, 43, 7.01, 43.01)
const fastS = longM / (85 / 3.6)

describe('checkRoads', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'voltwin-roads-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
  const writeCity = () => write('toy.osm.pbf', encodeOsm(nodes, ways))
  const pairsHead = 'pair,from_osm_id,to_osm_id,from_lon,from_lat,to_lon,to_lat,fastest_time_s,shortest_dist_m'
  const pairRow = (pair: number, from: number, to: number, timeS: number, lengthM: number) =>
    `${pair},${from},${to},0,0,0,0,${timeS.toFixed(6)},${lengthM.toFixed(6)}`
  const firstProblem = async () => {
    const { value, problems } = await checkRoads(folder)
    expect(value).toBeNull()
    return problems[0]
  }

  it('passes what is right and names what is not', async () => {
    writeCity()
    const rows = [
      pairRow(0, 1, 3, fastS, shortM),
      pairRow(1, 3, 1, fastS + 0.001, shortM),
      pairRow(2, 3, 1, fastS, shortM + 2e-6),
      pairRow(3, 1, 99, 1, 1),
    ]
    write('toy.oracle-pairs.csv', [pairsHead, ...rows, ''].join('\n'))
    const { value, problems } = await checkRoads(folder)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ suite: 'roads', total: 4, passed: 1, skipped: 0 })
    expect(value!.failed.map((failure) => failure.case)).toEqual(['toy pair 1', 'toy pair 2', 'toy pair 3'])
    expect(value!.failed[2].message).toBe('node 99 is not in the graph')
  })

  it('judges tables of any name, with inf where there is no way, and the counts', async () => {
    writeCity()
    write('toy.oracle-matrix2.csv', `from_osm_id,3,1\r\n1,${fastS.toFixed(6)},0\r\n4,inf,inf\r\n`)
    write('toy.oracle-matrix.csv', `from_osm_id,3,1\n1,${fastS.toFixed(6)},1\n`)
    const lengthM = 2 * shortM + 2 * longM + haversineM(7.01, 43.01, 7.5, 43.01)
    const meta = { osm_nodes: 4, drivable_ways: 3, graph_nodes: 4, arcs_raw: 7, arcs_dedup: 7, strong_components: 2, largest_scc_nodes: 3 }
    write('toy.oracle-meta.json', JSON.stringify({ extract: 'toy', ...meta, total_arc_length_m: lengthM }))
    const { value } = await checkRoads(folder)
    expect(value).toMatchObject({ total: 3, passed: 2 })
    expect(value!.failed).toEqual([{ case: 'toy matrix', message: '1 of 2 cells; first 1 → 1: 0 s instead of 1 s' }])
    write('toy.oracle-meta.json', JSON.stringify({ ...meta, arcs_raw: 8, total_arc_length_m: lengthM * 1.00001 }))
    expect((await checkRoads(folder)).value!.failed[1].message).toMatch(/^arcs_raw 7 instead of 8, total_arc_length_m/)
    write('toy.oracle-meta.json', '{}')
    expect((await checkRoads(folder)).value!.failed[1].message).toMatch(/^none of osm_nodes/)
  })

  it('counts oracles without extract or of an unknown kind as skipped', async () => {
    writeCity()
    write('other.oracle-pairs.csv', 'x')
    write('toy.oracle-notes.txt', 'x')
    expect((await checkRoads(folder)).value).toMatchObject({ total: 0, passed: 0, skipped: 2 })
  })

  it('refuses a folder that is missing, empty, or holds a file that cannot be read', async () => {
    expect((await checkRoads(join(folder, 'nowhere'))).problems).toMatchObject([{ code: 'missing-folder' }])
    expect(await firstProblem()).toMatchObject({ code: 'no-extracts', place: folder })
    write('toy.osm.pbf', encodeOsm(nodes, ways).subarray(0, 60))
    expect(await firstProblem()).toMatchObject({ code: 'truncated-file', place: expect.stringMatching(/toy\.osm\.pbf, byte \d+$/) })
    write('toy.osm.pbf', encodeOsm(nodes, []))
    expect(await firstProblem()).toMatchObject({ code: 'no-roads', place: expect.stringMatching(/toy\.osm\.pbf, extract$/) })
  })

  it.each([
    ['pairs.csv', '', 'empty-oracle', /pairs\.csv$/],
    ['pairs.csv', 'pair,from_osm_id\n1,2\n', 'missing-column', /line 1$/],
    ['pairs.csv', `${pairsHead}\n0,1,3,0,0,0,0,soon,5\n`, 'bad-number', /line 2$/],
    ['pairs.csv', `${pairsHead}\n0,1,3,0,0,0,0,,5\n`, 'bad-number', /line 2$/],
    ['pairs.csv', `${pairsHead}\n0,1,3\n`, 'ragged-row', /line 2$/],
    ['matrix50.csv', 'from_osm_id,1,2\n1,2\n', 'ragged-row', /line 2$/],
    ['meta.json', '{"osm_nodes": 1', 'bad-json', /meta\.json$/],
    ['meta.json', 'null', 'bad-json', /meta\.json$/],
  ])('refuses %s with %j', async (kind, content, code, place) => {
    writeCity()
    write(`toy.oracle-${kind}`, content)
    expect(await firstProblem()).toMatchObject({ code, place: expect.stringMatching(place) })
  })
})

describe.skipIf(!existsSync(data))('four real cities (needs ../shared/data/osm)', () => {
  it('has every route and every count right', async () => {
    const { value, problems } = await checkRoads(data)
    expect(problems).toEqual([])
    expect(value!.failed).toEqual([])
    expect(value).toMatchObject({ total: 808, passed: 808, skipped: 0 })
  })
})
