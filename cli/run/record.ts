import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { viewColumns } from '../../data/columns/index.ts'
import type { ColumnTable } from '../../data/columns/index.ts'
import { createParquetSink, writeParquet } from '../../data/files/index.ts'
import type { ParquetSink } from '../../data/files/index.ts'
import type { Manifest } from '../../scenarios/index.ts'
import { logTable } from '../../twin/index.ts'
import type { LogChunk } from '../../twin/index.ts'

/**
 * A run's folder: manifest, facts and log as Parquet, summary as JSON. It is written under another name and renamed when it is whole, so
 * that nothing half-done is left behind.
 */
export interface RunRecord {
  readonly writeLog: (chunk: LogChunk) => void
  readonly finish: (parts: { manifest: Manifest; facts: readonly ColumnTable[]; summary: object }) => void
  /** Removes what was written so far. */
  readonly discard: () => void
}

export function openRecord(folder: string): RunRecord {
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const file = openSync(join(partial, 'log.parquet'), 'w')
  const log: ParquetSink = createParquetSink(logTable, (bytes) => void writeSync(file, bytes))
  return {
    writeLog: (chunk) => log.append(viewColumns(logTable, chunk.columns, chunk.rows)),
    finish: ({ manifest, facts, summary }) => {
      log.finish()
      closeSync(file)
      for (const table of facts) writeFileSync(join(partial, `${table.descriptor.name}.parquet`), writeParquet(table))
      writeFileSync(join(partial, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
      writeFileSync(join(partial, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
      rmSync(folder, { recursive: true, force: true })
      renameSync(partial, folder)
    },
    discard: () => {
      closeSync(file)
      rmSync(partial, { recursive: true, force: true })
    },
  }
}
