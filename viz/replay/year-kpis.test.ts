import { expect, test } from 'vitest'
import { createCalendar, daysFromCivil } from '../../twin/index.ts'
import type { DayTotals } from '../run-api.ts'
import { spanAt, spansOf, yearAxis, yearKpis, yearPath } from './year-kpis.ts'

// From Friday 1 January 2027 on.
const calendar = createCalendar(daysFromCivil(2027, 1, 1), [{ fromMs: 0, offsetMs: 0 }])
const days = 12
const column = (...values: number[]) => Float64Array.from({ length: days }, (_, day) => values[day % values.length])
const totals: DayTotals = {
  run: 1,
  days,
  promisesDue: column(10, 20, 0),
  promisesKept: column(10, 15, 0),
  requests: column(1),
  swaps: column(3),
  replacements: column(1),
  failedAttempts: column(0),
  stockPlaceMs: column(100),
  stockOutMs: column(1, 3),
  courierPaidMs: column(8),
  courierBusyMs: column(4),
  meanDegC: column(-3, 5),
}
const kpi = (id: string) => yearKpis.find((one) => one.id === id)!
const valuesOf = (id: string, isByWeek = false) => spansOf(totals, kpi(id), calendar, isByWeek).map(({ value }) => value)

test('by day: shares are divided, counts stand, and a day without promises is unknown', () => {
  expect(valuesOf('sla').slice(0, 3)).toEqual([1, 0.75, NaN])
  expect(valuesOf('missed').slice(0, 3)).toEqual([0, 5, 0])
  expect(valuesOf('exchanges')[0]).toBe(4)
})

test('weeks begin on Mondays; shares of a week are sums first, divided last', () => {
  const spans = spansOf(totals, kpi('sla'), calendar, true)
  expect(spans.map(({ fromDay, toDay }) => [fromDay, toDay])).toEqual([
    [0, 3],
    [3, 10],
    [10, 12],
  ])
  expect(spans[0].value).toBeCloseTo(25 / 30, 12)
  expect(valuesOf('missed', true)[0]).toBe(5)
  expect(valuesOf('temperature', true)[2]).toBeCloseTo(1, 12)
})

test('axes are round, hold all values, and say so of shares near 1 and of frost', () => {
  expect(yearAxis(spansOf(totals, kpi('sla'), calendar, false), 'frac')).toEqual({ low: 0.7, high: 1 })
  expect(yearAxis(spansOf(totals, kpi('stock-out'), calendar, false), 'frac')).toEqual({ low: 0, high: 0.03 })
  expect(yearAxis(spansOf(totals, kpi('temperature'), calendar, false), '°C')).toEqual({ low: -3, high: 5 })
  expect(yearAxis([], '1')).toEqual({ low: 0, high: 1 })
})

test('the path steps from day to day, with a gap where nothing is known', () => {
  const startMs = Array.from({ length: days + 1 }, (_, day) => day * 10)
  const path = yearPath(
    spansOf(totals, kpi('sla'), calendar, false),
    { low: 0.5, high: 1 },
    startMs,
    { fromMs: 0, toMs: 120, widthPx: 120 },
    40,
  )
  expect(path.startsWith('M0.0 0.0H10.0V20.0H20.0M30.0 0.0H40.0')).toBe(true)
})

test('the span of a day', () => {
  expect(spanAt(spansOf(totals, kpi('missed'), calendar, true), 4)).toMatchObject({ fromDay: 3, toDay: 10 })
  expect(spanAt(spansOf(totals, kpi('missed'), calendar, true), 99)).toBe(null)
})
