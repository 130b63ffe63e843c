import type { Problem } from '../data/columns/index.ts'

/** What a dropped table of text can be. */
export type TableKind = 'customers' | 'batteries' | 'weather' | 'grid' | 'telemetry'

/** The tables that a company gives of its own. */
export type OwnKind = 'customers' | 'batteries' | 'weather'

export const ownKinds: readonly OwnKind[] = ['customers', 'batteries', 'weather']

/** A table that the run worker keeps, by content. `isLenient`: rows that cannot be used are left out, as somebody has decided. */
export interface OwnTable {
  /** 16 hex digits over the file's bytes. */
  readonly key: string
  /** Name of the file, for people. */
  readonly name: string
  readonly isLenient?: boolean
}

/** A company's own tables, by reference: what a scenario and a request carry. */
export type OwnTables = { readonly [K in OwnKind]?: OwnTable }

/** A dropped table, known by its header. Only own tables are kept: `key` is empty for the others. */
export interface KeptTable {
  readonly kind: TableKind
  readonly key: string
  /** Whether a reload of the page finds it again. */
  readonly isLasting: boolean
}

/** What became of the rows of one table, read against a scenario and a city. */
export interface TableReport {
  readonly used: number
  readonly refused: number
  readonly problems: readonly Problem[]
  /** `partly`: a run takes it only when it is lenient. `unusable`: no run does. */
  readonly state: 'good' | 'partly' | 'unusable'
}

/** All tables; `null` for one that was not asked for. */
export type OwnReport = { readonly [K in OwnKind]: TableReport | null }

/** How many own customers, batteries and days of weather a run was of; 0 for none. */
export type OwnCounts = { readonly [K in OwnKind]?: number }
