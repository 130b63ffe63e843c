import { describe, expect, it } from 'vitest'
import { logChunkRows, LogKind, LogLevel, logTable } from './log.ts'
import type { LogChunk } from './log.ts'
import { LogWriter } from './log-writer.ts'

const modes = 5
const products = 3

function createWriter(level: number): { log: LogWriter; chunks: LogChunk[] } {
  const chunks: LogChunk[] = []
  return { log: new LogWriter(level, modes, products, (chunk) => chunks.push(chunk)), chunks }
}

describe('LogWriter', () => {
  it('hands on chunks of 65 536 rows, and what is left at the end', () => {
    const { log, chunks } = createWriter(LogLevel.full)
    const rows = 2 * logChunkRows + 7
    for (let i = 0; i < rows; i++) log.add(i, LogKind.money, 1, 0, 2 * i)
    expect(chunks.map((c) => c.rows)).toEqual([65_536, 65_536])
    log.flush()
    log.flush()
    expect(chunks.map((c) => c.rows)).toEqual([65_536, 65_536, 7])
    let next = 0
    for (const { rows: count, columns } of chunks)
      for (let i = 0; i < count; i++, next++) if (columns[0][i] !== next || columns[11][i] !== 2 * next) throw new Error(`row ${next}`)
    expect(next).toBe(rows)
  })

  it('gives every chunk columns of its own, so that a receiver may keep them', () => {
    const { log, chunks } = createWriter(LogLevel.full)
    log.add(1, LogKind.swap, 0, 0, 1)
    log.flush()
    log.add(2, LogKind.swap, 0, 0, 1)
    log.flush()
    expect(chunks.map((c) => c.columns[0][0])).toEqual([1, 2])
  })

  it('writes columns in the order and type of the descriptor', () => {
    const { log, chunks } = createWriter(LogLevel.full)
    const [hub, mode, product] = [2, 4, 1]
    log.add(5, LogKind.stop, 3, (hub * modes + mode) * products + product, 7, 8, {
      battery: 9,
      customer: 10,
      place: 11,
      courier: 12,
      order: 13,
    })
    log.add(6, LogKind.drive, 0, 0, 1)
    log.flush()
    const { columns } = chunks[0]
    expect(columns.map((c) => c[0])).toEqual([5, LogKind.stop, 3, hub, mode, product, 9, 10, 11, 12, 13, 7, 8])
    expect(columns.map((c) => c[1])).toEqual([6, LogKind.drive, 0, 0, 0, 0, -1, -1, -1, -1, -1, 1, 0])
    const types: Readonly<Record<string, unknown>> = { f64: Float64Array, i32: Int32Array, u8: Uint8Array }
    logTable.columns.forEach((c, i) => expect(columns[i].constructor).toBe(types[c.type]))
  })

  it('writes at each level what belongs to it: nothing, exchanges and stops, everything', () => {
    const countAt = (level: number) => {
      const { log, chunks } = createWriter(level)
      for (const kind of Object.values(LogKind)) log.add(0, kind, 0, 0, 1)
      log.flush()
      return {
        rows: chunks.reduce((sum, c) => sum + c.rows, 0),
        kinds: chunks.flatMap((c) => Array.from(c.columns[1].subarray(0, c.rows))),
      }
    }
    expect(countAt(LogLevel.facts).rows).toBe(0)
    expect(countAt(LogLevel.full).rows).toBe(Object.values(LogKind).length)
    const { kinds } = countAt(LogLevel.exchanges)
    for (const kind of [LogKind.swap, LogKind.replacement, LogKind.stop, LogKind.promise]) expect(kinds).toContain(kind)
    for (const kind of [LogKind.money, LogKind.co2, LogKind.charged, LogKind.owned]) expect(kinds).not.toContain(kind)
  })
})
