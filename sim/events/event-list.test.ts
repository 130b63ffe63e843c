import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createArena, growArena, restoreArena, snapshotArena } from '../arena/index.ts'
import { EventList, eventListRows, eventListSchema } from './index.ts'

/** The naive twin: a sorted array. */
interface Pending {
  readonly time: number
  readonly key: number
  readonly sequence: number
}

function createTwin() {
  const pending: Pending[] = []
  const isAfter = (a: Pending, time: number, key: number): boolean => a.time > time || (a.time === time && a.key > key)
  return {
    pending,
    schedule(time: number, key: number, sequence: number): void {
      const at = pending.findIndex((other) => isAfter(other, time, key))
      pending.splice(at < 0 ? pending.length : at, 0, { time, key, sequence })
    },
    cancel(sequence: number): boolean {
      const at = pending.findIndex((event) => event.sequence === sequence)
      if (at >= 0) pending.splice(at, 1)
      return at >= 0
    },
  }
}

function createList(capacity: number): EventList {
  return new EventList(createArena(eventListSchema(capacity)).tables)
}

function popAll(list: EventList): number[] {
  const subjects: number[] = []
  while (list.pop()) subjects.push(list.subject)
  return subjects
}

/** A list with an arena of its own that can be grown and forked, checked at each step against the naive twin. */
class Pair {
  arena = createArena(eventListSchema(8))
  list = new EventList(this.arena.tables)
  readonly twin = createTwin()
  readonly handles: number[] = []
  now = 0

  schedule(time: number, key: number): void {
    if (this.list.needsGrowth()) this.grow()
    this.twin.schedule(time, key, this.handles.length)
    this.handles.push(this.list.schedule(time, key, key & 7, this.handles.length))
  }

  pop(): void {
    const expected = this.twin.pending.shift()
    expect(this.list.pop()).toBe(expected !== undefined)
    if (expected === undefined) return
    expect([this.list.time, this.list.key, this.list.subject, this.list.kind]).toEqual([
      expected.time,
      expected.key,
      expected.sequence,
      expected.key & 7,
    ])
    this.now = expected.time
  }

  cancel(pick: number): void {
    if (this.handles.length === 0) return
    const sequence = pick % this.handles.length
    expect(this.list.cancel(this.handles[sequence])).toBe(this.twin.cancel(sequence))
  }

  grow(): void {
    this.arena = growArena(this.arena, eventListRows(this.list.capacity * 2 + 1))
    this.list = new EventList(this.arena.tables)
  }

  fork(): void {
    this.arena = restoreArena(eventListSchema(8), snapshotArena(this.arena))
    this.list = new EventList(this.arena.tables)
  }

  check(): void {
    expect(this.list.size).toBe(this.twin.pending.length)
    expect(this.list.peekTime()).toBe(this.twin.pending[0]?.time ?? Infinity)
  }

  checkPending(): void {
    const seen: Pending[] = []
    this.list.forEachPending((time, key, kind, subject) => {
      expect(kind).toBe(key & 7)
      seen.push({ time, key, sequence: subject })
    })
    expect(seen).toEqual(this.twin.pending)
  }
}

type Step = { readonly act: number; readonly delay: number; readonly key: number; readonly repeat: number }

/** Times from several worlds: whole and equal ones, dense and wide ones, extremes, the past. */
const delayArb = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -50, max: 0 }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
)

const stepArb: fc.Arbitrary<Step> = fc.record({
  act: fc.integer({ min: 0, max: 99 }),
  delay: delayArb,
  key: fc.oneof(fc.constant(0), fc.integer({ min: -2, max: 2 }), fc.integer()),
  repeat: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 20, max: 90 }) }),
})

function takeStep(pair: Pair, { act, delay, key, repeat }: Step): void {
  for (let i = 0; i < repeat; i++) {
    const time = pair.now + delay * (1 + (act % 3) * i)
    if (act < 50) pair.schedule(Number.isFinite(time) ? time : delay, key)
    else if (act < 75) pair.pop()
    else if (act < 90) pair.cancel(act * 7919 + i * 31 + pair.handles.length)
  }
  if (act >= 97) pair.fork()
  else if (act >= 95) pair.grow()
  else if (act >= 90) pair.checkPending()
  if (act % 4 === 0) pair.check()
}

