import { describe, expect, test } from 'vitest'
import { foresee } from '../cli/futures/futures.ts'
import { advanceMeasured, advanceRun, factsMeasured, fanOf, startFuture, startMeasuring, startRun } from '../scenarios/index.ts'
import { changeLuck, EventKind, hashWorld, LogLevel, restoreWorld, snapshotWorld } from '../twin/index.ts'
import { layOut } from '../twin/layout/layout.ts'
import { createRecord } from '../twin/world-fixture.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const days = 24
const fromDay = 10
const faults = { electronicsPerYear: 2, waterPerYear: 1, damagePerYear: 1, theftPerYear: 0.5 }
const layout = layOut(loadSmall({ days, faults, segments: { scooters: { customers: 80 } } }), shareCity())
const settings = { level: LogLevel.facts }

function reach(): ArrayBuffer {
  const run = startRun(layout, settings)
  while (run.world.list.peekTime() <= layout.days.startMs[fromDay]) advanceRun(run, 100, layout.days.startMs[fromDay])
  return snapshotWorld(run.world)
}

const snapshot = reach()

function live(luckSeed: number | null, ahead = days - fromDay) {
  const future = startFuture(layout, snapshot, ahead, luckSeed, settings)
  while (advanceMeasured(future, 500).kind === 'running');
  return { hash: hashWorld(future.run.world), facts: factsMeasured(future), world: future.run.world }
}

describe('futures of a run', () => {
  test('with the same luck a future lives what the run lives: same state, same facts of the days after', () => {
    const whole = startMeasuring(layout, fromDay, settings)
    while (advanceMeasured(whole, 500).kind === 'running');
    const same = live(null)
    expect(same.hash).toBe(hashWorld(whole.run.world))
    expect(same.facts).toEqual(factsMeasured(whole))
  })

  test('other luck gives another future, the same one each time', () => {
    const [one, again, other] = [live(7), live(7), live(8)]
    expect(again.hash).toBe(one.hash)
    expect(again.facts).toEqual(one.facts)
    expect(new Set([one.hash, other.hash, live(null).hash]).size).toBe(3)
  })

  test('it ends after its days, and at the end of the scenario at the latest', () => {
    const short = live(7, 3)
    expect([short.world.t.clock.day[0], live(7, 999).world.t.clock.day[0]]).toEqual([fromDay + 3, days - 1])
    expect(Math.min(...short.facts[0].columns['day'])).toBe(fromDay)
  })

  test('the luck is part of the state: a restored world goes on with it, and a hash tells it', () => {
    const sink = createRecord().sink
    const w = restoreWorld(layout, snapshot, { sink, level: 0 })
    const before = hashWorld(w)
    changeLuck(w, 99)
    expect(hashWorld(w)).not.toBe(before)
    const restored = restoreWorld(layout, snapshotWorld(w), { sink, level: 0 })
    expect([restored.t.clock.luckSeed[0], hashWorld(restored)]).toEqual([99, hashWorld(w)])
  })

  test('the next fault of each battery is drawn anew, all else that is pending stays', () => {
    const w = restoreWorld(layout, snapshot, { sink: createRecord().sink, level: 0 })
    const pending = () => {
      const [faultTimes, others]: [string[], string[]] = [[], []]
      w.list.forEachPending((time, key, kind, subject) =>
        (kind === EventKind.faultStrikes ? faultTimes : others).push(`${time} ${key} ${kind} ${subject}`),
      )
      return { faultTimes, others }
    }
    const before = pending()
    changeLuck(w, 99)
    const after = pending()
    expect(after.others).toEqual(before.others)
    expect(before.faultTimes.length).toBeGreaterThan(5)
    expect(after.faultTimes.filter((one) => before.faultTimes.includes(one))).toEqual([])
  })
})

test('a fan is the band of nine in ten with its middle; unknown where nothing is known', () => {
  const values = Array.from({ length: 101 }, (_, i) => i)
  expect(fanOf([...values, null])).toEqual({ n: 101, mean: 50, low: 5, middle: 50, high: 95 })
  expect(fanOf([null])).toEqual({ n: 0, mean: null, low: null, middle: null, high: null })
})

test('the command tells bad input before anything is run', async () => {
  const codes = async (call: Parameters<typeof foresee>[0]) => (await foresee(call, () => undefined)).problems.map(({ code }) => code)
  expect(await codes({ scenario: 'nosuch' })).toEqual(['scenario-missing'])
  expect(await codes({ scenario: 'baseline', from: 366 })).toEqual(['day-beyond'])
  expect(await codes({ scenario: 'baseline', city: 'nosuch.osm.pbf' })).not.toEqual([])
})
