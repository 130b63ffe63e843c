import type { ColumnTable, Parsed, Problem } from '../data/columns/index.ts'
import type { MixedColumn, ParquetSink } from '../data/files/index.ts'
import { factTables, LogKind, logTable } from '../twin/index.ts'
import type { CalendarSpec } from '../twin/index.ts'
import type { ExportAsk } from './export-ask.ts'
import { unpackFacts } from './fact-files.ts'
import { writeLocalTime } from './local-time-text.ts'
import type { LookBack } from './look-back.ts'
import type { FactFile } from './run-api.ts'

/** Events between two pauses while a log is made again. */
const sliceEvents = 4000

/** Makes a file of a table; the writers are loaded with the first one. */
export async function makeFile(ask: ExportAsk, lookBack: LookBack, pause: () => Promise<void>): Promise<Parsed<Blob>> {
  if (ask.kind === 'table') return made(await writeColumns(ask.columns, ask.format))
  if (ask.kind === 'facts') return makeFacts(ask.facts, ask.table, ask.format)
  return makeLog(ask, lookBack, pause)
}

function made(part: BlobPart): Parsed<Blob> {
  return { value: new Blob([part]), problems: [] }
}

async function writeColumns(columns: readonly MixedColumn[], format: ExportAsk['format']): Promise<BlobPart> {
  const files = await import('../data/files/index.ts')
  return format === 'csv'
    ? files.writeMixedHeader(columns) + files.writeMixedRows(columns)
    : (files.writeMixedParquet(columns) as Uint8Array<ArrayBuffer>)
}

async function makeFacts(facts: readonly FactFile[], name: string, format: ExportAsk['format']): Promise<Parsed<Blob>> {
  const descriptor = factTables.find((table) => table.name === name)
  const file = facts.find((one) => one.name === name)
  if (descriptor === undefined || file === undefined) return { value: null, problems: [missing(`facts ${name}`)] }
  const { value: table, problems } = await unpackFacts(file, descriptor)
  if (table === null) return { value: null, problems }
  if (format === 'csv') return made(await writeColumns(columnsOf(table), 'csv'))
  const { writeParquet } = await import('../data/files/index.ts')
  return made(writeParquet(table) as Uint8Array<ArrayBuffer>)
}

/** Columns of a table of numbers; the descriptor's null value becomes empty. */
function columnsOf(table: ColumnTable): MixedColumn[] {
  return table.descriptor.columns.map(({ name, unit, nullValue }) => {
    const values = table.columns[name]
    return { name, unit, values: nullValue === undefined ? values : Array.from(values, (value) => (value === nullValue ? null : value)) }
  })
}

function missing(place: string): Problem {
  return { code: 'not-there', place, value: '', remedy: 'It is not kept any more: run this scenario again, then export.' }
}

async function makeLog(ask: Extract<ExportAsk, { kind: 'log' }>, lookBack: LookBack, pause: () => Promise<void>): Promise<Parsed<Blob>> {
  const files = await import('../data/files/index.ts')
  const parts: BlobPart[] = []
  let sink: ParquetSink | null = null
  const opened = await lookBack.openLog(ask, (rows, calendar) => {
    if (ask.format === 'parquet') {
      sink ??= files.createParquetSink(logTable, (bytes) => void parts.push(bytes.slice()))
      sink.append(rows)
      return
    }
    const columns = tellLog(rows, calendar)
    if (parts.length === 0) parts.push(files.writeMixedHeader(columns))
    parts.push(files.writeMixedRows(columns))
  })
  if (opened === null) return { value: null, problems: [missing('log')] }
  while (opened.advance(sliceEvents)) await pause()
  ;(sink as ParquetSink | null)?.finish()
  if (parts.length > 0) return { value: new Blob(parts), problems: [] }
  const remedy = 'Nothing was logged in this span at this level: take a longer span or a finer level.'
  return { value: null, problems: [{ code: 'log-empty', place: 'log', value: '', remedy }] }
}

const kindNames = new Map<number, string>(Object.entries(LogKind).map(([name, kind]) => [kind, name]))

/** Rows of the log for people: the local time and the kind as words before the columns themselves. */
function tellLog(rows: ColumnTable, calendar: CalendarSpec): MixedColumn[] {
  const { timeMs, kind } = rows.columns
  return [
    { name: 'localTime', unit: '', values: Array.from(timeMs, (time) => writeLocalTime(calendar, time)) },
    { name: 'what', unit: '', values: Array.from(kind, (number) => kindNames.get(number) ?? '') },
    ...columnsOf(rows),
  ]
}
