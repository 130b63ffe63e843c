import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createArena, growArena, restoreArena, snapshotArena } from '../arena/index.ts'
import { EventList, eventListRows, eventListSchema } from '../events/index.ts'
import { advance, cancelRun, createRun, pauseRun, progressOf, resumeRun, runSchema, type Run, type RunModel } from './index.ts'

const SCHEMA = { ...eventListSchema(4), ...runSchema, total: { rows: 1, columns: { order: 'f64' } } } as const
const Kind = { tick: 0, burst: 1, stop: 2, late: 3 } as const
const NO_LIMITS = { maxEvents: Infinity, maxTime: Infinity }

/** A model that ticks, bursts, grows its arena, pauses itself. */
class Ticker implements RunModel {
  arena = createArena(SCHEMA)
  list = new EventList(this.arena.tables)
  columns = this.arena.tables.run
  run: Run | null = null

  bind(arena: typeof this.arena): void {
    this.arena = arena
    this.list = new EventList(arena.tables)
    this.columns = arena.tables.run
  }

  prepare(): void {
    if (this.list.needsGrowth(4)) this.bind(growArena(this.arena, eventListRows(this.list.capacity * 2 + 4)))
  }

  handle(kind: number, subject: number, time: number): void {
    const { order } = this.arena.tables.total
    order[0] = (order[0] * 31 + subject + time) % 1_000_000_007
    switch (kind) {
      case Kind.tick:
        this.list.schedule(time + 1 + (subject % 3), 0, Kind.tick, subject)
        break
      case Kind.burst:
        for (let i = 0; i < 3; i++) this.list.schedule(time + i, 0, Kind.tick, subject * 10 + i)
        break
      case Kind.stop:
        pauseRun(this.run!)
        break
      case Kind.late:
        this.list.schedule(time - 1, 0, Kind.tick, subject)
    }
  }
}

function createTicker(): Ticker {
  const ticker = new Ticker()
  ticker.list.schedule(1, 0, Kind.tick, 1)
  ticker.list.schedule(2, 0, Kind.burst, 2)
  ticker.list.schedule(6, 0, Kind.burst, 5)
  return ticker
}

function digestOf(ticker: Ticker): number[] {
  return [ticker.arena.tables.total.order[0], ticker.columns.eventCount[0], ticker.columns.time[0], ticker.list.size]
}

describe('advance', () => {
  it('executes events up to and with the asked time, and keeps the time of the last one', () => {
    const ticker = createTicker()
    const run = createRun(ticker, NO_LIMITS)
    expect(advance(run, 0.5, 100)).toEqual({ reason: 'until', eventCount: 0, time: 0, pendingCount: 3, limit: null })
    expect(advance(run, 2.9, 100)).toEqual({ reason: 'until', eventCount: 3, time: 2, pendingCount: 5, limit: null })
    expect(advance(run, 3, 100).time).toBe(3)
  })

  it('says why it came back: budget, empty', () => {
    const ticker = new Ticker()
    const run = createRun(ticker, NO_LIMITS)
    expect(advance(run, Infinity, 5).reason).toBe('empty')
    ticker.list.schedule(1, 0, Kind.burst, 0)
    expect(advance(run, Infinity, 5)).toMatchObject({ reason: 'budget', eventCount: 5 })
    expect(advance(run, Infinity, 0)).toMatchObject({ reason: 'budget', eventCount: 5 })
  })

  it('is the same run however it is cut into calls, through growth and forks', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ budget: fc.integer({ min: 0, max: 9 }), isForked: fc.boolean() }), { maxLength: 20 }), (cuts) => {
        const whole = createTicker()
        advance(createRun(whole, NO_LIMITS), Infinity, 60)
        let cut = createTicker()
        for (const { budget, isForked } of cuts) {
          if (cut.columns.eventCount[0] + budget <= 60) advance(createRun(cut, NO_LIMITS), Infinity, budget)
          if (!isForked) continue
          const fork = new Ticker()
          fork.bind(restoreArena(SCHEMA, snapshotArena(cut.arena)))
          cut = fork
        }
        advance(createRun(cut, NO_LIMITS), Infinity, 60 - cut.columns.eventCount[0])
        expect(digestOf(cut)).toEqual(digestOf(whole))
      }),
    )
  })

  it('lets a handler pause the run after its event, and goes on when resumed', () => {
    const ticker = createTicker()
    ticker.list.schedule(4, -1, Kind.stop, 0)
    const run = createRun(ticker, NO_LIMITS)
    ticker.run = run
    expect(advance(run, 100, 1000)).toMatchObject({ reason: 'paused', time: 4 })
    expect(advance(run, 100, 1000)).toMatchObject({ reason: 'paused', time: 4 })
    resumeRun(run)
    expect(advance(run, 100, 1000)).toMatchObject({ reason: 'until', time: 100 })
  })

  it('stays cancelled, with what it has done', () => {
    const ticker = createTicker()
    const run = createRun(ticker, NO_LIMITS)
    advance(run, Infinity, 10)
    cancelRun(run)
    resumeRun(run)
    pauseRun(run)
    expect(advance(run, Infinity, 10)).toMatchObject({ reason: 'cancelled', eventCount: 10 })
  })

  it('stops at its limits with the reason, and keeps what it has', () => {
    const byEvents = createRun(createTicker(), { maxEvents: 12, maxTime: Infinity })
    expect(advance(byEvents, Infinity, 12).reason).toBe('limit')
    expect(advance(byEvents, Infinity, 1)).toMatchObject({ reason: 'limit', limit: 'maxEvents', eventCount: 12 })
    cancelRun(byEvents)
    expect(progressOf(byEvents).limit).toBe('maxEvents')
    const byTime = createRun(createTicker(), { maxEvents: Infinity, maxTime: 5 })
    expect(advance(byTime, 5, 1000)).toMatchObject({ reason: 'until', time: 5 })
    expect(advance(byTime, 7, 1000)).toMatchObject({ reason: 'limit', limit: 'maxTime', time: 5 })
  })

  it('refuses an event before the clock, and limits that are no numbers', () => {
    const ticker = new Ticker()
    ticker.list.schedule(5, 0, Kind.late, 0)
    expect(() => advance(createRun(ticker, NO_LIMITS), Infinity, 10)).toThrow('event-in-past')
    expect(() => createRun(ticker, { maxEvents: Number.NaN, maxTime: 1 })).toThrow('run-limits')
  })
})
