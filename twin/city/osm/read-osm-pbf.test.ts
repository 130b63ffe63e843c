import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gzipSync } from 'fflate'
import { PbfWriter } from 'pbf'
import { type FixtureNode, type FixtureOptions, type FixtureWay, chunk, encodeFrames, encodeHeader, encodeOsm } from './osm-fixture.ts'
import { readOsmPbf } from './index.ts'

const nodes: readonly FixtureNode[] = [
  { id: 7, lonDeg: -51.2, latDeg: -30.1 },
  { id: 9_007_199_254_000, lonDeg: -51.1999999, latDeg: -30.1000001, tags: { amenity: 'cafe', name: 'Café' } },
  { id: 12, lonDeg: 179.9999999, latDeg: 89.5 },
  { id: 13, lonDeg: -51.19, latDeg: -30.1 },
  { id: 14, lonDeg: -51.19, latDeg: -30.09, tags: { shop: 'bicycle' } },
  { id: 15, lonDeg: -51.2, latDeg: -30.09 },
]

const ways: readonly FixtureWay[] = [
  { id: 1, nodeIds: [12, 7, 9_007_199_254_000], tags: { highway: 'primary', name: 'Rua Ä', maxspeed: '30 mph' } },
  { id: 2, nodeIds: [7, 12], tags: { highway: 'footway' } },
  { id: 3, nodeIds: [7, 13, 14, 15, 7], tags: { building: 'yes', amenity: 'school' } },
  { id: 4, nodeIds: [7, 13], tags: { building: 'no' } },
  { id: 5, nodeIds: [7, 13, 14, 15, 7], tags: { natural: 'water', name: 'Lago' } },
  { id: 6, nodeIds: [15, 14], tags: { highway: 'residential', oneway: '-1', name: 'Rua Ä' } },
  { id: 8, nodeIds: [7, 13] },
]

const readBytes = (bytes: Uint8Array, chunkSize?: number) => readOsmPbf(chunk(bytes, chunkSize))

describe('readOsmPbf', () => {
  it('reads nodes ascending by id with exact 1e-7 degrees', async () => {
    const { value, problems } = await readBytes(encodeOsm(nodes, ways))
    expect(problems).toEqual([])
    expect([...value!.nodes.id]).toEqual([7, 12, 13, 14, 15, 9_007_199_254_000])
    expect([...value!.nodes.lonE7]).toEqual([-512000000, 1799999999, -511900000, -511900000, -512000000, -511999999])
    expect(value!.nodes.latE7[5]).toBe(-301000001)
  })

  it('keeps drivable ways with the profile applied', async () => {
    const { value } = await readBytes(encodeOsm(nodes, ways))
    const { roads } = value!
    expect(value).toMatchObject({ osmNodes: 6, osmWays: 7, drivableWays: 2 })
    expect([...roads.firstNode]).toEqual([0, 3, 5])
    expect([...roads.nodeId]).toEqual([12, 7, 9_007_199_254_000, 15, 14])
    expect([...roads.direction]).toEqual([0, -1])
    expect([...roads.speedKmh]).toEqual([30 * 1.609344, 25])
  })

  it('finds buildings and water', async () => {
    const { value } = await readBytes(encodeOsm(nodes, ways))
    expect(value).toMatchObject({ buildingCount: 1 })
    expect(value!.buildings.lonDeg[0]).toBeCloseTo(-51.195, 9)
    expect(value!.buildings.latDeg[0]).toBeCloseTo(-30.095, 9)
    // 0.01° × 0.01° at 30.1° south: 1111.95 m × 962.0 m.
    expect(value!.buildings.areaM2[0] / (1111.9508 * 1111.9508 * 0.86515)).toBeCloseTo(1, 4)
    expect(value!.water.map((outline) => [outline.name, outline.lonLatDeg.length])).toEqual([['Lago', 10]])
  })

  const variants: readonly FixtureOptions[] = [
    { isDense: false },
    { isZlib: false },
    { isWaysFirst: true },
    { granularity: 1, lonOffset: 5_000_000_000, latOffset: 1_000_000_000 },
  ]
  it.each(variants)('gives the same extract for %o', async (options) => {
    const plain = await readBytes(encodeOsm(nodes, ways))
    expect(await readBytes(encodeOsm(nodes, ways, options))).toEqual(plain)
  })

  it('does not depend on how the bytes are cut into chunks', async () => {
    const bytes = encodeOsm(nodes, ways)
    const whole = await readBytes(bytes)
    const sizes = fc.integer({ min: 1, max: bytes.length + 1 })
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        expect(await readBytes(bytes, size)).toEqual(whole)
      }),
    )
  })

  it('reads back any nodes', async () => {
    const node = fc.record({
      id: fc.integer({ min: -1e12, max: 2 ** 50 }),
      lonE7: fc.integer({ min: -1.8e9, max: 1.8e9 }),
      latE7: fc.integer({ min: -9e8, max: 9e8 }),
    })
    const list = fc.uniqueArray(node, { selector: (one) => one.id, minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(list, fc.boolean(), async (wanted, isDense) => {
        const encoded = wanted.map(({ id, lonE7, latE7 }) => ({ id, lonDeg: lonE7 / 1e7, latDeg: latE7 / 1e7 }))
        const { value } = await readBytes(encodeOsm(encoded, [], { isDense }))
        const sorted = wanted.toSorted((a, b) => a.id - b.id)
        expect([...value!.nodes.id]).toEqual(sorted.map(({ id }) => id))
        expect([...value!.nodes.lonE7]).toEqual(sorted.map(({ lonE7 }) => lonE7))
        expect([...value!.nodes.latE7]).toEqual(sorted.map(({ latE7 }) => latE7))
      }),
    )
  })
})

