import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeOsm } from '../twin/city/osm/osm-fixture.ts'
import { readCitySource } from './city-source.ts'

const nodes = [
  { id: 1, lonDeg: 7, latDeg: 43 },
  { id: 2, lonDeg: 7.01, latDeg: 43 },
]
const ways = [{ id: 1, nodeIds: [1, 2], tags: { highway: 'residential' } }]

describe('readCitySource', () => {
  let folder = ''
  const write = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'voltwin-source-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is the generated city when no file is named', async () => {
    const { value, problems } = await readCitySource({})
    expect(problems).toEqual([])
    expect(value).toMatchObject({ isGenerated: true, demand: { source: 'generated-density' } })
  })

  it('reads an extract, called by its file, with and without a grid', async () => {
    const city = write('twin-village.osm.pbf', encodeOsm(nodes, ways))
    const plain = await readCitySource({ city })
    expect(plain).toMatchObject({
      value: { name: 'twin-village', isGenerated: false, demand: { source: 'residential-roads' } },
      problems: [],
    })
    const grid = write('people.csv', 'lon,lat,population\n7.001,43,12\n')
    expect(await readCitySource({ city, grid })).toMatchObject({ value: { demand: { source: 'grid' } }, problems: [] })
  })

  it('says which file is missing, unreadable or wrong, and gives no city', async () => {
    const city = write('village.osm.pbf', encodeOsm(nodes, ways))
    const none = join(folder, 'none')
    const latin = write('latin.csv', Uint8Array.of(0x6c, 0x6f, 0x6e, 0xe4))
    const wrong = write('wrong.csv', 'a,b\n1,2\n')
    const cases = [
      [{ city: none }, 'read-failed', `${none}, byte 0`],
      [{ city: folder }, 'read-failed', `${folder}, byte 0`],
      [{ city: wrong }, 'not-pbf', `${wrong}, byte 0`],
      [{ city, grid: none }, 'read-failed', none],
      [{ city, grid: folder }, 'read-failed', folder],
      [{ city, grid: latin }, 'not-utf8', latin],
      [{ city, grid: wrong }, 'grid-column-missing', `${wrong}, line 1`],
      [{ grid: wrong }, 'grid-without-city', '--grid'],
    ] as const
    for (const [files, code, place] of cases) {
      const { value, problems } = await readCitySource(files)
      expect(value).toBeNull()
      expect(problems[0]).toMatchObject({ code, place })
      expect(problems.every(({ remedy }) => remedy.endsWith('.'))).toBe(true)
    }
  })
})

const porto = '../shared/data/osm/porto-alegre'

describe.skipIf(!existsSync(`${porto}.osm.pbf`))('a real city (skipped where ../shared is absent)', () => {
  it('reads Porto Alegre and its grid without a problem', async () => {
    const { value, problems } = await readCitySource({ city: `${porto}.osm.pbf`, grid: `${porto}.hexgrid.csv` })
    expect(problems).toEqual([])
    expect(value).toMatchObject({ name: 'porto-alegre', demand: { source: 'grid' } })
  })
})
