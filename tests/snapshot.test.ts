import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWorld, policiesOf } from '../twin/create-world.ts'
import { layOut } from '../twin/layout/layout.ts'
import { LogLevel } from '../twin/log.ts'
import { checkWorldSnapshot, forkWorld, restoreWorld, snapshotWorld } from '../twin/snapshot.ts'
import { hashWorld } from '../twin/state-hash.ts'
import type { World } from '../twin/world.ts'
import { createFixtureCity, createFixtureWorld, createRecord, fixtureSpec, runWorld, stepWorld } from '../twin/world-fixture.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const spec = { ...fixtureSpec, days: 12 }
const layout = layOut(spec, createFixtureCity())
const hour = 3_600_000

function start(level = 0): { w: World; record: ReturnType<typeof createRecord> } {
  const record = createRecord()
  return { w: createWorld(layout, { sink: record.sink, level }), record }
}

function finish(): { hash: string; days: Float64Array[][]; events: number } {
  const { w, record } = start()
  runWorld(w)
  return { hash: hashWorld(w), days: record.days, events: w.t.run.eventCount[0] }
}

const uninterrupted = finish()

describe('a run goes on from a snapshot as if it had not stopped', () => {
  it('at any event: same facts, same hash, same number of events', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: uninterrupted.events }), (count) => {
        const { w, record } = start()
        for (let n = 0; n < count; n++) stepWorld(w)
        const restored = createRecord()
        const second = restoreWorld(layout, snapshotWorld(w), { sink: restored.sink, level: 0 })
        expect(hashWorld(second)).toBe(hashWorld(w))
        runWorld(second)
        expect(hashWorld(second)).toBe(uninterrupted.hash)
        expect([...record.days, ...restored.days]).toEqual(uninterrupted.days)
        expect(second.t.run.eventCount[0]).toBe(uninterrupted.events)
      }),
      { numRuns: 12 },
    )
  })

  it('at any times, again and again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: spec.days * 24 }), { minLength: 2, maxLength: 5 }), (hours) => {
        const record = createRecord()
        let w = createWorld(layout, { sink: record.sink, level: 0 })
        for (const at of hours.toSorted((a, b) => a - b)) {
          runWorld(w, at * hour)
          w = restoreWorld(layout, snapshotWorld(w), { sink: record.sink, level: 0 })
        }
        runWorld(w)
        expect(hashWorld(w)).toBe(uninterrupted.hash)
        expect(record.days).toEqual(uninterrupted.days)
      }),
      { numRuns: 6 },
    )
  })

  it('on the generated city with the baseline’s fleet', () => {
    const small = layOut(loadSmall({ days: 10 }), shareCity())
    const whole = createRecord()
    const w = createWorld(small, { sink: whole.sink, level: 0 })
    runWorld(w)
    const parts = createRecord()
    const first = createWorld(small, { sink: parts.sink, level: 0 })
    runWorld(first, 4.4 * 24 * hour)
    const second = restoreWorld(small, snapshotWorld(first), { sink: parts.sink, level: 0 })
    runWorld(second)
    expect(hashWorld(second)).toBe(hashWorld(w))
    expect(parts.days).toEqual(whole.days)
  })

  it('writes the log from the snapshot on, not what came before', () => {
    const { w, record } = start(LogLevel.full)
    runWorld(w, 5 * 24 * hour)
    const later = createRecord()
    const second = restoreWorld(layout, snapshotWorld(w), { sink: later.sink, level: LogLevel.full })
    const beforeRows = countRows(record, w)
    runWorld(w)
    runWorld(second)
    const rest = countRows(record, w) - beforeRows
    expect(countRows(later, second)).toBe(rest)
    expect(later.chunks[0].columns[0][0]).toBeGreaterThan(5 * 24 * hour)
  })
})

function countRows(record: ReturnType<typeof createRecord>, w: World): number {
  w.log.flush()
  return record.chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
}

describe('a fork goes its own way', () => {
  it('and leaves the original untouched', () => {
    const { w } = start()
    runWorld(w, 6 * 24 * hour)
    const before = hashWorld(w)
    const bytes = Buffer.from(snapshotWorld(w))
    const policies = { ...policiesOf(spec), startTour: () => true }
    const fork = forkWorld(w, { sink: createRecord().sink, level: 0, policies })
    runWorld(fork)
    expect(hashWorld(w)).toBe(before)
    expect(Buffer.from(snapshotWorld(w)).equals(bytes)).toBe(true)
    runWorld(w)
    expect(hashWorld(w)).toBe(uninterrupted.hash)
    expect(hashWorld(fork)).not.toBe(uninterrupted.hash)
  })
})

describe('a snapshot that cannot be read is refused with a reason', () => {
  const { w } = start()
  const good = snapshotWorld(w)
  const spoil = (word: number, value: number): ArrayBuffer => {
    const copy = good.slice(0)
    new Uint32Array(copy)[word] = value
    return copy
  }

  it.each<[string, ArrayBuffer, string]>([
    ['empty', new ArrayBuffer(0), 'snapshot-short'],
    ['nothing but a head', good.slice(0, 16), 'snapshot-short'],
    ['something else', spoil(0, 7), 'snapshot-magic'],
    ['a later version', spoil(1, 99), 'snapshot-version'],
    ['another scenario or city', spoil(2, 7), 'snapshot-layout'],
    ['other tables', spoil(6, 7), 'snapshot-schema'],
    ['cut off', good.slice(0, good.byteLength - 8), 'snapshot-length'],
  ])('%s', (_, snapshot, code) => {
    const problem = checkWorldSnapshot(layout, snapshot)
    expect(problem?.code).toBe(code)
    expect(problem?.remedy.length).toBeGreaterThan(10)
    expect(() => restoreWorld(layout, snapshot, { sink: createRecord().sink, level: 0 })).toThrow(code)
  })

  it('of another seed, though its tables are the same', () => {
    const other = createFixtureWorld({ ...spec, seed: spec.seed + 1 }).w
    expect(checkWorldSnapshot(layout, snapshotWorld(other))?.code).toBe('snapshot-layout')
    expect(checkWorldSnapshot(layout, good)).toBeNull()
  })
})
