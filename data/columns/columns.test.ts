import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendColumns,
  appendRow,
  appendTable,
  checkTable,
  columnOf,
  createBuilder,
  createColumns,
  isStorable,
  viewBuilder,
  viewColumns,
  type TableDescriptor,
} from './index.ts'

const readings = {
  name: 'readings',
  meaning: 'All column types with all rules',
  columns: [
    { name: 'timeMs', type: 'f64', unit: 'ms', isWhole: true, meaning: 'Time' },
    { name: 'socFrac', type: 'f32', unit: '1', range: [0, 1], nullValue: Number.NaN, meaning: 'State of charge' },
    { name: 'battery', type: 'i32', unit: 'id', nullValue: -1, range: [0, 999], isWhole: true, meaning: 'Battery' },
    { name: 'kind', type: 'u8', unit: 'id', isWhole: true, meaning: 'Kind' },
  ],
} as const satisfies TableDescriptor

const arrayType = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array }

test('columns have the array types and the length that the descriptor says', () => {
  const table = createColumns(readings, 3)
  for (const { name, type } of readings.columns) {
    expect(columnOf(table, name)).toBeInstanceOf(arrayType[type])
    expect(columnOf(table, name)).toHaveLength(3)
  }
  expect(() => columnOf(table, 'volt')).toThrow('readings has no column volt')
})

test('a builder keeps what a plain list of rows keeps, however often it grows', () => {
  const row = fc.tuple(fc.maxSafeInteger(), fc.float({ noNaN: true }), fc.integer(), fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), fc.nat(40), (rows, capacity, cut) => {
      const builder = createBuilder(readings, capacity)
      const rest = createBuilder(readings, 1)
      rows.forEach((values, index) => appendRow(index < cut ? builder : rest, values))
      appendTable(builder, viewBuilder(rest))
      const table = viewBuilder(builder)
      const kept = rows.map((_, index) => readings.columns.map(({ name }) => columnOf(table, name)[index]))
      expect(table.rows).toBe(rows.length)
      expect(kept).toEqual(rows)
    }),
  )
})

const arrays = () => [new Float64Array(5), new Float32Array(5), new Int32Array(5), new Uint8Array(5)]

test('columns of any numeric kind are appended by position', () => {
  const builder = createBuilder(readings, 1)
  appendRow(builder, [1, 0.5, 2, 3])
  appendColumns(builder, [new Float64Array([7, 8, 9]), [0.25, 0.75, 1], new Float64Array([4, 5, 6]), [1, 2, 3]], 2)
  const table = viewBuilder(builder)
  expect(readings.columns.map(({ name }) => [...columnOf(table, name)])).toEqual([
    [1, 7, 8],
    [0.5, 0.25, 0.75],
    [2, 4, 5],
    [3, 1, 2],
  ])
})

describe('a view of chunk arrays', () => {
  test('shows the first rows without a copy', () => {
    const chunk = arrays()
    const table = viewColumns(readings, chunk, 2)
    chunk[0][1] = 7
    expect([...columnOf(table, 'timeMs')]).toEqual([0, 7])
  })

  test('refuses arrays of another type or too few', () => {
    expect(() => viewColumns(readings, arrays().toReversed(), 2)).toThrow('readings.timeMs')
    expect(() => viewColumns(readings, arrays().slice(0, 3), 2)).toThrow('readings.kind')
    expect(() => viewColumns(readings, arrays(), 6)).toThrow('6 values')
  })
})

const fill = (rows: number[][]) => {
  const builder = createBuilder(readings)
  for (const values of rows) appendRow(builder, values)
  return viewBuilder(builder)
}

describe('checkTable', () => {
  test('takes valid rows and null values', () => {
    expect(
      checkTable(
        fill([
          [1, 0.5, 3, 2],
          [2, Number.NaN, -1, 0],
        ]),
      ),
    ).toEqual([])
  })

  test('names column, first row, value and how many rows are wrong', () => {
    const problems = checkTable(
      fill([
        [1.5, 0, 0, 0],
        [Number.NaN, 1.25, -2, 0],
        [2 ** 53, 0, 1000, 0],
      ]),
    )
    expect(problems.map(({ code, place, value }) => [code, place, value])).toEqual([
      ['not-finite', 'row 1, timeMs', 'NaN'],
      ['not-whole', 'row 0, timeMs', '1.5'],
      ['out-of-range', 'row 1, socFrac', '1.25'],
      ['out-of-range', 'row 1, battery', '-2'],
    ])
    expect(problems[1].remedy).toContain('2 rows')
  })

  test('names missing, mistyped and short columns', () => {
    const { socFrac, ...others } = createColumns(readings, 2).columns
    const table = { descriptor: readings, rows: 2, columns: { ...others, kind: new Int32Array(2), battery: new Int32Array(1) } }
    expect(socFrac).toBeDefined()
    expect(checkTable(table).map(({ code, place }) => [code, place])).toEqual([
      ['missing-column', 'readings.socFrac'],
      ['wrong-length', 'readings.battery'],
      ['wrong-type', 'readings.kind'],
    ])
  })
})

test('isStorable says whether a column gives back the very number', () => {
  const any = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, Number.NaN, 255, 256, 65_535, 65_536, -1, 2 ** 31, 2 ** 32))
  fc.assert(
    fc.property(any, fc.constantFrom('f64', 'f32', 'i32', 'u32', 'u16', 'u8'), (value, type) => {
      const [stored] = new arrayType[type]([value])
      expect(isStorable(type, value)).toBe(Object.is(stored, value))
    }),
  )
})
