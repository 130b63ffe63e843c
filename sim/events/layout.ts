import { assert } from '../assert.ts'
import type { ArenaTables } from '../arena/index.ts'

/** Where the event list keeps its state. All of it lies in five arena tables; nothing but scratch and the current event lies outside. */

/** Most nodes: 22 bits of a handle name the row, 31 bits the generation. */
export const MAX_ROWS = 4_194_304

/** One node takes 32 bytes, so that an event is one or two cache lines: a float64 time and six int32 words. Row 0 means "none". */
export const NODE_WORDS = 8
/** `row << NODE_SHIFT` is a node's first word, `row << TIME_SHIFT` its time: shifts, so that V8 needs no check for overflow. */
export const NODE_SHIFT = 3
export const TIME_SHIFT = 2
/** Next row in the same bucket, or next free row. */
export const NEXT = 2
/** Two per life of a row; odd while cancelled and not yet taken out. */
export const GENERATION = 3
export const KEY = 4
export const KIND = 5
export const SUBJECT = 6
/** First come, first served among equal events of the late heap; meaningless elsewhere. */
export const LATE_SEQUENCE = 7

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
const NUMBER_COUNT = ROOT_TIME + 1

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
const COUNTER_COUNT = 10

/** Free places before the run, so that an event at the present instant can go in front without moving the run. */
export const RUN_SLACK = 16

/** Offset in `bucket` of rung `depth` (0 = root). */
export function offsetOfRung(depth: number): number {
  return depth === 0 ? ROOT_OFFSET : (depth - 1) * CHILD_STRIDE
}

/** Rows of the node table (with row 0) for a capacity: a third is left for cancelled events that wait to be swept out. */
function countNodeRows(capacity: number): number {
  return capacity + Math.ceil(capacity / 2) + 32
}

/** Pending events that a node table of so many rows holds; the inverse of `countNodeRows`. */
export function countCapacity(nodeRows: number): number {
  return Math.floor(((nodeRows - 32) * 2) / 3)
}

/** Most pending events of a list. */
export const MAX_PENDING = countCapacity(MAX_ROWS)

/** Rows of the tables that grow with the capacity; give it to `growArena` to enlarge a list. */
export function eventListRows(capacity: number): { eventNode: number; eventBucket: number; eventLate: number } {
  assert(Number.isSafeInteger(capacity) && capacity >= 0 && capacity <= MAX_PENDING, 'event-list-capacity', capacity)
  const nodes = countNodeRows(capacity)
  return { eventNode: nodes * (NODE_WORDS / 2), eventBucket: ROOT_OFFSET + nodes + 1, eventLate: nodes + 2 * RUN_SLACK }
}

/** Tables of an event list for `capacity` pending events (at most MAX_PENDING), to be spread into a world's schema. */
export function eventListSchema(capacity: number) {
  const rows = eventListRows(capacity)
  return {
    /** Nodes of 4 float64 words each. */
    eventNode: { rows: rows.eventNode, columns: { word: 'f64' } },
    /** First row of each bucket's list, newest first. */
    eventBucket: { rows: rows.eventBucket, columns: { head: 'i32' } },
    /** Rows that are next: `run` sorted, `heap` a 4-ary heap. */
    eventLate: { rows: rows.eventLate, columns: { run: 'i32', heap: 'i32' } },
    /** Rung numbers, see START … NEXT_BUCKET. */
    eventRung: { rows: NUMBER_COUNT, columns: { number: 'f64' } },
    eventCounter: { rows: COUNTER_COUNT, columns: { count: 'i32' } },
  } as const
}

/** The views of an event list's tables, as an arena gives them. */
export type EventTables = ArenaTables<ReturnType<typeof eventListSchema>>
