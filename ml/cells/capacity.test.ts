import { describe, expect, test } from 'vitest'
import { fleetFeatures } from '../fleet/index.ts'
import { describeCapacity } from './capacity-series.ts'
import type { FileTable } from './file-table.ts'
import { isCapacityTable, readCapacity } from './read-capacity.ts'
import type { NamedTable } from './read-early-life.ts'

function tableOf(header: string, rows: readonly string[], place = 'cells.csv'): NamedTable {
  const fields = rows.map((row) => row.split(','))
  const table: FileTable = {
    header: header.split(','),
    rows: rows.length,
    lines: Int32Array.from(rows, (_, row) => row + 2),
    fieldAt: (row, column) => fields[row][column],
    numbersOf: (column) => Float64Array.from(fields, (row) => (row[column] === '' ? NaN : Number(row[column]))),
  }
  return { place, table }
}

/** Capacity falls by 1/1000 of 2 Ah a cycle, from cycle 1 to `last`. */
const falling = (cell: string, last: number): string[] =>
  Array.from({ length: last }, (_, i) => `${cell},${i + 1},${(2 * (1 - i / 1000)).toFixed(5)}`)

const header = 'cell_id,cycle,capacity_Ah'

describe('capacity by cycle', () => {
  const { value, problems } = readCapacity([tableOf(header, [...falling('a', 300), ...falling('b', 120)])], new Map([['a', 'train']]))
  const data = describeCapacity(value!, 0.8)
  const rowsOf = (cell: number) => [...data.cellOfRow.keys()].filter((row) => data.cellOfRow[row] === cell)
  const at = (row: number, name: string) => data.x[row * data.features.length + data.features.findIndex((one) => one.name === name)]

  test('a cell that reached the limit tells how many equivalent full cycles were left, one that did not only how many at least', () => {
    expect(problems).toEqual([])
    expect(data.splitOfCell).toEqual(['train', ''])
    for (const row of rowsOf(0)) {
      expect(data.isAtLeast[row]).toBe(0)
      // From health h to 0.8, each cycle counts its health: ∫ h dn = 1000·(h² − 0.8²)/2.
      const soh = at(row, 'sohFrac')
      expect(data.y[row]).toBeGreaterThan(0.97 * 500 * (soh * soh - 0.64))
      expect(data.y[row]).toBeLessThan(500 * (soh * soh - 0.64) + 3)
    }
    expect(rowsOf(1).every((row) => data.isAtLeast[row] === 1)).toBe(true)
    expect(rowsOf(1).length).toBeGreaterThan(50)
  })

  test('its features are those of a fleet, by name and meaning', () => {
    for (const feature of data.features)
      expect(fleetFeatures.map(({ name, unit, meaning }) => ({ name, unit, meaning }))).toContainEqual(feature)
    for (const row of rowsOf(0)) {
      expect(at(row, 'headroomFrac')).toBeCloseTo(at(row, 'sohFrac') - 0.8, 12)
      // A thousandth a cycle, and a cycle is a little less than an equivalent full one.
      expect(at(row, 'recentFadePerCycle')).toBeGreaterThan(0.00098)
      expect(at(row, 'recentFadePerCycle')).toBeLessThan(0.00127)
      expect(at(row, 'lifeFadePerCycle') * at(row, 'efc')).toBeCloseTo(1 - at(row, 'sohFrac'), 12)
    }
  })

  test('a single wrong reading moves nothing', () => {
    const spiked = falling('a', 300).with(99, 'a,100,45.33700').with(150, 'a,151,0.00100')
    const { value: other } = readCapacity([tableOf(header, spiked)], new Map())
    const seen = describeCapacity(other!, 0.8)
    const before = describeCapacity(readCapacity([tableOf(header, falling('a', 300))], new Map()).value!, 0.8)
    expect(seen.rows).toBe(before.rows)
    seen.y.forEach((y, row) => expect(Math.abs(y - before.y[row])).toBeLessThan(0.01))
  })
})

describe('tables of capacity', () => {
  test('are known by their columns, whatever their order and capitals', () => {
    expect(isCapacityTable(tableOf('Row,Capacity_Ah,Cell_ID', []))).toBe(true)
    expect(isCapacityTable(tableOf('cell_id,cycle_life', []))).toBe(false)
  })

  test('rows without numbers, short cells and cells that stand in two files are left out, each with its place', () => {
    const first = tableOf(header, [...falling('a', 40), 'a,,1.2', 'c,1,1.1', ',5,1.1'], 'first.csv')
    const second = tableOf(header, falling('a', 40), 'second.csv')
    const { value, problems } = readCapacity([first, second], new Map())
    expect(value!.cells).toEqual(['a'])
    expect(value!.cycle).toHaveLength(40)
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['broken-row', 'first.csv line 42'],
      ['broken-row', 'first.csv line 44'],
      ['doubled-cell', 'second.csv'],
      ['short-cell', 'first.csv'],
    ])
  })

  test('no whole cell, no value; many problems are counted', () => {
    const { value, problems } = readCapacity(
      [
        tableOf(
          header,
          Array.from({ length: 50 }, (_, i) => `x,${i},none`),
        ),
      ],
      new Map(),
    )
    expect(value).toBeNull()
    expect(problems).toHaveLength(21)
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems', value: '30' })
  })

  test('other columns of numbers come along where every row has them', () => {
    const wide = falling('a', 30).map((row, i) => `${row},${i / 10},${i === 5 ? '' : 1},text`)
    const { value } = readCapacity([tableOf(`${header},v_mean,gap,note`, wide)], new Map())
    expect(value!.extraNames).toEqual(['v_mean'])
    const data = describeCapacity(value!, 0.98)
    expect(data.features.at(-1)).toMatchObject({ name: 'v_mean', meaning: 'Column v_mean of the file' })
    const rows = wide.filter((_, i) => i >= 20 && i < 22)
    expect(data.rows).toBe(rows.length)
  })
})
