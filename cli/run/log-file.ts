import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { createColumn, viewColumns } from '../../data/columns/index.ts'
import type { ColumnTable } from '../../data/columns/index.ts'
import { logTable } from '../../twin/index.ts'
import type { LogChunk } from '../../twin/index.ts'

/*
 * The log while a run is under way: chunk after chunk as the bytes of its columns, each behind its number of rows (a u32). Unlike Parquet, such a file
 * needs no end, so that it can be cut back to a checkpoint and go on.
 */

export interface LogFile {
  readonly append: (chunk: LogChunk) => void
  /** Bytes so far, safe on the disk. */
  readonly sync: () => number
  readonly close: () => void
}

/** Opens the file, cut back to its first `bytes` (0: a new one). */
export function openLogFile(path: string, bytes: number): LogFile {
  const file = openSync(path, bytes === 0 ? 'w' : 'r+')
  ftruncateSync(file, bytes)
  let at = bytes
  const write = (part: Uint8Array): void => {
    for (let from = 0; from < part.length;) {
      const written = writeSync(file, part, from, part.length - from, at)
      from += written
      at += written
    }
  }
  return {
    append: ({ rows, columns }) => {
      write(bytesOf(Uint32Array.of(rows)))
      for (const column of columns) write(bytesOf(column.subarray(0, rows)))
    },
    sync: () => {
      fsyncSync(file)
      return at
    },
    close: () => closeSync(file),
  }
}

/** Reads the chunks in turn, so that the log is never whole in memory. */
export function readLogFile(path: string, take: (chunk: ColumnTable) => void): void {
  const file = openSync(path, 'r')
  const head = new Uint32Array(1)
  while (fill(file, bytesOf(head))) {
    const columns = logTable.columns.map(({ type }) => createColumn(type, head[0]))
    if (!columns.every((column) => fill(file, bytesOf(column)))) throw new Error(`the log of the run is cut off: ${path}`)
    take(viewColumns(logTable, columns, head[0]))
  }
  closeSync(file)
}

function bytesOf(column: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}

/** Fills the bytes from the file's present position; `false` at its end. */
function fill(file: number, bytes: Uint8Array): boolean {
  for (let from = 0; from < bytes.length;) {
    const read = readSync(file, bytes, from, bytes.length - from, null)
    if (read === 0) return false
    from += read
  }
  return true
}
