import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { viewColumns } from '../../data/columns/index.ts'
import type { ColumnTable, Parsed, Problem } from '../../data/columns/index.ts'
import { createParquetSink, writeParquet } from '../../data/files/index.ts'
import { parseManifest } from '../../scenarios/index.ts'
import type { Manifest } from '../../scenarios/index.ts'
import { logTable } from '../../twin/index.ts'
import type { LogChunk } from '../../twin/index.ts'

/**
 * A run's folder: manifest, scenario and summary as JSON, facts and log as Parquet. It is written under another name and renamed when it
 * is whole, so that nothing half-done is left behind.
 */
export interface RunRecord {
  readonly writeLog: (chunk: LogChunk) => void
  readonly finish: (parts: RunParts) => void
  /** Removes what was written so far; does nothing once the record is finished. */
  readonly discard: () => void
}

export interface RunParts {
  readonly manifest: Manifest
  /** The complete scenario as canonical JSON. */
  readonly scenario: string
  readonly facts: readonly ColumnTable[]
  readonly summary: object
}

const recordFiles = /^(manifest|scenario|summary)\.json$|^(log|daily|hourly|fade)\.parquet$/

/** Problems of a folder that a run may not be written to: all but a new one, an empty one, and one with an earlier run. */
export function checkFolder(folder: string): Problem[] {
  if (!existsSync(folder)) return []
  if (!statSync(folder).isDirectory()) return [describe('folder-in-use', folder, 'It is a file: name a new or empty folder.')]
  const names = readdirSync(folder)
  if (names.length === 0 || (names.every((name) => recordFiles.test(name)) && hasManifest(folder))) return []
  return [describe('folder-in-use', folder, 'Name a new or empty folder, or one with nothing but an earlier run.')]
}

function hasManifest(folder: string): boolean {
  const file = join(folder, 'manifest.json')
  return existsSync(file) && parseManifest(readFileSync(file, 'utf8')).value !== null
}

function describe(code: string, folder: string, remedy: string): Problem {
  return { code, place: '--out', value: folder.slice(-80), remedy }
}

/** Opens a record for a folder that `checkFolder` let pass. A place where nothing can be written is a problem. */
export function openRecord(folder: string): Parsed<RunRecord> {
  const target = resolve(folder)
  const partial = `${target}.partial-${process.pid}`
  try {
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true })
    return { value: writeRecord(target, partial), problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { value: null, problems: [describe('folder-not-writable', folder, `Name a place where files can be written (${reason}).`)] }
  }
}

function writeRecord(target: string, partial: string): RunRecord {
  const file = openSync(join(partial, 'log.parquet'), 'w')
  const log = createParquetSink(logTable, (bytes) => void writeSync(file, bytes))
  let isOpen = true
  const close = () => {
    if (isOpen) closeSync(file)
    isOpen = false
  }
  return {
    writeLog: (chunk) => log.append(viewColumns(logTable, chunk.columns, chunk.rows)),
    finish: (parts) => {
      log.finish()
      close()
      writeParts(partial, parts)
      replaceFolder(target, partial)
    },
    discard: () => {
      close()
      rmSync(partial, { recursive: true, force: true })
    },
  }
}

function writeParts(folder: string, { manifest, scenario, facts, summary }: RunParts): void {
  for (const table of facts) writeFileSync(join(folder, `${table.descriptor.name}.parquet`), writeParquet(table))
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  writeFileSync(join(folder, 'scenario.json'), `${scenario}\n`)
  writeFileSync(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
}

/** An earlier run gives way only when the new one is whole. */
function replaceFolder(target: string, partial: string): void {
  const earlier = `${partial}-earlier`
  const hasEarlier = existsSync(target)
  if (hasEarlier) renameSync(target, earlier)
  renameSync(partial, target)
  if (hasEarlier) rmSync(earlier, { recursive: true, force: true })
}
