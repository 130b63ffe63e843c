import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendRow, createBuilder, viewBuilder, type ColumnTable, type TableDescriptor } from '../columns/index.ts'
import { createParquetSink, readCsv, readParquet, writeCsv, writeCsvHeader, writeCsvRows, writeParquet } from './index.ts'

const wide = {
  name: 'wide',
  meaning: 'One column of each type',
  columns: [
    { name: 'energyMilliWh', type: 'f64', unit: 'mWh', meaning: 'Energy' },
    { name: 'socFrac', type: 'f32', unit: '1', nullValue: Number.NaN, meaning: 'State of charge' },
    { name: 'battery', type: 'i32', unit: 'id', nullValue: -1, meaning: 'Battery' },
    { name: 'hash, "stable"', type: 'u32', unit: 'id', meaning: 'Stable id' },
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

function tableOf(descriptor: TableDescriptor, rows: readonly (readonly number[])[]): ColumnTable {
  const builder = createBuilder(descriptor, 2)
  for (const values of rows) appendRow(builder, values)
  return viewBuilder(builder)
}

const toBuffer = (bytes: Uint8Array) => new Uint8Array(bytes).buffer

describe('Parquet', () => {
  test('a table comes back bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const table = tableOf(wide, rows)
        expect(await readParquet(toBuffer(writeParquet(table)), wide)).toEqual({ value: table, problems: [] })
      }),
      { numRuns: 50 },
    )
  })

  test('pieces in a sink are the same file content as the whole, and bytes leave after every piece', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [index * 1.5, index, index - 1, index, index % 65_536, index % 256])
    const bytes: number[] = []
    const written: number[] = []
    const sink = createParquetSink(wide, (piece) => bytes.push(...piece))
    for (let from = 0; from < rows.length; from += 700) {
      sink.append(tableOf(wide, rows.slice(from, from + 700)))
      written.push(bytes.length)
    }
    sink.append(tableOf(wide, []))
    sink.finish()
    expect(written.every((length, index) => length > (written[index - 1] ?? 0))).toBe(true)
    expect(await readParquet(new Uint8Array(bytes).buffer, wide)).toEqual({ value: tableOf(wide, rows), problems: [] })
  })

  test('missing columns, foreign values and files that are cut or none at all are named', async () => {
    const codes = async (bytes: ArrayBuffer, descriptor: TableDescriptor) => {
      const { value, problems } = await readParquet(bytes, descriptor)
      expect(value).toBeNull()
      return problems.map(({ code, place }) => [code, place])
    }
    const whole = writeParquet(tableOf(wide, [[0.5, 0, 0, 2 ** 32 - 1, 300, 0]]))
    const narrow = { ...wide, columns: [wide.columns[0], { ...wide.columns[4], type: 'u8' }] } as const
    expect(await codes(toBuffer(whole), narrow)).toEqual([['wrong-value', 'row 0, hub']])
    expect(await codes(toBuffer(whole), { ...wide, columns: [{ ...wide.columns[0], name: 'massKg' }] })).toEqual([
      ['missing-column', 'massKg'],
    ])
    expect(await codes(toBuffer(whole.subarray(0, whole.length - 9)), wide)).toEqual([['not-parquet', 'footer']])
    expect(await codes(new ArrayBuffer(0), wide)).toEqual([['not-parquet', 'footer']])
    expect(await codes(toBuffer(whole.map((byte, index) => (index < whole.length / 3 ? 255 : byte))), wide)).not.toEqual([])
  })
})

describe('CSV', () => {
  test('a table comes back bit for bit, whatever the order of the columns', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const table = tableOf(wide, rows)
        expect(readCsv(writeCsv(table), wide)).toEqual({ value: table, problems: [] })
        const turned = readCsv(writeCsv(table), { ...wide, columns: wide.columns.toReversed() })
        expect(readCsv(writeCsv(turned.value!), wide)).toEqual({ value: table, problems: [] })
      }),
    )
  })

  test('follows RFC 4180: names with commas and quotes are quoted, lines end in CR LF, pieces add up', () => {
    const rows = [
      [0.1 + 0.2, 0.5, -1, 4_294_967_295, 0, 255],
      [-0, Number.NaN, 7, 0, 1, 0],
    ]
    const text = 'energyMilliWh,socFrac,battery,"hash, ""stable""",hub,kind\r\n0.30000000000000004,0.5,,4294967295,0,255\r\n-0,,7,0,1,0\r\n'
    expect(writeCsv(tableOf(wide, rows))).toBe(text)
    expect(writeCsvHeader(wide) + rows.map((values) => writeCsvRows(tableOf(wide, [values]))).join('')).toBe(text)
  })

  const pair = { name: 'pair', meaning: 'Two columns', columns: [wide.columns[2], wide.columns[5]] } as const satisfies TableDescriptor

  test.each([
    [
      'LF, a byte order mark, empty lines and no end of line',
      '\uFEFFkind,battery\n1,2\n\n3,',
      [
        [2, 1],
        [-1, 3],
      ],
    ],
    ['quoted numbers', '"kind","battery"\r\n"1","2"\r\n', [[2, 1]]],
  ])('takes %s', (_, text, rows) => {
    expect(readCsv(text, pair)).toEqual({ value: tableOf(pair, rows), problems: [] })
  })

  test('lines that cannot be read are listed with line, column and value; the others are kept', () => {
    const text = 'kind,battery,\r\n'.replace(',\r', '\r') + '1,2\r\n256,3\r\nfive,4\r\n6\r\n,7\r\n"8\n",8\r\n0x9,9\r\n1e2,10\r\n'
    const { value, problems } = readCsv(text, pair)
    expect(value).toEqual(
      tableOf(pair, [
        [2, 1],
        [10, 100],
      ]),
    )
    expect(problems.map(({ code, place, value: found }) => [code, place, found])).toEqual([
      ['wrong-value', 'line 3, kind', '256'],
      ['wrong-value', 'line 4, kind', 'five'],
      ['wrong-field-count', 'line 5', '1'],
      ['wrong-value', 'line 6, kind', ''],
      ['wrong-value', 'line 7, kind', '8\n'],
      ['wrong-value', 'line 9, kind', '0x9'],
    ])
  })

  test.each([
    ['missing and unknown columns', 'kind,batery\r\n1,2\r\n', ['missing-column', 'unknown-column']],
    ['an empty file', '', ['missing-column', 'missing-column']],
    ['a quote that is not closed', 'kind,battery\r\n1,2\r\n3,"4\r\n', ['broken-quote']],
  ])('%s give no table', (_, text, codes) => {
    const { value, problems } = readCsv(text, pair)
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toEqual(codes)
  })

  test('a file of wrong lines lists some and counts the rest', () => {
    const { problems } = readCsv(`kind,battery\r\n${'x,1\r\n'.repeat(500)}`, pair)
    expect(problems).toHaveLength(21)
    expect(problems[20]).toMatchObject({ code: 'more-problems', value: '480' })
  })
})
