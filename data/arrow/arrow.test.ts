import { Int32, Int64, Table, tableFromArrays, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendRow, createBuilder, viewBuilder, type TableDescriptor } from '../columns/index.ts'
import { readArrow, writeArrow } from './index.ts'

const wide = {
  name: 'wide',
  meaning: 'One column of each type',
  columns: [
    { name: 'energyMilliWh', type: 'f64', unit: 'mWh', meaning: 'Energy' },
    { name: 'socFrac', type: 'f32', unit: '1', nullValue: Number.NaN, meaning: 'State of charge' },
    { name: 'battery', type: 'i32', unit: 'id', nullValue: -1, meaning: 'Battery' },
    { name: 'hash', type: 'u32', unit: 'id', meaning: 'Stable id' },
    { name: 'hub', type: 'u16', unit: 'id', meaning: 'Hub' },
    { name: 'kind', type: 'u8', unit: 'id', meaning: 'Kind' },
  ],
} as const satisfies TableDescriptor

const row = fc.tuple(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.float({ noDefaultInfinity: true }),
  fc.integer(),
  fc.nat(2 ** 32 - 1),
  fc.nat(65_535),
  fc.nat(255),
)

const tableOf = (descriptor: TableDescriptor, rows: readonly (readonly number[])[]) => {
  const builder = createBuilder(descriptor, 2)
  for (const values of rows) appendRow(builder, values)
  return viewBuilder(builder)
}

test('a table comes back bit for bit', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const table = tableOf(wide, rows)
      expect(readArrow(writeArrow(table), wide)).toEqual({ value: table, problems: [] })
    }),
  )
})

test('unit, meaning and null value travel with each column', () => {
  const { schema } = tableFromIPC(writeArrow(tableOf(wide, [])))
  const battery = schema.fields.find(({ name }) => name === 'battery')!
  expect(Object.fromEntries(battery.metadata)).toEqual({ unit: 'id', meaning: 'Battery', nullValue: '-1' })
  expect(battery.nullable).toBe(false)
  expect(schema.metadata.get('table')).toBe('wide')
})

const narrow = { name: 'narrow', meaning: 'Two columns', columns: [wide.columns[0], wide.columns[2]] } as const satisfies TableDescriptor

describe('streams of other writers', () => {
  test('64-bit integers, nulls and columns that nobody asked for are taken', () => {
    const foreign = new Table({
      other: vectorFromArray(['a', 'b']),
      energyMilliWh: vectorFromArray([1n, 2n ** 53n], new Int64()),
      battery: vectorFromArray([null, 5], new Int32()),
    })
    const { value, problems } = readArrow(tableToIPC(foreign, 'file'), narrow)
    expect(problems).toEqual([])
    expect(value!.columns['energyMilliWh']).toEqual(new Float64Array([1, 2 ** 53]))
    expect(value!.columns['battery']).toEqual(new Int32Array([-1, 5]))
  })

  test('values that would change are refused, with row and column', () => {
    const tooLarge = tableFromArrays({ energyMilliWh: new BigInt64Array([1n, 2n ** 53n + 1n]), battery: new Float64Array([1, 2.5]) })
    const { value, problems } = readArrow(tableToIPC(tooLarge), narrow)
    expect(value).toBeNull()
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['wrong-value', 'row 1, energyMilliWh'],
      ['wrong-value', 'row 1, battery'],
    ])
  })

  test('text where a number belongs and missing columns are refused', () => {
    const { value, problems } = readArrow(tableToIPC(tableFromArrays({ battery: ['seventeen'] })), narrow)
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toEqual(['missing-column', 'wrong-value'])
  })
})

describe('bytes that are no whole Arrow stream', () => {
  const whole = writeArrow(
    tableOf(
      narrow,
      Array.from({ length: 100 }, (_, index) => [index, index]),
    ),
  )

  test.each([
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(64)],
    ['text', new TextEncoder().encode('day;hub;mode\n1;2;3\n and so on, this is no arrow')],
    ['half a stream', whole.subarray(0, whole.length >> 1)],
  ])('%s', (_, bytes) => {
    const { value, problems } = readArrow(bytes, narrow)
    expect(value).toBeNull()
    expect(problems[0].code).toBe('not-arrow')
  })

  test('any cut before the last value gives a problem, never fewer rows', () => {
    for (let cut = 0; cut < whole.length - 8; cut += 37) {
      const { value, problems } = readArrow(whole.subarray(0, cut), narrow)
      expect(value).toBeNull()
      expect(problems.length).toBeGreaterThan(0)
    }
  })
})
