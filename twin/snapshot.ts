import type { Problem } from '../data/columns/index.ts'
import { checkSnapshot, copyArena, restoreArena, snapshotArena } from '../sim/arena/index.ts'
import { AssertionError } from '../sim/assert.ts'
import { EventList } from '../sim/events/index.ts'
import { createHash } from '../sim/hash/index.ts'
import { capacitiesOf, policiesOf } from './create-world.ts'
import type { WorldOptions } from './create-world.ts'
import { createDutyRates, fillDutyRates } from './duty.ts'
import { deliveryModeCount } from './kinds.ts'
import type { Layout } from './layout/index.ts'
import { LogWriter } from './log-writer.ts'
import { worldSchema } from './schema.ts'
import { today } from './world.ts'
import type { World } from './world.ts'

/*
 * A snapshot of a run is its arena behind a head of four words: magic, version, and the hash of what the arena takes for granted (the
 * specification and the city). Log and facts written so far are not in it: they are the record, not the state. It lives in the process that took it; what
 * is written to a file is a checkpoint, which carries the manifest (scenarios/run/checkpoint.ts).
 */

/** 'VTWS' when read as little-endian. */
const magic = 0x53575456
const version = 1
const headWords = 4
const headBytes = 4 * headWords

/** One copy of everything that the run can change; take it between two events. */
export function snapshotWorld(w: World): ArrayBuffer {
  const snapshot = snapshotArena(w.arena, headBytes)
  new Uint32Array(snapshot, 0, headWords).set([magic, version, ...hashLayout(w.layout)])
  return snapshot
}

/** Says why a snapshot cannot go on under this layout, or `null`. */
export function checkWorldSnapshot(layout: Layout, snapshot: ArrayBuffer): Problem | null {
  if (snapshot.byteLength < headBytes) return refuse('snapshot-short', snapshot.byteLength, 'It is shorter than a head: take it again.')
  const head = new Uint32Array(snapshot, 0, headWords)
  if (head[0] !== magic) return refuse('snapshot-magic', head[0], 'It is no snapshot of a run, or was written with another byte order.')
  if (head[1] !== version) return refuse('snapshot-version', head[1], `This build reads version ${version}: run again from the manifest.`)
  const [high, low] = hashLayout(layout)
  if (head[2] !== high || head[3] !== low)
    return refuse('snapshot-layout', head[2], 'It belongs to another scenario or city: restore it with the ones that it was taken from.')
  return checkSnapshot(schemaOf(layout), snapshot, headBytes)
}

/**
 * A world of its own that stands where the snapshot was taken and goes on with the same events; its log begins here. The layout must be
 * that of the snapshot's run; policies may be others. Throws AssertionError with the code and remedy of `checkWorldSnapshot`.
 */
export function restoreWorld(layout: Layout, snapshot: ArrayBuffer, options: WorldOptions): World {
  const problem = checkWorldSnapshot(layout, snapshot)
  if (problem !== null) throw new AssertionError(problem.code, `${problem.value}. ${problem.remedy}`)
  return worldOver(layout, restoreArena(schemaOf(layout), snapshot, headBytes), options)
}

/** A second world that goes its own way from here, for a what-if; the first one is left as it is. One copy of the arena. */
export function forkWorld(w: World, options: WorldOptions): World {
  return worldOver(w.layout, copyArena(w.arena), options)
}

function worldOver(layout: Layout, arena: World['arena'], options: WorldOptions): World {
  const w: World = {
    layout,
    policies: options.policies ?? policiesOf(layout.spec),
    sink: options.sink,
    log: new LogWriter(options.level, deliveryModeCount, layout.spec.products.length, options.sink.writeLog),
    rates: createDutyRates(layout.spec),
    trace: null,
    arena,
    t: arena.tables,
    list: new EventList(arena.tables),
  }
  fillDutyRates(w.rates, layout, layout.warmth, today(w))
  return w
}

function schemaOf(layout: Layout) {
  return worldSchema(capacitiesOf(layout))
}

function hashLayout(layout: Layout): [number, number] {
  const hash = createHash()
  hash.addString(JSON.stringify(layout.spec))
  hash.addString(layout.city.hash)
  hash.addString(layout.ownHash)
  const digest = hash.digest()
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8), 16)]
}

function refuse(code: string, value: number, remedy: string): Problem {
  return { code, place: 'snapshot', value: String(value), remedy }
}
