import type { Parsed } from '../data/columns/index.ts'
import { readTextTable } from '../data/files/index.ts'
import { readOwnData } from '../scenarios/index.ts'
import type { OwnTables } from '../scenarios/index.ts'
import { noOwnData } from '../twin/index.ts'
import type { OwnData, Survey, WorldSpec } from '../twin/index.ts'
import { readText } from './read-text.ts'

/** A company's own files. */
export interface OwnFiles {
  readonly customers?: string
  readonly batteries?: string
  readonly weather?: string
  /** Rows that cannot be used are only said, and the run goes on with the others. */
  readonly isLenient?: boolean
}

/**
 * A company's own customers, batteries and weather against a scenario and a city. A file that cannot be read, and any row that cannot be used, give
 * problems and no data: a run on a part of the customers would be one on another company, unless it is asked for.
 */
export async function readOwnSource(files: OwnFiles, spec: WorldSpec, survey: Survey): Promise<Parsed<OwnData>> {
  const { value: tables, problems } = await readOwnTables(files)
  if (tables === null) return { value: null, problems }
  const judged = judgeOwnTables(tables, files.isLenient === true, spec, survey)
  return { value: judged.value, problems: [...problems, ...judged.problems] }
}

/** The files taken apart, without a scenario yet. */
export async function readOwnTables(files: OwnFiles): Promise<Parsed<OwnTables>> {
  const names = [files.customers, files.batteries, files.weather]
  const tables = await Promise.all(names.map(readTable))
  const [customers, batteries, weather] = tables.map(({ value }) => value)
  const isWhole = !tables.some((table, i) => hasFailed(table, names[i]))
  return { value: isWhole ? { customers, batteries, weather } : null, problems: tables.flatMap(({ problems }) => problems) }
}

/** Their rows against a scenario and a city; the seed changes nothing. */
export function judgeOwnTables(tables: OwnTables, isLenient: boolean, spec: WorldSpec, survey: Survey): Parsed<OwnData> {
  if (Object.values(tables).every((table) => table === null)) return { value: noOwnData, problems: [] }
  const { value, problems } = readOwnData(tables, spec, survey)
  if (value === null || problems.length === 0 || isLenient) return { value, problems }
  const remedy = 'Mend the rows above, or add --good-rows to go on with the others.'
  return {
    value: null,
    problems: [...problems, { code: 'rows-unusable', place: '--customers, --batteries, --weather', value: '', remedy }],
  }
}

type Table = NonNullable<OwnTables['customers']>

function hasFailed({ value }: Parsed<Table>, file: string | undefined): boolean {
  return file !== undefined && value === null
}

async function readTable(file: string | undefined): Promise<Parsed<Table>> {
  if (file === undefined) return { value: null, problems: [] }
  const { value: text, problems } = await readText(file)
  if (text === null) return { value: null, problems }
  const table = readTextTable(text, file)
  return { value: table.value === null ? null : { table: table.value, name: file }, problems: table.problems }
}
