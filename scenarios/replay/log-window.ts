import { viewColumns } from '../../data/columns/index.ts'
import type { ColumnTable } from '../../data/columns/index.ts'
import { assert } from '../../sim/assert.ts'
import { advance } from '../../sim/run/index.ts'
import { logTable } from '../../twin/index.ts'
import type { LogChunk } from '../../twin/index.ts'
import { knownMsOf, livedFromMs, restoreToLog } from './replay.ts'
import type { Replay } from './replay.ts'

/** The log of a span under way: each call of `advance` goes on; whether there is more. */
export interface LogWindow {
  readonly advance: (maxEvents: number) => boolean
}

/**
 * The log of a span at a level, made again by a re-run from the nearest checkpoint: rows from `fromMs` on and before `toMs`, the same as a run
 * at that level writes, piece by piece in order to `write`. What a run notes before its first event (the health of the start fleet, the first orders) and
 * after its last is not in it. The span must have been lived, by this record or by the run that it is of.
 */
export function openLogWindow(
  replay: Replay,
  { fromMs, toMs, level }: { readonly fromMs: number; readonly toMs: number; readonly level: number },
  write: (rows: ColumnTable) => void,
): LogWindow {
  assert(fromMs >= livedFromMs(replay) && toMs > fromMs && toMs <= knownMsOf(replay) + 1, 'window-not-lived', toMs)
  const cursor = restoreToLog(replay, fromMs, level, (chunk) => writePart(chunk, fromMs, toMs, write))
  return {
    advance: (maxEvents) => {
      const { reason } = advance(cursor.control, toMs - 1, maxEvents)
      if (reason === 'budget') return true
      cursor.world.log.flush()
      return false
    },
  }
}

/** Rows are in order of time: those of the span lie together. */
function writePart({ rows, columns }: LogChunk, fromMs: number, toMs: number, write: (rows: ColumnTable) => void): void {
  const time = columns[0]
  let [from, to] = [0, rows]
  while (from < rows && time[from] < fromMs) from += 1
  while (to > from && time[to - 1] >= toMs) to -= 1
  if (to > from)
    write(
      viewColumns(
        logTable,
        columns.map((column) => column.subarray(from, to)),
        to - from,
      ),
    )
}
