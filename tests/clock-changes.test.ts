import { describe, expect, it } from 'vitest'
import { createWorld } from '../twin/create-world.ts'
import { hourMs, timeOfHour, wallHourAt } from '../twin/layout/days.ts'
import { layOut } from '../twin/layout/layout.ts'
import { EventKind } from '../twin/event-kinds.ts'
import { growWorld, handleEvent } from '../twin/engine.ts'
import type { WorldSpec } from '../twin/spec.ts'
import { createFixtureCity, createRecord, fixtureSpec, runWorld } from '../twin/world-fixture.ts'
import { dailyFacts } from '../twin/facts.ts'
import { loadSmall } from './small-scenario.ts'

/** 2027 in Berlin: 28 March (day 86) has 23 hours, 31 October (day 303) has 25. */
const shortDay = 86
const longDay = 303
const { calendar } = loadSmall({ days: 365 })

/** A quiet year: nobody’s faults, few customers, couriers on every day. */
const spec: WorldSpec = {
  ...fixtureSpec,
  days: 365,
  calendar,
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  segments: fixtureSpec.segments.map((s) => ({ ...s, customers: s.id === 'homes' ? 2 : s.id === 'scooters' ? 3 : 0 })),
  couriers: {
    ...fixtureSpec.couriers,
    // The first shift spans the hour of the change, the second does not.
    shifts: [
      { startHour: 1, endHour: 9 },
      { startHour: 12, endHour: 20 },
    ],
  },
}

describe('a year in Europe/Berlin', () => {
  const layout = layOut(spec, createFixtureCity())
  const { days } = layout
  const lengthMs = (day: number) => days.startMs[day + 1] - days.startMs[day]
  const record = createRecord()
  const w = createWorld(layout, { sink: record.sink, level: 0 })
  const shifts = new Map<number, number[]>()
  while (w.list.peekTime() <= days.startMs[365]) {
    growWorld(w)
    w.list.pop()
    const { kind, time } = w.list
    const day = w.t.clock.day[0]
    handleEvent(w, kind, w.list.subject, time)
    if (kind === EventKind.shiftBegins || kind === EventKind.shiftEnds) shifts.set(day, [...(shifts.get(day) ?? []), time])
  }

  function sumOfDay(day: number, name: string): number {
    return record.days[day][dailyFacts.columns.findIndex((c) => c.name === name)].reduce((sum, value) => sum + value, 0)
  }

  it('has one day of 23 hours and one of 25, and 365 days in as many hours as the year has', () => {
    const odd = Array.from({ length: 365 }, (_, day) => day).filter((day) => lengthMs(day) !== 24 * hourMs)
    expect(odd).toEqual([shortDay, longDay])
    expect(lengthMs(shortDay)).toBe(23 * hourMs)
    expect(lengthMs(longDay)).toBe(25 * hourMs)
    expect(days.startMs[365]).toBe(365 * 24 * hourMs)
    expect(record.days.length).toBe(365)
  })

  it('has its shifts by the clock on the wall, and pays the hours that they really last', () => {
    for (const day of [shortDay - 1, shortDay, longDay, longDay + 1]) {
      expect(shifts.get(day)?.map((time) => wallHourAt(days, time))).toEqual([1, 9, 12, 20])
    }
    expect(sumOfDay(shortDay - 1, 'courierPaidMs')).toBe(16 * hourMs)
    expect(sumOfDay(shortDay, 'courierPaidMs')).toBe(15 * hourMs)
    expect(sumOfDay(longDay, 'courierPaidMs')).toBe(17 * hourMs)
  })

  it('counts stock and contracts over the true length of each day', () => {
    const placesWithStock = w.t.stock.target.filter((target) => target > 0).length
    const contracts = 2 * 2
    for (const day of [0, shortDay, longDay, 364]) {
      expect(sumOfDay(day, 'stockPlaceMs')).toBe(placesWithStock * lengthMs(day))
      expect(sumOfDay(day, 'contractMs')).toBe(contracts * lengthMs(day))
    }
  })

  it('leaves the hour out of the week that the short day has not, and counts the double hour twice', () => {
    const placesWithStock = w.t.stock.target.filter((target) => target > 0).length
    const cells = layout.cells
    const hourSum = (weekday: number, hour: number) =>
      w.t.hourFacts.stockPlaceMs.subarray((weekday * 24 + hour) * cells, (weekday * 24 + hour + 1) * cells).reduce((a, b) => a + b, 0) /
      placesWithStock /
      hourMs
    const sundays = 52
    // Both changes fall on a Sunday at 2 and 3 o’clock: 2–3 h is left out in March and comes twice in October.
    expect([1, 2, 3].map((hour) => hourSum(6, hour))).toEqual([sundays, sundays, sundays])
    // 2027 begins and ends on a Friday.
    expect(hourSum(4, 12)).toBe(53)
    expect(hourSum(0, 12)).toBe(52)
    const all = w.t.hourFacts.stockPlaceMs.reduce((a, b) => a + b, 0)
    expect(all).toBe(record.sums['stockPlaceMs'])
    expect(w.t.hourFacts.courierPaidMs.reduce((a, b) => a + b, 0)).toBe(record.sums['courierPaidMs'])
    expect(w.t.hourFacts.stockOutMs.reduce((a, b) => a + b, 0)).toBe(record.sums['stockOutMs'])
  })

  it('finds the first of two equal hours, and the end of a gap for an hour that is not there', () => {
    expect(timeOfHour(days, shortDay, 2.5)).toBe(days.startMs[shortDay] + 2 * hourMs)
    expect(timeOfHour(days, longDay, 2.5)).toBe(days.startMs[longDay] + 2.5 * hourMs)
    expect(timeOfHour(days, longDay, 3)).toBe(days.startMs[longDay] + 4 * hourMs)
  })
})

describe('a run that sees only the change in March', () => {
  it('misses the third hour of one Sunday', () => {
    const days = 93
    const w = createWorld(layOut({ ...spec, days }, createFixtureCity()), { sink: createRecord().sink, level: 0 })
    runWorld(w)
    const placesWithStock = w.t.stock.target.filter((target) => target > 0).length
    const { cells } = w.layout
    const sundayHours = [1, 2, 3].map((hour) => {
      const from = (6 * 24 + hour) * cells
      return w.t.hourFacts.stockPlaceMs.subarray(from, from + cells).reduce((a, b) => a + b, 0) / placesWithStock / hourMs
    })
    // Thirteen Sundays from 3 January to 28 March 2027; the last one has no hour from 2 to 3.
    expect(sundayHours).toEqual([13, 12, 13])
  })
})
