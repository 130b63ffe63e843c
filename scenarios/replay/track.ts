import type { BatteryTrack } from './draw.ts'
import { addRow, createGrowing, rowAfter } from './growing.ts'
import { journalOf, livedFromMs, livedMsOf } from './replay.ts'
import type { Replay } from './replay.ts'

/** Who holds one battery in a span: its holder when the span begins, and each one after, with the moment it came there. */
export function trackBattery(replay: Replay, battery: number, fromMs: number, toMs: number): BatteryTrack | null {
  if (!(fromMs >= livedFromMs(replay) && toMs <= livedMsOf(replay) + 1)) return null
  const journal = journalOf(replay, fromMs, toMs)
  if (!(battery >= 0 && battery < journal.batteryRows)) return null
  const { columns: c, rows } = journal.moves
  const track = createGrowing({ timeMs: 'f64', kind: 'u8', at: 'i32' }, 16)
  const add = (timeMs: number, kind: number, at: number): void => {
    const row = addRow(track)
    track.columns.timeMs[row] = timeMs
    track.columns.kind[row] = kind
    track.columns.at[row] = at
  }
  const end = rowAfter(c.timeMs, rows, toMs)
  let before = rowAfter(c.timeMs, rows, fromMs) - 1
  while (before >= 0 && c.battery[before] !== battery) before -= 1
  if (before >= 0) add(fromMs, c.kind[before], c.at[before])
  else if (battery < journal.startKind.length) add(fromMs, journal.startKind[battery], journal.startAt[battery])
  for (let i = rowAfter(c.timeMs, rows, fromMs); i < end; i++) if (c.battery[i] === battery) add(c.timeMs[i], c.kind[i], c.at[i])
  const n = track.rows
  return {
    run: replay.id,
    battery,
    fromMs,
    toMs,
    timeMs: Float64Array.from(track.columns.timeMs.subarray(0, n)),
    kind: Uint8Array.from(track.columns.kind.subarray(0, n)),
    at: Int32Array.from(track.columns.at.subarray(0, n)),
  }
}
