import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addReading,
  assimilate,
  createLiveFleet,
  createReadings,
  defaultLiveSettings,
  hashLive,
  takeAct,
  viewFleet,
  type Act,
  type LiveFleet,
  type Reading,
} from '../twin/live/live-fixture.ts'
import { compareTime } from '../twin/live/order.ts'

const base = Date.UTC(2023, 9, 12)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const frac = fc.integer({ min: 0, max: 100 }).map((points) => points / 100)

/** Few batteries, few times and few numbers, so that readings collide in every way. */
const reading: fc.Arbitrary<Reading> = fc
  .record({
    battery: fc.constantFrom('a', 'b', 'c'),
    boot: fc.nat(1),
    sequence: maybe(fc.nat(12)),
    minute: fc.nat(200),
    delayMinutes: fc.nat(300),
    socFrac: maybe(frac),
    tempDegC: maybe(fc.integer({ min: -20, max: 60 })),
    powerW: maybe(fc.integer({ min: -100, max: 100 })),
    latDeg: maybe(fc.constantFrom(53.1, 53.101)),
  })
  .map(({ minute, delayMinutes, sequence, socFrac, tempDegC, powerW, latDeg, ...rest }) => ({
    ...rest,
    timeMs: base + minute * 60_000,
    knownMs: base + (minute + delayMinutes) * 60_000,
    ...(sequence !== undefined && { sequence }),
    ...(socFrac !== undefined && { socFrac }),
    ...(tempDegC !== undefined && { tempDegC }),
    ...(powerW !== undefined && { powerW }),
    ...(latDeg !== undefined && { latDeg, lonDeg: -6.2 }),
  }))
const act: fc.Arbitrary<Act> = fc
  .record({
    issuer: fc.constantFrom('me', 'you'),
    sequence: fc.nat(5),
    minute: fc.nat(300),
    battery: fc.constantFrom('a', 'b'),
    alarm: fc.nat(2),
  })
  .map(({ minute, ...rest }) => ({
    ...rest,
    kind: 'acknowledge' as const,
    timeMs: base + minute * 60_000,
    knownMs: base + minute * 60_000,
  }))

/** Takes readings in batches of the given sizes, as they stand. */
function live(readings: readonly Reading[], acts: readonly Act[], sizes: readonly number[] = [1]): LiveFleet {
  const store = createReadings(4)
  const fleet = createLiveFleet(store, defaultLiveSettings)
  for (let at = 0, turn = 0; at < readings.length; turn++) {
    const batch = readings.slice(at, at + sizes[turn % sizes.length])
    assimilate(
      fleet,
      Int32Array.from(batch, (one) => addReading(store, one)),
    )
    at += batch.length
  }
  for (const one of acts) takeAct(fleet, one)
  return fleet
}

const facts = fc.tuple(fc.array(reading, { maxLength: 60 }), fc.array(act, { maxLength: 6 }))
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 })

/** Any order and any repetition of a list: every entry at least once. */
function disturb<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc
    .array(fc.nat(Math.max(0, list.length - 1)), { maxLength: list.length })
    .chain((again) => fc.shuffledSubarray([...list, ...again.map((at) => list[at])], { minLength: list.length + again.length }))
}

describe('the past is a function of a set of facts', () => {
  test('shuffled, doubled and late: the same state, bit for bit', () => {
    fc.assert(
      fc.property(
        facts.chain(([readings, acts]) =>
          fc.tuple(fc.constant(readings), fc.constant(acts), disturb(readings), disturb(acts), sizes, sizes),
        ),
        ([readings, acts, otherReadings, otherActs, some, others]) => {
          const [one, two] = [live(readings, acts, some), live(otherReadings, otherActs, others)]
          for (const untilMs of [Infinity, base + 50 * 60_000, base + 150 * 60_000])
            expect(hashLive(two, untilMs)).toBe(hashLive(one, untilMs))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('one reading more, or one changed, is another state', () => {
    const readings: Reading[] = [0, 1, 2].map((minute) => ({ battery: 'a', timeMs: base + minute * 60_000, socFrac: 0.9 - minute / 100 }))
    const hash = hashLive(live(readings, []))
    expect(hashLive(live(readings.slice(1), []))).not.toBe(hash)
    expect(hashLive(live(readings.with(1, { ...readings[1], socFrac: 0.9 }), []))).not.toBe(hash)
    expect(
      hashLive(
        live(
          readings.map((one) => ({ ...one, battery: 'b' })),
          [],
        ),
      ),
    ).not.toBe(hash)
  })

  test('the readings that hold are those of a plain sort: one an identity, the least by content, by time', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 60 }), sizes, (readings, some) => {
        const fleet = live(readings, [], some)
        const { names, columns: c } = fleet.readings
        const naive = new Map<string, Set<number>>(names.map((name) => [name, new Set()]))
        const all = readings.map((_, row) => row).toSorted((a, b) => compareTime(c, a, b))
        const seen = new Set<string>()
        for (const row of all) {
          const identity = c.sequence[row] >= 0 ? `${c.boot[row]} ${c.sequence[row]}` : JSON.stringify(contentOf(fleet, row))
          const key = `${c.battery[row]} ${identity}`
          if (seen.has(key)) continue
          seen.add(key)
          naive.get(names[c.battery[row]])?.add(row)
        }
        fleet.batteries.forEach(({ ordered }, id) => {
          const held = [...ordered.held.rows.subarray(0, ordered.held.count)].map((row) => contentOf(fleet, row))
          expect(held).toEqual([...(naive.get(names[id]) ?? [])].map((row) => contentOf(fleet, row)))
        })
      }),
    )
  })

  test('late readings run their own battery again and no other', () => {
    const minutes = Array.from({ length: 30 }, (_, i) => i)
    const store = createReadings()
    const fleet = createLiveFleet(store, defaultLiveSettings)
    const add = (battery: string, minute: number) =>
      addReading(store, { battery, timeMs: base + minute * 60_000, socFrac: 0.9 - minute / 1000 })
    assimilate(
      fleet,
      Int32Array.from(minutes.flatMap((minute) => (minute === 10 ? [add('b', minute)] : [add('a', minute), add('b', minute)]))),
    )
    const level = Float64Array.from(fleet.filter.level)
    assimilate(fleet, Int32Array.of(add('a', 10)))
    expect(fleet.counts.rerun).toBe(1)
    const changed = [...level.subarray(0, 59)].flatMap((value, row) =>
      value === fleet.filter.level[row] ? [] : [store.names[store.columns.battery[row]]],
    )
    expect(new Set(changed)).toEqual(new Set(['a']))
    // What was before it stands as it was.
    expect([...fleet.filter.level.subarray(0, 20)]).toEqual([...level.subarray(0, 20)])
  })

  test('a moment is the same from either side and by seek', () => {
    fc.assert(
      fc.property(facts, fc.array(fc.nat(250), { minLength: 2, maxLength: 8 }), ([readings, acts], minutes) => {
        const fleet = live(readings, acts)
        const once = new Map(minutes.map((minute) => [minute, viewFleet(fleet, base + minute * 60_000)]))
        for (const minute of [...minutes.toReversed(), ...minutes])
          expect(viewFleet(fleet, base + minute * 60_000)).toEqual(once.get(minute))
      }),
    )
  })
})

function contentOf({ readings: { columns: c } }: LiveFleet, row: number): number[] {
  return [c.timeMs[row], c.boot[row], c.sequence[row], c.socFrac[row], c.tempDegC[row], c.powerW[row], c.latDeg[row]]
}
