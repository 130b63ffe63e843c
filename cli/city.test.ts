import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeOsm } from '../twin/city/osm/osm-fixture.ts'
import { describeCity } from './city.ts'

describe('describeCity', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'voltwin-city-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const describeBytes = (bytes: Uint8Array | string) => {
    writeFileSync(join(folder, 'x.osm.pbf'), bytes)
    return describeCity(join(folder, 'x.osm.pbf'))
  }
  const nodes = [
    { id: 1, lonDeg: 7, latDeg: 43 },
    { id: 2, lonDeg: 7.01, latDeg: 43 },
  ]

  it('counts', async () => {
    const ways = [
      { id: 1, nodeIds: [1, 2], tags: { highway: 'primary' } },
      { id: 2, nodeIds: [1, 2], tags: { building: 'yes' } },
    ]
    const { value } = await describeBytes(encodeOsm(nodes, ways))
    expect(value).toMatchObject({
      osmNodes: 2,
      drivableWays: 1,
      graphNodes: 2,
      arcs: 2,
      strongComponents: 1,
      largestSccNodes: 2,
      buildings: 1,
    })
    expect(value).toMatchObject({ attribution: '© OpenStreetMap contributors', problems: [] })
  })

  it('gives problems for an extract without roads, an empty, a foreign and a missing file', async () => {
    expect(await describeBytes(encodeOsm(nodes, []))).toMatchObject({ value: null, problems: [{ code: 'no-roads' }] })
    expect(await describeBytes('')).toMatchObject({ value: null, problems: [{ code: 'empty-file' }] })
    expect(await describeBytes('<osm/>')).toMatchObject({ value: null, problems: [{ code: 'not-pbf' }] })
    expect(await describeCity(join(folder, 'none'))).toMatchObject({ value: null, problems: [{ code: 'read-failed' }] })
    expect(await describeCity(folder)).toMatchObject({ value: null, problems: [{ code: 'read-failed' }] })
  })
})

const liechtenstein = '../shared/data/osm/liechtenstein.osm.pbf'

describe.skipIf(!existsSync(liechtenstein))('a whole country (needs ../shared/data/osm)', () => {
  it('has its counts', async () => {
    const { value } = await describeCity(liechtenstein)
    // Source: the data folder's README; buildings are ways tagged `building`, except `no`.
    expect(value).toMatchObject({
      osmNodes: 142832,
      graphNodes: 16626,
      arcs: 33522,
      strongComponents: 31,
      largestSccNodes: 16489,
      buildings: 8991,
    })
  })
})
