import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { appendRow, createBuilder, viewBuilder, type ColumnType, type TableDescriptor } from '../data/columns/index.ts'
import { writeParquet } from '../data/files/index.ts'
import { openNodeStore } from '../data/store/node/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'voltwin-parquet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const types = ['f64', 'f32', 'i32', 'u32', 'u16', 'u8'] as const satisfies readonly ColumnType[]
const descriptor: TableDescriptor = {
  name: 'wide',
  meaning: 'One column of each type',
  columns: types.map((type) => ({ name: type, type, unit: '1', meaning: type })),
}

test('Parquet files that Voltwin writes are read by another engine, filters on their statistics included', async () => {
  const builder = createBuilder(descriptor)
  const row = (index: number) => [index / 3, index / 4, -index, 4_294_967_295 - index, 65_535 - index, index % 256]
  for (let index = 0; index < 3000; index++) appendRow(builder, row(index))
  const path = join(folder, 'wide.parquet')
  writeFileSync(path, writeParquet(viewBuilder(builder)))
  const store = await openNodeStore()
  const all = await store.query(`SELECT * FROM '${path}' ORDER BY i32 DESC`)
  expect(all.rows.map((found) => Object.values(found))).toEqual(
    Array.from({ length: 3000 }, (_, index) => row(index).map((value) => value + 0)),
  )
  const some = await store.query(`SELECT count(*) AS n FROM '${path}' WHERE u32 > 4294967290 AND u16 > 65530 AND f64 < 1`)
  expect(some.rows).toEqual([{ n: 3 }])
  await store.close()
})
