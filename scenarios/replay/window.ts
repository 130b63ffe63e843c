import { assert } from '../../sim/assert.ts'
import { PlaceKind } from '../../twin/index.ts'
import type { Layout } from '../../twin/index.ts'
import { positionsOf } from './city-drawing.ts'
import { drawLegs } from './legs.ts'
import type { DrawWindow } from './draw.ts'
import { rowAfter } from './growing.ts'
import { holdersAt, isGone } from './journal.ts'
import type { Holders, Journal } from './journal.ts'
import { journalOf, livedFromMs, livedMsOf } from './replay.ts'
import type { Replay } from './replay.ts'

/** Records to draw a span by: where batteries stay, and the ways of couriers. The span must have been lived up to its end. */
export function drawWindow(replay: Replay, fromMs: number, toMs: number): DrawWindow {
  assert(fromMs >= livedFromMs(replay) && toMs > fromMs && toMs <= livedMsOf(replay) + 1, 'window-not-lived', toMs)
  const journal = journalOf(replay, fromMs, toMs)
  const mark = replay.marks.findLast(({ timeMs }) => timeMs <= fromMs)
  // A journal that was made again counts its moves anew.
  const from = journal === replay.journal ? mark : undefined
  const holders = holdersAt(journal, rowAfter(journal.moves.columns.timeMs, journal.moves.rows, fromMs), from)
  // A mark is younger than the last move of most batteries.
  if (mark) holders.soh.set(mark.sohFrac.subarray(0, holders.soh.length))
  return {
    run: replay.id,
    fromMs,
    toMs,
    stays: drawStays(replay.layout, journal, holders, fromMs, toMs),
    legs: drawLegs(replay, journal, fromMs, toMs),
  }
}

type Stays = DrawWindow['stays']

function createStays(rows: number): Stays & { count: number } {
  return {
    count: 0,
    battery: new Uint32Array(rows),
    lonLat: new Float32Array(2 * rows),
    fromS: new Float32Array(rows),
    toS: new Float32Array(rows),
    soh: new Float32Array(rows),
    placeKind: new Uint8Array(rows),
    holder: new Int32Array(rows),
  }
}

/** One pass over the moves: each ends a stay and begins the next. */
function drawStays(layout: Layout, journal: Journal, holders: Holders, fromMs: number, toMs: number): Stays {
  const { moves } = journal
  const c = moves.columns
  const lastMove = rowAfter(c.timeMs, moves.rows, toMs)
  const positions = placePositions(layout)
  const stays = createStays(holders.kind.length + lastMove - holders.nextMove)
  const since = new Float64Array(holders.kind.length).fill(fromMs)
  const close = (battery: number, untilMs: number): void => {
    const kind = holders.kind[battery]
    if (isGone(kind) || kind === PlaceKind.courier || untilMs <= since[battery]) return
    const row = stays.count++
    const at = 2 * (kind === PlaceKind.customer ? layout.places.count + holders.at[battery] : holders.at[battery])
    stays.battery[row] = battery
    stays.lonLat[2 * row] = positions[at]
    stays.lonLat[2 * row + 1] = positions[at + 1]
    stays.fromS[row] = (since[battery] - fromMs) / 1000
    stays.toS[row] = (untilMs - fromMs) / 1000
    stays.soh[row] = holders.soh[battery]
    stays.placeKind[row] = kind
    stays.holder[row] = holders.at[battery]
  }
  for (let move = holders.nextMove; move < lastMove; move++) {
    const battery = c.battery[move]
    close(battery, c.timeMs[move])
    holders.kind[battery] = c.kind[move]
    holders.at[battery] = c.at[move]
    holders.soh[battery] = c.soh[move]
    since[battery] = c.timeMs[move]
  }
  for (let battery = 0; battery < holders.kind.length; battery++) close(battery, toMs)
  return cut(stays)
}

/** Positions of all places, then of all customers. */
function placePositions({ city, places, customers }: Layout): Float32Array {
  const node = new Uint32Array(places.count + customers.count)
  node.set(places.node)
  node.set(customers.node, places.count)
  return positionsOf(city.graph, node)
}

function cut(stays: Stays & { count: number }): Stays {
  const n = stays.count
  return {
    count: n,
    battery: stays.battery.slice(0, n),
    lonLat: stays.lonLat.slice(0, 2 * n),
    fromS: stays.fromS.slice(0, n),
    toS: stays.toS.slice(0, n),
    soh: stays.soh.slice(0, n),
    placeKind: stays.placeKind.slice(0, n),
    holder: stays.holder.slice(0, n),
  }
}