describe('event list against a sorted array', () => {
  it('pops, cancels, peeks and lists the same through growth and forks', () => {
    fc.assert(
      fc.property(fc.array(stepArb, { maxLength: 120 }), (steps) => {
        const pair = new Pair()
        for (const step of steps) takeStep(pair, step)
        pair.checkPending()
        while (pair.twin.pending.length > 0) pair.pop()
        expect(pair.list.pop()).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('holds few events, with equal times and keys, through growth of the list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -1, max: 1 })), { minLength: 2, maxLength: 40 }),
        fc.nat(2000),
        (few, steps) => {
          const pair = new Pair()
          for (const [time, key] of few) pair.schedule(time, key)
          for (let i = 0; i < steps; i++) {
            const [delay, key] = few[i % few.length]
            pair.pop()
            pair.schedule(pair.now + delay, key)
          }
          pair.checkPending()
          while (pair.twin.pending.length > 0) pair.pop()
        },
      ),
    )
  })

  const kinds: Record<string, (i: number, now: number) => number> = {
    'constant increments': () => 1000,
    'two modes': (i) => (i % 10 === 0 ? 100_000 + (i % 17) : (i * 7919) % 1000),
    'a heavy tail': (i) => Math.floor(1e6 / (1 + ((i * 7919) % 997))),
    'all at midnight': (i) => ((i * 40503) % 7 < 4 ? 0 : 86_400),
    'growing density': (i, now) => ((i * 7919) % 1009) / (1 + now),
    'shrinking density': (i, now) => ((i * 7919) % 1009) * (1 + now / 100),
    'powers of two': (i) => 1 / (1 << (i % 31)),
  }
  for (const [name, increment] of Object.entries(kinds)) {
    it(`holds ${name} in order`, () => {
      const pair = new Pair()
      for (let i = 0; i < 1200; i++) pair.schedule(increment(i, 0) + (i % 97), i % 11 === 0 ? -1 : 0)
      for (let i = 0; i < 6000; i++) {
        pair.pop()
        pair.schedule(pair.now + increment(i * 31 + pair.list.subject, pair.now), 0)
        if (i % 5 === 0) {
          pair.cancel(pair.handles.length - 1 - (i % 700))
          pair.schedule(pair.now + increment(i, pair.now), i % 3)
        }
        if (i % 2000 === 1999) pair.checkPending()
        if (i === 3000) pair.fork()
      }
      while (pair.twin.pending.length > 0) pair.pop()
    })
  }
})

describe('schedule', () => {
  it('takes negative, tiny and huge times', () => {
    const list = createList(8)
    const times = [Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, 0, -5e-324, 1e-300, -1, 3]
    for (const [i, time] of times.entries()) list.schedule(time, 0, 0, i)
    expect(popAll(list)).toEqual([1, 6, 4, 3, 2, 5, 7, 0])
  })

  it('orders hundreds of times at both ends of float64', () => {
    const pair = new Pair()
    for (let i = 0; i < 300; i++) {
      pair.schedule((i % 2 === 0 ? 1 : -1) * Number.MAX_VALUE * (((i * 7919) % 1000) / 1000), 0)
      pair.schedule((i % 2 === 0 ? 1 : -1) * 5e-324 * ((i * 7919) % 1000), 0)
    }
    while (pair.twin.pending.length > 0) pair.pop()
  })

  it('keeps a huge time after a rung of tiny ones', () => {
    const pair = new Pair()
    for (const time of [1.8e8, 0]) pair.schedule(time, 0)
    for (let i = 0; i < 39; i++) pair.schedule(8.5e-301, 0)
    for (let i = 0; i < 41; i++) pair.pop()
    for (let i = 0; i < 20; i++) pair.schedule(1.8e8, 0)
    pair.check()
    while (pair.twin.pending.length > 0) pair.pop()
  })

  it('keeps the order of a list that is filled with far more than its first root was made for', () => {
    const list = createList(30_000)
    const times = Array.from({ length: 30_000 }, (_, i) => (i % 3 === 0 ? (i * 7919) % 10_007 : ((i * 104_729) % 1_000_003) / 1000))
    const handles = times.map((time, i) => list.schedule(time, i % 2, 0, i))
    const cancelled = new Set(handles.filter((_, i) => i % 5 === 0).map((handle) => (list.cancel(handle), handle)))
    const order = times.map((time, i) => ({ time, i })).filter(({ i }) => !cancelled.has(handles[i]))
    order.sort((a, b) => a.time - b.time || (a.i % 2) - (b.i % 2) || a.i - b.i)
    expect(popAll(list)).toEqual(order.map(({ i }) => i))
  })

  it('refuses what is no time, and leaves the list as it was', () => {
    const list = createList(2)
    for (const time of [Number.NaN, Infinity, -Infinity]) expect(() => list.schedule(time, 0, 0, 0)).toThrow('event-time')
    expect(list.size).toBe(0)
    expect(list.pop()).toBe(false)
  })

  it('takes kinds of one byte only', () => {
    const list = createList(2)
    for (const kind of [-1, 256, 0.5]) expect(() => list.schedule(0, 0, kind, 0)).toThrow('event-kind')
    list.schedule(0, -2147483648, 255, -2147483648)
    list.pop()
    expect([list.key, list.kind, list.subject]).toEqual([-2147483648, 255, -2147483648])
  })

  it('lets an event before the present one be next', () => {
    const list = createList(200)
    for (let i = 0; i < 150; i++) list.schedule(i, 0, 0, i)
    for (let i = 0; i < 100; i++) list.pop()
    list.schedule(3, 0, 0, 1000)
    expect(list.peekTime()).toBe(3)
    expect(popAll(list).slice(0, 3)).toEqual([1000, 100, 101])
  })

  it('serves keys before arrival at one instant, and arrival within a key', () => {
    const list = createList(16)
    for (const [i, key] of [2, -5, 2, 0, -2147483648, 0, 2147483647, 2].entries()) list.schedule(7, key, 0, i)
    expect(popAll(list)).toEqual([4, 1, 3, 5, 0, 2, 7, 6])
  })

  it('stops at its capacity, and says so beforehand', () => {
    const list = createList(3)
    for (let i = 0; i < 3; i++) {
      expect(list.needsGrowth()).toBe(false)
      list.schedule(i, 0, 0, i)
    }
    expect(list.needsGrowth()).toBe(true)
    expect(list.capacity).toBe(3)
    expect(() => list.schedule(9, 0, 0, 9)).toThrow('event-list-full')
    list.pop()
    list.schedule(9, 0, 0, 9)
    expect(popAll(list)).toEqual([1, 2, 9])
    expect(() => eventListSchema(3_000_000)).toThrow('event-list-capacity')
  })
})

describe('cancel', () => {
  it('is true once, false after firing, and never hits a later event in the same row', () => {
    const list = createList(1)
    const stale = new Set<number>()
    for (let i = 0; i < 1000; i++) {
      const handle = list.schedule(i, 0, 0, i)
      expect(Number.isSafeInteger(handle) && handle >= 0 && !stale.has(handle)).toBe(true)
      for (const old of [...stale].slice(-40)) expect(list.cancel(old)).toBe(false)
      if (i % 2 === 0) expect(list.cancel(handle)).toBe(true)
      else expect(list.pop()).toBe(true)
      expect(list.cancel(handle)).toBe(false)
      stale.add(handle)
    }
    expect(list.size).toBe(0)
  })

  it('never fills the list with the cancelled: a far event may be moved for ever', () => {
    const list = createList(50)
    const handles = Array.from({ length: 50 }, (_, i) => list.schedule(1e9 + i, 0, 0, i))
    for (let i = 0; i < 20_000; i++) {
      const row = i % 50
      expect(list.cancel(handles[row])).toBe(true)
      handles[row] = list.schedule(1e9 + ((i * 7919) % 1000), 0, 0, row)
    }
    expect(list.size).toBe(50)
    expect(popAll(list).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })

  it('of a kind takes all of that kind out, wherever they lie, and no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 3 })), { maxLength: 400 }),
        fc.nat(50),
        (events, pops) => {
          const list = createList(events.length)
          const handles = events.map(([time, kind], i) => list.schedule(time, 0, kind, i))
          // Some have fired, so that a run is under way.
          const fired = new Set<number>()
          for (let i = 0; i < pops && list.pop(); i++) fired.add(list.subject)
          const left = events.map(([time, kind], i) => ({ time, kind, i })).filter(({ i }) => !fired.has(i))
          expect(list.cancelKind(2)).toBe(left.filter(({ kind }) => kind === 2).length)
          expect(list.cancelKind(2)).toBe(0)
          for (const { kind, i } of left) if (kind === 2) expect(list.cancel(handles[i])).toBe(false)
          const others = left.filter(({ kind }) => kind !== 2).toSorted((a, b) => a.time - b.time || a.i - b.i)
          expect(list.size).toBe(others.length)
          expect(popAll(list)).toEqual(others.map(({ i }) => i))
        },
      ),
    )
  })

  it('refuses a handle that no list has given', () => {
    expect(() => createList(4).cancel(99)).toThrow('event-handle')
    expect(() => createList(4).cancel(1)).toThrow('event-handle')
    expect(() => createList(4).cancel(Number.NaN)).toThrow('event-handle')
  })
})

