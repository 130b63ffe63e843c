import { BUCKETS, DEPTH, FAR, NEXT, NEXT_BUCKET, RUNG_SHIFT, SIZE, offsetOfRung } from './layout.ts'
import { gatherLate, keepLiving, sweepLate } from './late.ts'
import { sortRows } from './order.ts'
import { isDead, releaseDead, type EventStore } from './store.ts'

/** Takes every cancelled row out of the list, so that it can be used again. */
export function sweepDead(store: EventStore): void {
  sweepLate(store)
  store.counters[FAR] = keepLiving(store, store.far, 0, store.counters[FAR])
  forEachBucket(store, (bucket) => sweepBucket(store, bucket))
}

function forEachBucket(store: EventStore, visit: (bucket: number) => void): void {
  const { numbers, counters } = store
  for (let d = counters[DEPTH] - 1; d >= 0; d--) {
    const offset = offsetOfRung(d)
    const buckets = numbers[(d << RUNG_SHIFT) + BUCKETS]
    for (let b = numbers[(d << RUNG_SHIFT) + NEXT_BUCKET]; b <= buckets; b++) visit(offset + b)
  }
}

function sweepBucket(store: EventStore, bucket: number): void {
  const { heads, nodes } = store
  let kept = 0
  for (let row = heads[bucket]; row !== 0;) {
    const next = nodes[(row << 1) + NEXT]
    if (isDead(store, row)) releaseDead(store, row)
    else {
      if (kept === 0) heads[bucket] = row
      else nodes[(kept << 1) + NEXT] = row
      kept = row
    }
    row = next
  }
  if (kept === 0) heads[bucket] = 0
  else nodes[(kept << 1) + NEXT] = 0
}

/** Rows of all pending events by (time, key, first come), left where they are. */
export function listPending(store: EventStore): Int32Array {
  const { heads, nodes, counters } = store
  const rows = new Int32Array(counters[SIZE])
  let count = 0
  const add = (row: number): void => {
    if (!isDead(store, row)) rows[count++] = row
  }
  const late = gatherLate(store)
  for (let i = 0; i < late; i++) add(store.scratchRows[i])
  forEachBucket(store, (bucket) => {
    for (let row = heads[bucket]; row !== 0; row = nodes[(row << 1) + NEXT]) add(row)
  })
  for (let i = counters[FAR] - 1; i >= 0; i--) add(store.far[i])
  // Equal events lie in one place, newest first: turned round, a stable sort keeps them first come, first served.
  rows.reverse()
  sortRows(store, rows, 0, rows.length)
  return rows
}
