import type { MixedColumn } from '../data/files/index.ts'
import type { FactFile } from './run-api.ts'

export type FileFormat = 'csv' | 'parquet'

/** A file that the worker makes: of a table that the page gives, of kept facts, or of the log of a span, which is made again. */
export type ExportAsk =
  | { readonly kind: 'table'; readonly format: FileFormat; readonly columns: readonly MixedColumn[] }
  | { readonly kind: 'facts'; readonly format: FileFormat; readonly facts: readonly FactFile[]; readonly table: string }
  /** `level` is a `LogLevel`; the span is of the run that the worker can look back on. */
  | { readonly kind: 'log'; readonly format: FileFormat; readonly fromMs: number; readonly toMs: number; readonly level: number }
