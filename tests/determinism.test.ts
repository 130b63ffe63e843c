import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnOf } from '../data/columns/index.ts'
import type { ColumnTable } from '../data/columns/index.ts'
import { factsOf } from '../scenarios/index.ts'
import { liveOnThreads, sourceScript } from '../tools/determinism/threads.ts'
import { createWorld } from '../twin/create-world.ts'
import { dailyMeasures } from '../twin/facts.ts'
import { DeliveryMode } from '../twin/kinds.ts'
import { layOut } from '../twin/layout/layout.ts'
import { hashWorld } from '../twin/state-hash.ts'
import { createRecord, runWorld } from '../twin/world-fixture.ts'
import { golden, replicationCount, shortGolden } from './golden.ts'
import { combineLived, endReference, liveReplication, startReference } from './reference-run.ts'
import type { Lived } from './reference-run.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

describe('same scenario, same seed, same bits', () => {
  const spec = loadSmall({ days: 15 })
  const layout = layOut(spec, shareCity())
  const run = (seed = spec.seed, level = 0) => {
    const record = createRecord()
    const w = createWorld(seed === spec.seed ? layout : layOut({ ...spec, seed }, shareCity()), { sink: record.sink, level })
    runWorld(w)
    return { hash: hashWorld(w), days: record.days, events: w.t.run.eventCount[0] }
  }

  it('gives the same hash, events and facts twice, whatever is logged', () => {
    const first = run()
    const second = run(spec.seed, 2)
    expect(second.hash).toBe(first.hash)
    expect(second.events).toBe(first.events)
    expect(second.days).toEqual(first.days)
    expect(first.days.length).toBe(spec.days)
  })

  it('gives another hash for another seed', () => {
    expect(run(spec.seed + 1).hash).not.toBe(run().hash)
  })
})

describe('the reference scenario', () => {
  const numbers = Array.from({ length: replicationCount }, (_, replication) => replication)
  let lived: Lived[]
  let daily: ColumnTable[]
  beforeAll(() => {
    const runs = numbers.map((replication) => startReference(replication, { isRestored: false }))
    lived = runs.map((run, replication) => endReference(replication, run))
    daily = runs.map((run) => factsOf(run)[0])
  })

  // With the parts beside it, so that a failure names the replication and whether its state or its facts differ.
  const expectGolden = (other: readonly Lived[]) => expect([other, combineLived(other)]).toEqual([lived, golden])

  const sum = (name: string, mode?: number): number =>
    daily.reduce((total, table) => {
      const modes = columnOf(table, 'mode')
      return (
        total + Array.from(columnOf(table, name)).reduce((part, value, row) => part + (modes[row] === (mode ?? modes[row]) ? value : 0), 0)
      )
    }, 0)

  it('leads to the golden hash', () => expectGolden(lived))

  it('leads there when each run is broken off, restored into a fresh world and goes on', () =>
    expectGolden(numbers.map((replication) => liveReplication(replication, { isRestored: true }))))

  it('leads there on two worker threads, whoever takes which run', async () =>
    expectGolden(await liveOnThreads(sourceScript, { workers: 2, isRestored: false })))

  it('has a changelog line that says why its golden hash is this one', () => {
    const lines = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^- Golden hash `([0-9a-f]{8})`: .{20,}$/gm)]
    expect(lines.map(([, short]) => short)[0]).toBe(shortGolden)
  })

  it('has replications that differ in state and facts', () => {
    for (const part of ['state', 'facts'] as const) expect(new Set(lived.map((one) => one[part])).size).toBe(replicationCount)
  })

  it('has something of everything that the facts count', () => {
    expect(dailyMeasures.map(({ name }) => name).filter((name) => sum(name) === 0)).toEqual([])
  })

  it('serves by every delivery mode, by swap and by replacement', () => {
    const { pickUp, delivery, box, fullMaintenance } = DeliveryMode
    for (const mode of [pickUp, delivery, box]) expect(sum('swaps', mode)).toBeGreaterThan(0)
    for (const mode of [pickUp, delivery, fullMaintenance]) expect(sum('assignedReplacements', mode)).toBeGreaterThan(0)
  })

  it('is broken off in its middle, before its day of 23 hours', () => {
    const { world } = startReference(0, { isRestored: true })
    const { startMs } = world.layout.days
    expect(world.t.clock.day[0]).toBe(18)
    expect(world.t.run.eventCount[0]).toBeGreaterThan(1000)
    expect(startMs[21] - startMs[20]).toBe(23 * 3_600_000)
  })
})
