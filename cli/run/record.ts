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
import type { ColumnTable, Parsed, Problem } from '../../data/columns/index.ts'
import { createParquetSink, writeParquet } from '../../data/files/index.ts'
import { parseManifest } from '../../scenarios/index.ts'
import type { Manifest } from '../../scenarios/index.ts'
import { logTable } from '../../twin/index.ts'
import type { LogChunk } from '../../twin/index.ts'
import { openLogFile, readLogFile } from './log-file.ts'
import type { RunCall } from './run.ts'
import { hasCheckpoint, logFile, partialOf, saveCheckpoint, workingFiles } from './unfinished.ts'
import type { Unfinished } from './unfinished.ts'

/**
 * A run's folder: manifest, scenario and summary as JSON, facts and log as Parquet. It is written under another name and renamed when it
 * is whole, so that nothing half-done is left behind.
 */
export interface RunRecord {
  readonly writeLog: (chunk: LogChunk) => void
  /** Keeps what the run can go on from, should it be broken off; the log must have handed over all its rows. */
  readonly keep: (call: RunCall, checkpoint: ArrayBuffer) => void
  readonly finish: (parts: RunParts) => void
  /** Lets go of what was written so far: it is removed, unless there is a checkpoint to go on from. Answers whether there is. */
  readonly release: () => boolean
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
  const partial = partialOf(folder)
  try {
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true })
    return { value: writeRecord(resolve(folder), partial, 0), problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { value: null, problems: [describe('folder-not-writable', folder, `Name a place where files can be written (${reason}).`)] }
  }
}

/** Takes over the record of a broken-off run, cut back to its checkpoint. */
export function reopenRecord({ partial, logBytes }: Unfinished, folder: string): RunRecord {
  const mine = partialOf(folder)
  if (partial !== mine) renameSync(partial, mine)
  return writeRecord(resolve(folder), mine, logBytes)
}

function writeRecord(target: string, partial: string, logBytes: number): RunRecord {
  const log = openLogFile(join(partial, logFile), logBytes)
  let isOpen = true
  const close = () => {
    if (isOpen) log.close()
    isOpen = false
  }
  return {
    writeLog: log.append,
    keep: (call, checkpoint) => saveCheckpoint(partial, call, log.sync(), checkpoint),
    finish: (parts) => {
      close()
      writeLogTable(partial)
      writeParts(partial, parts)
      for (const name of workingFiles) rmSync(join(partial, name), { force: true })
      replaceFolder(target, partial)
    },
    release: () => {
      close()
      const isKept = hasCheckpoint(partial)
      if (!isKept) rmSync(partial, { recursive: true, force: true })
      return isKept
    },
  }
}

function writeLogTable(folder: string): void {
  const file = openSync(join(folder, 'log.parquet'), 'w')
  const table = createParquetSink(logTable, (bytes) => void writeSync(file, bytes))
  readLogFile(join(folder, logFile), (chunk) => table.append(chunk))
  table.finish()
  closeSync(file)
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
