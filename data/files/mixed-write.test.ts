import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { writeMixedHeader, writeMixedParquet, writeMixedRows, type MixedColumn } from './mixed-write.ts'

const columns: readonly MixedColumn[] = [
  { name: 'label', unit: '', values: ['SLA kept', '=1+1', 'a "b", c', '−2'] },
  { name: 'cost', unit: '€/kWh', values: [1.5, null, Number.NaN, 1e-7] },
  { name: 'battery', unit: 'id', values: Int32Array.of(1, 2, 3, -1) },
]

test('CSV opens in a spreadsheet: mark, units in the header, empty where unknown, and no text becomes a formula', () => {
  expect(writeMixedHeader(columns)).toBe('\uFEFFlabel,cost [€/kWh],battery\r\n')
  expect(writeMixedRows(columns)).toBe('SLA kept,1.5,1\r\n\'=1+1,,2\r\n"a ""b"", c",,3\r\n−2,1e-7,-1\r\n')
  expect(writeMixedRows([{ name: 'none', unit: '', values: [] }])).toBe('')
})

test('Parquet keeps texts, numbers, unknowns and units', async () => {
  const { buffer } = writeMixedParquet(columns)
  const file = buffer as ArrayBuffer
  const rows = await parquetReadObjects({ file })
  expect(rows.map(({ label }) => label)).toEqual(['SLA kept', '=1+1', 'a "b", c', '−2'])
  expect(rows.map(({ cost }) => cost)).toEqual([1.5, null, Number.NaN, 1e-7])
  expect(rows.map(({ battery }) => battery)).toEqual([1, 2, 3, -1])
  expect(parquetMetadata(file).key_value_metadata).toContainEqual({ key: 'unit.cost', value: '€/kWh' })
})
