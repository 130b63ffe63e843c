import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkRng } from './rng.ts'

const SHARED = join(import.meta.dirname, '../../../shared/data/des-rng')

/** Known answers: DEShawResearch/random123 tests/kat_vectors; xoshiro128starstar.c 1.1 from state 1, 2, 3, 4. */
const PHILOX = {
  gen: 'philox4x32',
  rounds: 10,
  ctr: ['243f6a88', '85a308d3', '13198a2e', '03707344'],
  key: ['a4093822', '299f31d0'],
  out: ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
}
const XOSHIRO = { state: [1, 2, 3, 4], out: [11520, 0, 5927040, 70819200] }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'voltwin-rng-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function check(content: unknown) {
  await writeFile(join(folder, 'vectors.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return checkRng(folder)
}

describe('vectors', () => {
  test.skipIf(!existsSync(SHARED))('the shared folder passes whole: three of Philox4x32-10, one of xoshiro128** 1.1', async () => {
    const { value, problems } = await checkRng(SHARED)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ suite: 'rng', total: 4, passed: 4, skipped: 0, failed: [], figures: { notUsed: 29 } })
  })

  test('right words pass, in either case and in any number', async () => {
    const upper = { ...PHILOX, out: PHILOX.out.map((word) => word.toUpperCase()) }
    const { value } = await check({
      philox_threefry: [PHILOX, upper],
      xoshiro128starstar_v1_1: [XOSHIRO, { state: [1, 2, 3, 4], out: [11520] }],
    })
    expect(value).toMatchObject({ total: 4, passed: 4, failed: [], figures: { notUsed: 0 } })
  })

  test('wrong words fail and are named', async () => {
    const wrongPhilox = { ...PHILOX, out: ['d16cfe09', '94fdcceb', '5001e421', '24126ea1'] }
    const wrongXoshiro = { ...XOSHIRO, out: [5760, 17280] }
    const { value } = await check({ philox_threefry: [PHILOX, wrongPhilox], xoshiro128starstar_v1_1: wrongXoshiro })
    expect(value).toMatchObject({ total: 3, passed: 1 })
    expect(value?.failed).toEqual([
      { case: 'philox_threefry[1] philox4x32-10', message: 'word 2 is 0x5001e420, the vector says 0x5001e421' },
      { case: 'xoshiro128starstar_v1_1', message: 'word 0 is 0x00002d00, the vector says 0x00001680' },
    ])
  })

  test('a wrong key or counter fails', async () => {
    const { value } = await check({
      philox_threefry: [
        { ...PHILOX, key: ['a4093822', '299f31d1'] },
        { ...PHILOX, ctr: PHILOX.ctr.toReversed() },
      ],
    })
    expect(value).toMatchObject({ total: 2, passed: 0 })
  })

  test('other generators and other rounds are counted, not judged', async () => {
    const { value } = await check({
      note: 'a remark is no vector',
      philox_threefry: [PHILOX, { ...PHILOX, rounds: 7 }, { gen: 'threefry2x32', rounds: 13 }, { gen: 'threefry2x32', rounds: 13 }],
      sfc32: { state_abc_counter: [1, 2, 3, 4], out: [7] },
      xoshiro128starstar_v1_0: XOSHIRO,
    })
    expect(value).toMatchObject({ total: 1, passed: 1 })
    expect(value?.figures).toEqual({
      notUsed: 5,
      notUsedByGenerator: { 'philox4x32-7': 1, 'threefry2x32-13': 2, sfc32: 1, xoshiro128starstar_v1_0: 1 },
    })
  })

  const malformed: readonly (readonly [string, unknown])[] = [
    ['a short counter', { ...PHILOX, ctr: PHILOX.ctr.slice(1) }],
    ['a word that is not hex', { ...PHILOX, key: ['a4093822', 'xyz'] }],
    ['a word of nine digits', { ...PHILOX, key: ['a4093822', '1299f31d0'] }],
    ['numbers for hex', { ...PHILOX, key: [1, 2] }],
    ['no words', { gen: 'philox4x32', rounds: 10 }],
    ['no rounds', { ...PHILOX, rounds: undefined }],
    ['no generator', { ...PHILOX, gen: undefined }],
    ['null', null],
    ['a list', []],
  ]
  test.each(malformed)('a malformed Philox vector is a failed case: %s', async (_, vector) => {
    const { value } = await check({ philox_threefry: [PHILOX, vector] })
    expect(value).toMatchObject({ total: 2, passed: 1 })
    expect(value?.failed[0].message).toMatch(/^malformed/)
  })

  const malformedXoshiro: readonly unknown[] = [
    null,
    7,
    {},
    { ...XOSHIRO, out: [] },
    { ...XOSHIRO, state: [0, 0, 0, 0] },
    { ...XOSHIRO, out: [-1] },
    { ...XOSHIRO, out: [2 ** 32] },
  ]
  test.each(malformedXoshiro)('a malformed xoshiro vector is a failed case: %j', async (vector) => {
    const { value } = await check({ xoshiro128starstar_v1_1: vector })
    expect(value).toMatchObject({ total: 1, passed: 0 })
    expect(value?.failed[0].message).toMatch(/^malformed/)
  })
})

describe('bad input gives problems with place, value and remedy', () => {
  const bad: readonly (readonly [string, unknown, string])[] = [
    ['empty', '', 'empty-file'],
    ['cut short', '{"philox_threefry": [', 'invalid-json'],
    ['not an object', [PHILOX], 'not-an-object'],
    ['vectors not in a list', { philox_threefry: { gen: 'philox4x32' } }, 'not-a-list'],
    ['nothing inside', {}, 'no-vectors'],
    ['only others', { philox_threefry: [{ ...PHILOX, rounds: 7 }], sfc32: {} }, 'no-vectors'],
  ]
  test.each(bad)('%s', async (_, content, code) => {
    const { value, problems } = await check(content)
    expect(value).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code })
    expect(problems[0].place).toContain('vectors.json')
    expect(problems[0].remedy).toMatch(/\.$/)
    expect(problems[0].value.length).toBeLessThanOrEqual(80)
  })

  test('a folder that is not there, and one without the file', async () => {
    for (const place of [join(folder, 'nowhere'), folder]) {
      const { value, problems } = await checkRng(place)
      expect(value).toBeNull()
      expect(problems.map(({ code }) => code)).toEqual(['unreadable-file'])
    }
  })
})
