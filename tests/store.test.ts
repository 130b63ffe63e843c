import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from './engines.ts'
import { appendRow, createBuilder, viewBuilder, type TableDescriptor } from '../data/columns/index.ts'
import type { Store } from '../data/store/index.ts'

const wide = {
  name: 'wide "table"',
  meaning: 'One column of each type',
  columns: [
    { name: 'day', type: 'i32', unit: 'd', meaning: 'Day' },
    { name: 'energyMilliWh', type: 'f64', unit: 'mWh', meaning: 'Energy' },
    { name: 'socFrac', type: 'f32', unit: '1', meaning: 'State of charge' },
    { name: 'hash', type: 'u32', unit: 'id', meaning: 'Stable id' },
    { name: 'order', type: 'u16', unit: 'id', meaning: 'A word that SQL keeps for itself' },
    { name: 'kind', type: 'u8', unit: 'id', meaning: 'Kind' },
  ],
} as const satisfies TableDescriptor

const rowOf = (row: number) => [3 - row, 2 ** 53 - row, Math.fround(row / 7), 2 ** 32 - 1 - row, 65_535 - (row % 65_536), row % 256]

function tableOf(from: number, to: number) {
  const builder = createBuilder(wide)
  for (let row = from; row < to; row++) appendRow(builder, rowOf(row))
  return viewBuilder(builder)
}

describe.each(engines)('%s', (_, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  test('gives back every row and type, over several chunks', async () => {
    await store.load(tableOf(0, 5000))
    const { names, rows } = await store.query('SELECT * FROM "wide ""table""" ORDER BY day DESC')
    expect(names).toEqual(wide.columns.map(({ name }) => name))
    expect(rows.map((row) => Object.values(row))).toEqual(Array.from({ length: 5000 }, (_row, row) => rowOf(row)))
  })

  test('load replaces, append adds, an empty table has columns and no rows', async () => {
    const count = async () => (await store.query('SELECT count(*) AS n FROM "wide ""table"""')).rows[0]['n']
    await store.load(tableOf(0, 10))
    expect(await count()).toBe(10)
    await store.append(tableOf(10, 2500))
    await store.append(tableOf(2500, 2500))
    expect(await count()).toBe(2500)
    await store.load(tableOf(0, 0))
    expect(await store.query('SELECT day, kind FROM "wide ""table"""')).toEqual({ names: ['day', 'kind'], rows: [] })
  })

  test('numbers, texts, truth values and nulls come as plain values', async () => {
    const { rows } = await store.query(`SELECT 1::BIGINT AS a, 0.5::DOUBLE AS b, 'x' AS c, true AS d, NULL AS e, NULL::DOUBLE AS f`)
    expect(rows).toEqual([{ a: 1, b: 0.5, c: 'x', d: true, e: null, f: null }])
  })

  test('sums of integers and decimals come as the same numbers', async () => {
    await store.load(tableOf(0, 10))
    const { rows } = await store.query(
      'SELECT sum(day) AS s, sum(day)::DOUBLE AS d, -0.25 AS q, 12345.678 AS r, 7::HUGEINT AS h FROM "wide ""table"""',
    )
    expect(rows).toEqual([{ s: -15, d: -15, q: -0.25, r: 12345.678, h: 7 }])
  })

  test('values that no number holds are refused with the remedy', async () => {
    await expect(store.query('SELECT (2::HUGEINT * 4611686018427387905) AS s')).rejects.toThrow(/column s .* cast it/)
    await expect(store.query('SELECT 9007199254740993::BIGINT AS s')).rejects.toThrow(/column s .* cast it/)
    await expect(store.query('SELECT [1, 2] AS s')).rejects.toThrow(/column s .* cast it/)
    await expect(store.query(`SELECT DATE '2027-02-18' AS s`)).rejects.toThrow(/column s .* cast it/)
  })

  test('wrong SQL rejects with the engine’s message, and the store goes on', async () => {
    await expect(store.query('SELECT nope FROM nowhere')).rejects.toThrow(/nowhere/)
    expect((await store.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  test('asks no other host for what the engine lacks', async () => {
    const { rows } = await store.query(
      `SELECT current_setting('autoinstall_known_extensions') AS i, current_setting('autoload_known_extensions') AS l`,
    )
    expect(rows).toEqual([{ i: false, l: false }])
  })
})
