import { parquetMetadataAsync, parquetRead, type ColumnData, type FileMetaData } from 'hyparquet'
import {
  checkTable,
  columnOf,
  createColumns,
  isStorable,
  type ColumnDescriptor,
  type ColumnTable,
  type Parsed,
  type Problem,
  type TableDescriptor,
} from '../columns/index.ts'

/** Bytes that can be read in parts: a file on disk, a `Blob`, or an `ArrayBuffer` as it is. */
export interface ByteSource {
  readonly byteLength: number
  slice(start: number, end?: number): ArrayBuffer | Promise<ArrayBuffer>
}

async function openFile(file: ByteSource): Promise<Parsed<FileMetaData>> {
  try {
    return { value: await parquetMetadataAsync(file), problems: [] }
  } catch (error) {
    const value = String(error).slice(0, 80)
    return { value: null, problems: [{ code: 'not-parquet', place: 'footer', value, remedy: 'give a whole Parquet file' }] }
  }
}

function findMissing(metadata: FileMetaData, { columns }: TableDescriptor): Problem[] {
  const present = new Set(metadata.schema.map(({ name }) => name))
  const missing = columns.filter(({ name }) => !present.has(name))
  return missing.map(({ name, meaning }) => ({
    code: 'missing-column',
    place: name,
    value: '',
    remedy: `add the column ${name} (${meaning})`,
  }))
}

function numberOf(value: unknown, nullValue: number | undefined): number | null {
  if (typeof value === 'bigint') return BigInt(Number(value)) === value ? Number(value) : null
  if (value === null || value === undefined) return nullValue ?? null
  return typeof value === 'number' ? value : null
}

/** Fills a piece of a column; `null` when all went well. */
function fill(table: ColumnTable, { name, type, nullValue }: ColumnDescriptor, { columnData, rowStart }: ColumnData): Problem | null {
  const column = columnOf(table, name)
  for (let index = 0; index < columnData.length; index++) {
    const value: unknown = columnData[index]
    const number = numberOf(value, nullValue)
    if (number === null || !isStorable(type, number)) {
      const place = `row ${rowStart + index}, ${name}`
      return { code: 'wrong-value', place, value: String(value).slice(0, 80), remedy: `give numbers that ${type} holds exactly` }
    }
    column[rowStart + index] = number
  }
  return null
}

/**
 * Reads a Parquet file of any writer against a descriptor: columns by name, others are left out; numbers must be kept exactly, nulls need
 * a null value. Values that break the descriptor's rules are problems beside the table; all else that is wrong gives no table.
 */
export async function readParquet(file: ByteSource, descriptor: TableDescriptor): Promise<Parsed<ColumnTable>> {
  const { value: metadata, problems: opening } = await openFile(file)
  if (!metadata) return { value: null, problems: opening }
  const problems = findMissing(metadata, descriptor)
  if (problems.length > 0) return { value: null, problems }
  const table = createColumns(descriptor, Number(metadata.num_rows))
  const byName = new Map(descriptor.columns.map((column) => [column.name, column]))
  const take = (chunk: ColumnData) => {
    const column = byName.get(chunk.columnName)
    const problem = column ? fill(table, column, chunk) : null
    if (problem) problems.push(problem)
  }
  try {
    await parquetRead({ file, metadata, columns: [...byName.keys()], onChunk: take })
  } catch (error) {
    problems.push({ code: 'not-parquet', place: 'row groups', value: String(error).slice(0, 80), remedy: 'give a whole Parquet file' })
  }
  return problems.length > 0 ? { value: null, problems } : { value: table, problems: checkTable(table) }
}
