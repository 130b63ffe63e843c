import type { Parsed, Problem } from '../../data/columns/index.ts'
import { createArena } from '../../sim/arena/index.ts'
import { EventList, eventListSchema, MAX_PENDING } from '../../sim/events/index.ts'
import { log, pow } from '../../sim/math/index.ts'
import { nextXoshiroU32 } from '../../sim/random/index.ts'

/** Distributions of the time between two events of one entity. */
export const holdKinds = ['exp', 'const', 'bimodal', 'pareto', 'midnight'] as const

export type HoldKind = (typeof holdKinds)[number]

export interface HoldOptions {
  /** Pending events, ≥ 1; default 100 000. */
  readonly n?: number
  /** Timed operations (one pop and one schedule), ≥ 1; a fifth as many go before, untimed. Default 5 000 000. */
  readonly ops?: number
  /** Default `exp`. */
  readonly kind?: HoldKind
}

/** One line of `voltwin bench hold`. */
export interface HoldResult {
  readonly bench: 'hold'
  readonly kind: HoldKind
  readonly n: number
  readonly ops: number
  /** Operations per CPU second of this process. */
  readonly opsPerSecond: number
  readonly cpuSeconds: number
  /** `clock:order`: equal to a peer's only if the same events ran in the same order. */
  readonly check: string
}

const INCREMENTS = 65_536
/**
 * Operations on lists of their own before the measurement, until V8 has compiled the code for good: of each kind, so that it is not compiled for one and
 * then again.
 */
const COMPILE_OPS = 400_000
const COMPILE_PENDING = 1000

/** State of a hold model under way. */
interface Hold {
  readonly list: EventList
  readonly increments: Float64Array
  done: number
  order: number
}

/**
 * Hold model: pop the earliest of `n` events, add an increment, schedule it again. Increments are whole ticks drawn once by
 * xoshiro128** 1.1 from the state {1, 2, 3, 4}; the model is that of the peers in C++ and SimPy, step by step, so that `check` can be
 * compared. Problem `too-many` when `n` is more than an event list holds.
 */
export function benchHold({ n = 100_000, ops = 5_000_000, kind = 'exp' }: HoldOptions): Parsed<HoldResult> {
  if (n > MAX_PENDING) return { value: null, problems: [refuseCount(n)] }
  const increments = drawIncrements(kind)
  for (const any of [...holdKinds, kind]) hold(startHold(COMPILE_PENDING, drawIncrements(any)), COMPILE_OPS)
  const state = startHold(n, increments)
  hold(state, Math.floor(ops / 5))
  const start = process.cpuUsage()
  hold(state, ops)
  const { user, system } = process.cpuUsage(start)
  const cpuSeconds = (user + system) / 1e6
  const check = `${state.list.time}:${state.order.toString(16).padStart(8, '0')}`
  return { value: { bench: 'hold', kind, n, ops, opsPerSecond: Math.round(ops / cpuSeconds), cpuSeconds, check }, problems: [] }
}

function refuseCount(n: number): Problem {
  return { code: 'too-many', place: '--n', value: String(n), remedy: `Give at most ${MAX_PENDING} pending events.` }
}

/** Entity p starts at inc[(p·7919) mod 65536] + p mod 97. */
function startHold(n: number, increments: Float64Array): Hold {
  const list = new EventList(createArena(eventListSchema(n)).tables)
  for (let p = 0; p < n; p++) list.schedule(increments[Math.imul(p, 7919) & (INCREMENTS - 1)] + (p % 97), 0, 0, p)
  return { list, increments, done: 0, order: 0 }
}

/** Operation i on entity p adds inc[(i·40503 + p) mod 65536]; the order's checksum is order·31 + p (mod 2³²). */
function hold(state: Hold, ops: number): void {
  const { list, increments, done } = state
  let { order } = state
  for (let i = done; i < done + ops; i++) {
    list.pop()
    const p = list.subject
    order = (Math.imul(order, 31) + p) | 0
    list.schedule(list.time + increments[(Math.imul(i, 40503) + p) & (INCREMENTS - 1)], 0, 0, p)
  }
  state.done = done + ops
  state.order = order >>> 0
}

function drawIncrements(kind: HoldKind): Float64Array {
  const words = Uint32Array.of(1, 2, 3, 4)
  return Float64Array.from({ length: INCREMENTS }, () => {
    const u = (nextXoshiroU32(words) + 0.5) / 4294967296
    return Math.floor(shapes[kind](u) * 1e6 + 0.5)
  })
}

const shapes: Readonly<Record<HoldKind, (u: number) => number>> = {
  exp: (u) => -log(1 - u),
  const: () => 1,
  bimodal: (u) => (u < 0.9 ? 0.1 * u : 100 + u),
  pareto: (u) => 0.1 / pow(1 - u, 1 / 1.1),
  midnight: (u) => (u < 0.5 ? 1 : 0),
}
