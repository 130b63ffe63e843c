import type { ColumnTable } from '../columns/index.ts'

/** A value of a query's result; whole numbers of every width are numbers (exact to 2⁵³). */
export type QueryValue = number | string | boolean | null

export type QueryRow = Readonly<Record<string, QueryValue>>

export interface QueryResult {
  /** Names of the columns, in order, also when there are no rows. */
  readonly names: readonly string[]
  readonly rows: readonly QueryRow[]
}

/**
 * Tables that answer SQL, the same in the browser and in Node. Nothing is fetched from outside: extensions are neither installed nor
 * loaded, so use only what both engines carry (no TIMESTAMPTZ, no ICU).
 */
export interface Store {
  /** Puts a table under its descriptor's name; one of that name is replaced. */
  load(table: ColumnTable): Promise<void>
  /** Adds rows to the table of that name, and makes it where there is none. */
  append(table: ColumnTable): Promise<void>
  /** Rejects with the engine's message when the SQL is wrong, or when a value is none of `QueryValue`. */
  query(sql: string): Promise<QueryResult>
  close(): Promise<void>
}

/** First statements of every connection: whatever the engine lacks must fail at once, not be looked for on the internet. */
export const openingStatements = ['SET autoinstall_known_extensions=false', 'SET autoload_known_extensions=false'] as const
