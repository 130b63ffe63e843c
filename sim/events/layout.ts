import { assert } from '../assert.ts'
import type { ArenaTables } from '../arena/index.ts'

/** Where the event list keeps its state. All of it lies in five arena tables; nothing but scratch and the current event lies outside. */

/** Most nodes. */
const MAX_NODES = 4_194_304
/**
 * One node takes 24 bytes: a float64 time and four int32 words. The working set decides the speed (measured: 32 bytes cost up to half when
 * other programs press on the caches), so nothing is kept that an event does not need. A node is named by its row in the table of
 * float64 words: `times[row]` is its time, `nodes[(row << 1) + NEXT]` the next row, and so on. Row 0 means "none".
 */
export const NODE_ROWS = 3
/** Rows of float64 words, as a factor in handles. */
export const ROW_RANGE = 16_777_216
/** Next row in the same bucket, or next free row. */
export const NEXT = 2
/** Kind in the low 8 bits; above it a generation, two per life of a node, odd while cancelled and not yet taken out. */
export const MARK = 3
export const KEY = 4
export const SUBJECT = 5
export const KIND_BITS = 8
export const KIND_MASK = 255
/** Set in `MARK` of a cancelled node. */
export const DEAD_BIT = 256
/** Added to `MARK` when a node's life ends. */
export const NEXT_LIFE = 512

/** Coarse to fine: the root covers the near future of the whole list, each further rung one bucket of the rung before it. */
export const MAX_DEPTH = 6
/** Buckets of each rung below the root, and one for what lies beyond. */
export const CHILD_BUCKETS = 2048
const CHILD_STRIDE = CHILD_BUCKETS + 1
/** First bucket of the root: it comes last, so that growth appends to it. */
export const ROOT_OFFSET = (MAX_DEPTH - 1) * CHILD_STRIDE

/** Columns of a rung in the state's numbers: first time, buckets per time unit, buckets, first bucket not yet taken (∞: no such rung). */
export const RUNG_SHIFT = 2
export const START = 0
export const SCALE = 1
export const BUCKETS = 2
export const NEXT_BUCKET = 3
/** After the rungs: events that came into the run since the root was laid out, and the time when that was. */
export const POPPED = MAX_DEPTH << RUNG_SHIFT
export const ROOT_TIME = POPPED + 1
/** Events that the root was laid out for. */
export const ROOT_SIZE = ROOT_TIME + 1
const NUMBER_COUNT = ROOT_SIZE + 1

/** Counters. */
export const SIZE = 0
export const FREE = 1
export const USED = 2
export const DEAD = 3
export const RUN_FROM = 4
export const RUN_TO = 5
export const HEAP_SIZE = 6
export const DEPTH = 7
export const HEAP_SEQUENCE = 8
export const HEAP_LIMIT = 9
/** Events that came after their bucket had been taken, since the root was laid out, and how much finer the root is for their sake, as a power of two. */
export const LATE = 10
export const FINENESS = 11
/** Events beyond the root. */
export const FAR = 12
const COUNTER_COUNT = 14
/** Buckets of a root for each node that it can have: a small list has room for a root that is finer. */
const FINE_ROOT_BUCKETS = 65_536

/**
 * The same in the two views over all tables that the hot paths use, which begin at the counters: the first rung number, and the first
 * word of node 0, in float64 words.
 */
export const NUMBERS_AT = COUNTER_COUNT / 2
export const NODES_AT = NUMBERS_AT + NUMBER_COUNT

/** Free places before the run, so that an event at the present instant can go in front without moving the run. */
export const RUN_SLACK = 16
/** Free places for the run beyond those for all nodes: the run of a short list wanders through them and seldom has to go back. */
const RUN_ROOM = 512

/** Offset in `bucket` of rung `depth` (0 = root). */
export function offsetOfRung(depth: number): number {
  return depth === 0 ? ROOT_OFFSET : (depth - 1) * CHILD_STRIDE
}

/** Nodes (with node 0) for a capacity: a third is left for cancelled events that wait to be swept out. */
function countNodes(capacity: number): number {
  return capacity + Math.ceil(capacity / 2) + 32
}

/** Pending events that so many nodes are meant for; the inverse of `countNodes`. */
export function countCapacity(nodes: number): number {
  return Math.floor(((nodes - 32) * 2) / 3)
}

/** Most pending events of a list. */
export const MAX_PENDING = countCapacity(MAX_NODES)

/** Rows of the tables that grow with the capacity; give it to `growArena` to enlarge a list. */
export function eventListRows(capacity: number): { eventNode: number; eventBucket: number; eventLate: number } {
  assert(Number.isSafeInteger(capacity) && capacity >= 0 && capacity <= MAX_PENDING, 'event-list-capacity', capacity)
  const nodes = countNodes(capacity)
  return {
    eventNode: nodes * NODE_ROWS,
    eventBucket: ROOT_OFFSET + Math.max(nodes, Math.min(4 * nodes, FINE_ROOT_BUCKETS)) + 1,
    eventLate: nodes + RUN_ROOM,
  }
}

/** Tables of an event list for `capacity` pending events (at most MAX_PENDING), to be spread into a world's schema. */
export function eventListSchema(capacity: number) {
  const rows = eventListRows(capacity)
  return {
    eventCounter: { rows: COUNTER_COUNT, columns: { count: 'i32' } },
    /** Rung numbers, see START … ROOT_SIZE. When these or the counters change, a column gets another name: a snapshot of before is refused by its schema. */
    eventRung: { rows: NUMBER_COUNT, columns: { value: 'f64' } },
    /** Nodes of 3 float64 words each. */
    eventNode: { rows: rows.eventNode, columns: { word: 'f64' } },
    /** First row of each bucket's list, newest first. */
    eventBucket: { rows: rows.eventBucket, columns: { head: 'i32' } },
    /** Rows that are next: `run` sorted, `heap` a 4-ary heap; `arrival` of the heap's nodes, by node; `far` those beyond the root, oldest first. */
    eventLate: { rows: rows.eventLate, columns: { run: 'i32', heap: 'i32', arrival: 'i32', far: 'i32' } },
  } as const
}

/** The views of an event list's tables, as an arena gives them. */
export type EventTables = ArenaTables<ReturnType<typeof eventListSchema>>
