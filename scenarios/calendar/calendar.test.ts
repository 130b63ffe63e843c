import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateTextOf, dayMs, daysFromCivil, dayStarts, hourMs } from '../../twin/index.ts'
import { resolveCalendar, zones } from './index.ts'

const names = [...zones.keys()]

/** Offset by the time zone data that Node carries: an independent source. */
function offsetByIntl(formatter: Intl.DateTimeFormat, utcMs: number): number {
  const part = Object.fromEntries(formatter.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part['year'], part['month'] - 1, part['day'], part['hour'], part['minute'], part['second']) - utcMs
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const digits = '2-digit'
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
  })
}

describe('time zones', () => {
  it.each(names)('%s changes its clock when Node’s zone data says so, 2024 to 2031', (name) => {
    const calendar = resolveCalendar(daysFromCivil(2024, 1, 1), 7 * 365, zones.get(name)!)
    const formatter = formatterOf(name)
    const end = calendar.utcOffsets.length - 1
    calendar.utcOffsets.forEach(({ fromMs, offsetMs }, i) => {
      const untilMs = i < end ? calendar.utcOffsets[i + 1].fromMs : fromMs + 30 * dayMs
      for (const timeMs of [fromMs, (fromMs + untilMs) / 2, untilMs - 1000])
        expect(offsetByIntl(formatter, calendar.startUtcMs + timeMs)).toBe(offsetMs)
    })
    expect(end).toBe(zones.get(name)!.summer ? 16 : 0)
  })

  it('any start date begins at local midnight by Node’s zone data', () => {
    const formatters = new Map(names.map((name) => [name, formatterOf(name)]))
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 18_300, max: 23_000 }), (name, epochDay) => {
        const { startUtcMs, utcOffsets } = resolveCalendar(epochDay, 10, zones.get(name)!)
        expect(startUtcMs + offsetByIntl(formatters.get(name)!, startUtcMs)).toBe(epochDay * dayMs)
        expect(offsetByIntl(formatters.get(name)!, startUtcMs)).toBe(utcOffsets[0].offsetMs)
      }),
    )
  })
})

describe('local days', () => {
  it.each([
    ['Europe/Berlin', '2027-03-28', '2027-10-31'],
    ['Europe/Dublin', '2027-03-28', '2027-10-31'],
    ['America/New_York', '2027-03-14', '2027-11-07'],
    ['Australia/Sydney', '2027-10-03', '2027-04-04'],
  ])('in %s a year has its 23 h day on %s and its 25 h day on %s', (name, short, long) => {
    const calendar = resolveCalendar(daysFromCivil(2027, 1, 1), 365, zones.get(name)!)
    const starts = dayStarts(calendar, 366)
    const odd = Array.from({ length: 365 }, (_, day) => [(starts[day + 1] - starts[day]) / hourMs, dateTextOf(calendar, day)])
    expect(odd.filter(([hours]) => hours !== 24).toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [23, short],
      [25, long],
    ])
  })

  it('where the clock never changes every day has 24 h', () => {
    const calendar = resolveCalendar(daysFromCivil(2027, 1, 1), 365, zones.get('America/Sao_Paulo')!)
    expect([...dayStarts(calendar, 366)]).toEqual(Array.from({ length: 366 }, (_, day) => day * dayMs))
  })

  it('a run that is cut earlier has the same offsets as far as it goes', () => {
    const zone = zones.get('Europe/Berlin')!
    const long = resolveCalendar(daysFromCivil(2027, 1, 1), 1826, zone)
    const short = resolveCalendar(daysFromCivil(2027, 1, 1), 365, zone)
    expect(long.utcOffsets.slice(0, short.utcOffsets.length)).toEqual(short.utcOffsets)
  })
})