describe('many events at one instant', () => {
  const n = 100_000

  it('keeps them first come, first served while each asks for one more', () => {
    const list = createList(n + 1)
    for (let i = 0; i < n; i++) list.schedule(5, 0, 0, i)
    list.schedule(6, 0, 0, -1)
    for (let i = 0; i < n; i++) {
      list.pop()
      if (list.subject !== i) expect(list.subject).toBe(i)
      list.schedule(5, 0, 0, n + i)
    }
    for (let i = 0; i < n; i++) {
      list.pop()
      if (list.subject !== n + i) expect(list.subject).toBe(n + i)
    }
    expect(popAll(list)).toEqual([-1])
  })

  it('sorts them by key in every order of arrival', () => {
    const list = createList(n)
    for (let i = 0; i < n; i++) list.schedule(5, (i * 7919) % 1013, 0, i)
    let previous = -1
    for (let i = 0; i < n; i++) {
      list.pop()
      const rank = list.key * n + list.subject
      if (rank <= previous) expect(rank).toBeGreaterThan(previous)
      previous = rank
      if (i < 1000) list.schedule(5, 2000 + ((i * 31) % 7), 0, i)
    }
    expect(list.size).toBe(1000)
  })
})

describe('a snapshot in the middle', () => {
  it('is followed by the same events as the list itself', () => {
    const schema = eventListSchema(5000)
    const arena = createArena(schema)
    const list = new EventList(arena.tables)
    const hold = (one: EventList, steps: number): number => {
      let order = 0
      for (let i = 0; i < steps; i++) {
        one.pop()
        order = (Math.imul(order, 31) + one.subject) | 0
        one.schedule(one.time + ((one.subject * 40503 + i) % 9973), 0, 0, one.subject)
      }
      return order
    }
    for (let i = 0; i < 5000; i++) list.schedule((i * 7919) % 10_007, 0, 0, i)
    for (let part = 0; part < 5; part++) {
      hold(list, 3333)
      const fork = new EventList(restoreArena(schema, snapshotArena(arena)).tables)
      const copy = new EventList(restoreArena(schema, snapshotArena(arena)).tables)
      expect(hold(fork, 20_000)).toBe(hold(copy, 20_000))
      const twin = new EventList(restoreArena(schema, snapshotArena(arena)).tables)
      expect(hold(twin, 3000)).toBe(hold(list, 3000))
    }
  })
})
