import { describe, expect, test } from 'vitest'
import { guessMapping, listNumeric, readCellTable } from './cell-table.ts'
import type { FileTable } from './file-table.ts'

function tableOf(text: string): FileTable {
  const [header, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','))
  return {
    header,
    rows: rows.length,
    lines: Int32Array.from(rows, (_, row) => row + 2),
    fieldAt: (row, column) => rows[row][column],
    numbersOf: (column) => Float64Array.from(rows, (row) => (row[column] === '' ? NaN : Number(row[column]))),
  }
}

const table = tableOf(`
  cell_id,severson_split,cycle_life,policy,slope_2_100,icept_2_100,same,c1
  a,train,800,fast,-0.0001,1.05,1,3.6
  b,test1,1200,slow,-0.0002,1.06,1,4.8
  c,train,,slow,0.0001,1.07,1,5.6
  d,train,500,slow,0.0001,1.07,1,`)
const place = 'cells.csv'

describe('a table of cells', () => {
  const mapping = guessMapping(table)

  test('its names suggest what is what; text and constants are no features', () => {
    expect(mapping).toEqual({
      cell: 'cell_id',
      target: 'cycle_life',
      targetUnit: 'cycles',
      split: 'severson_split',
      features: ['slope_2_100', 'icept_2_100'],
    })
    expect(listNumeric(table)).not.toContain('policy')
  })

  test('gives a row for each whole line, in its split; a line without its numbers is left out with its place', () => {
    const { value, problems } = readCellTable({ place, table }, { ...mapping, features: ['slope_2_100', 'icept_2_100', 'c1'] })
    expect(problems.map((one) => [one.code, one.place])).toEqual([
      ['broken-row', 'cells.csv line 4'],
      ['broken-row', 'cells.csv line 5'],
    ])
    expect(value).toMatchObject({
      rows: 2,
      cells: ['a', 'b'],
      splitOfCell: ['train', 'test1'],
      target: { name: 'cycle_life', unit: 'cycles' },
    })
    expect([...value!.x]).toEqual([-0.0001, 1.05, 3.6, -0.0002, 1.06, 4.8])
    // The line through the early capacity, down to 0.88 Ah.
    expect(value!.lineEstimate[0]).toBeCloseTo(1700, 6)
  })

  test('without a column of cells each row is one; without a split all is dealt by the seed', () => {
    const { value } = readCellTable({ place, table }, { ...mapping, cell: '', split: '' })
    expect(value!.cells).toEqual(['line 2', 'line 3', 'line 5'])
    expect(value!.splitOfCell).toEqual(['', '', ''])
    expect(Number.isNaN(value!.lineEstimate[2])).toBe(true)
  })

  test.each([
    ['no-target', { target: '' }],
    ['no-feature', { features: [] }],
    ['missing-column', { features: ['nothing'] }],
    ['target-as-feature', { features: ['cycle_life', 'c1'] }],
  ])('%s is a problem and no value', (code, part) => {
    const { value, problems } = readCellTable({ place, table }, { ...mapping, ...part })
    expect([value, problems.map((one) => one.code)]).toEqual([null, [code]])
  })
})
