import { OrderState } from '../../twin/index.ts'
import type { World } from '../../twin/index.ts'
import type { LateCustomer, LateList } from './draw.ts'
import { rowAfter } from './growing.ts'
import { livedFromMs, seekWorld } from './replay.ts'
import type { Replay } from './replay.ts'
import { stepsOfOrders, whyMissed } from './why-missed.ts'
import { nameCustomer, spanText } from './words.ts'

/** States in which an order is waited for no more. */
const ended: ReadonlySet<number> = new Set([OrderState.free, OrderState.done, OrderState.failed])

/**
 * Customers whose promise is broken: first those who wait beyond their time at this moment, the longest first, then missed promises up to it,
 * the newest first; `most` of each at most.
 */
export function listLate(replay: Replay, timeMs: number, most = 40): LateList {
  const waiting = listWaiting(replay, seekWorld(replay, timeMs), timeMs)
  const missed = listMissed(replay, timeMs, most)
  return {
    timeMs,
    sinceMs: livedFromMs(replay),
    waiting: waiting.slice(0, most),
    missed: missed.items,
    missedCount: missed.count,
    judgedCount: missed.judged,
  }
}

function listWaiting({ layout }: Replay, w: World, timeMs: number): LateCustomer[] {
  const { state, customer, dueMs } = w.t.order
  return [...state.keys()]
    .filter((row) => !ended.has(state[row]) && customer[row] >= 0 && dueMs[row] < timeMs)
    .toSorted((a, b) => dueMs[a] - dueMs[b] || customer[a] - customer[b])
    .map((row) => ({
      customer: customer[row],
      name: nameCustomer(layout, customer[row]),
      timeMs: dueMs[row],
      why: `waits ${spanText(timeMs - dueMs[row])} beyond the promise`,
    }))
}

function listMissed(replay: Replay, timeMs: number, most: number): { items: LateCustomer[]; count: number; judged: number } {
  const { promises } = replay.journal
  const c = promises.columns
  const judged = rowAfter(c.timeMs, promises.rows, timeMs)
  const newest: number[] = []
  let count = 0
  for (let i = judged - 1; i >= 0; i--) {
    if (c.isKept[i] === 1 || c.customer[i] < 0) continue
    count += 1
    if (newest.length < most) newest.push(i)
  }
  const steps = stepsOfOrders(
    replay,
    newest.map((row) => c.serial[row]).filter((serial) => serial >= 0),
    timeMs,
  )
  const items = newest.map((row) => ({
    customer: c.customer[row],
    name: nameCustomer(replay.layout, c.customer[row]),
    timeMs: c.timeMs[row],
    why: whyMissed(replay, row, steps.get(c.serial[row]) ?? []).text,
  }))
  return { items, count, judged }
}