describe('bad input', () => {
  const good = encodeOsm(nodes, ways)
  const text = (words: string) => new TextEncoder().encode(words)
  const firstProblem = async (bytes: Uint8Array) => {
    const { value, problems } = await readBytes(bytes, 16)
    expect(value).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0].remedy).toMatch(/\.$|\)\.$/)
    return problems[0]
  }

  it.each([
    ['an empty file', new Uint8Array(0), 'empty-file', 'byte 0'],
    ['XML', text('<?xml version="1.0"?><osm/>'), 'not-pbf', 'byte 0'],
    ['gzip', gzipSync(good), 'not-pbf', 'byte 0'],
    ['text', text('hello, this is no map'), 'not-pbf', 'byte 0'],
    ['three bytes', new Uint8Array([0, 0, 0]), 'truncated-file', 'byte 3'],
    ['zeros', new Uint8Array(100), 'not-pbf', 'byte 0'],
    ['a small number and rubbish', new Uint8Array(64).fill(255).fill(0, 0, 3).fill(20, 3, 4), 'not-pbf', 'byte 0'],
    ['a first block of another type', encodeFrames([{ type: 'OSMData', data: encodeHeader([]) }], true), 'not-pbf', 'byte 0'],
    ['a history file', encodeOsm(nodes, ways, { requiredFeatures: ['HistoricalInformation'] }), 'unsupported-feature', 'byte 0'],
  ])('%s is refused with its place', async (_, bytes, code, place) => {
    expect(await firstProblem(bytes)).toMatchObject({ code, place })
  })

  it('names the foreign format and the unknown feature', async () => {
    expect((await firstProblem(gzipSync(good))).value).toBe('gzip file')
    expect((await firstProblem(encodeOsm(nodes, ways, { requiredFeatures: ['HistoricalInformation'] }))).value).toBe(
      'HistoricalInformation',
    )
  })

  it('tells wherever the file is cut, except between blocks', async () => {
    const blockEnds = findBlockEnds(good)
    for (let length = 1; length < good.length; length++) {
      const { value, problems } = await readBytes(good.subarray(0, length))
      if (blockEnds.includes(length)) expect(value).not.toBeNull()
      else expect(problems).toMatchObject([{ code: 'truncated-file', place: `byte ${length}` }])
    }
  })

  it('notices each flipped bit of compressed data that means anything', async () => {
    const [start, end] = findBlockEnds(good)
    const { value: whole } = await readBytes(good)
    let harmless = 0
    for (let byte = start + 20; byte < end; byte++) {
      const damaged = good.slice()
      damaged[byte] ^= 0x10
      const { value, problems } = await readBytes(damaged)
      // A few bits of a deflate stream mean nothing: the filling of the last byte, lengths of codes that are not used.
      if (value !== null) expect(value).toEqual(whole)
      else expect(['corrupt-block', 'unsupported-compression', 'truncated-file']).toContain(problems[0].code)
      if (value !== null) harmless += 1
    }
    expect(harmless).toBeLessThan((end - start) / 20)
  })

  it('never throws on damaged uncompressed blocks', async () => {
    const raw = encodeOsm(nodes, ways, { isZlib: false })
    const damage = fc.array(fc.tuple(fc.nat({ max: raw.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const damaged = raw.slice()
        for (const [at, byte] of changes) damaged[at] = byte
        const { value, problems } = await readBytes(damaged)
        expect(value !== null || problems.length > 0).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses compressions that it cannot undo', async () => {
    const blob = new PbfWriter()
    blob.writeVarintField(2, 10)
    blob.writeBytesField(7, new Uint8Array(5))
    const header = new PbfWriter()
    header.writeStringField(1, 'OSMHeader')
    header.writeVarintField(3, blob.pos)
    const bytes = new Uint8Array([0, 0, 0, header.pos, ...header.finish(), ...blob.finish()])
    expect(await firstProblem(bytes)).toMatchObject({ code: 'unsupported-compression', value: 'zstd', place: 'byte 0' })
  })

  it('refuses a block beyond the limit before reading it', async () => {
    const header = new PbfWriter()
    header.writeStringField(1, 'OSMHeader')
    header.writeVarintField(3, 33 * 1024 * 1024)
    const bytes = new Uint8Array([0, 0, 0, header.pos, ...header.finish()])
    expect(await firstProblem(bytes)).toMatchObject({ code: 'corrupt-block', place: 'byte 0' })
  })

  it('passes a failing source on as a problem', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield good.subarray(0, 50)
      throw new Error('disk gone')
    }
    expect(await readOsmPbf(broken())).toMatchObject({ value: null, problems: [{ code: 'read-failed', value: 'disk gone' }] })
  })

  it('keeps its limit on nodes', async () => {
    expect(await readOsmPbf(chunk(good), { maxNodes: 5 })).toMatchObject({ value: null, problems: [{ code: 'too-many-nodes' }] })
  })

  it('warns of nodes that stand twice and uses the first', async () => {
    const twice = [...nodes, { id: 7, lonDeg: 0, latDeg: 0 }]
    const { value, problems } = await readBytes(encodeOsm(twice, ways))
    expect(problems).toMatchObject([{ code: 'duplicate-node', value: '7' }])
    expect(value!.nodes.lonE7[0]).toBe(-512000000)
  })
})

/** Ends of the frames, the file's own end left out. */
function findBlockEnds(bytes: Uint8Array): number[] {
  const ends: number[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let at = 0; at < bytes.length;) {
    const headerLength = view.getUint32(at)
    const header = bytes.subarray(at + 4, at + 4 + headerLength)
    const sizeAt = header.lastIndexOf(0x18) + 1
    const size = header[sizeAt] < 0x80 ? header[sizeAt] : (header[sizeAt] & 0x7f) + header[sizeAt + 1] * 128
    at += 4 + headerLength + size
    if (at < bytes.length) ends.push(at)
  }
  return ends
}
