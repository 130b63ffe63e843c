import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCalendar } from '../calendar.ts'
import { daysFromCivil } from '../civil.ts'
import { createTimeReader, parseTime } from './time-text.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** Dublin in 2023, from local midnight of 1 January: summer time from 26 March to 29 October, both at 1:00 UTC. */
const first = daysFromCivil(2023, 1, 1)
const dublin = createCalendar(first, [
  { fromMs: 0, offsetMs: 0 },
  { fromMs: (daysFromCivil(2023, 3, 26) - first) * dayMs + hourMs, offsetMs: hourMs },
  { fromMs: (daysFromCivil(2023, 10, 29) - first) * dayMs + hourMs, offsetMs: 0 },
])
const read = (text: string, clock: typeof dublin | null = null) => parseTime(createTimeReader(clock), text, 0, text.length)
const utc = (text: string) => Date.parse(text)

describe('a moment in text', () => {
  test.each([
    ['2023-10-12T13:35:24Z', '2023-10-12T13:35:24Z'],
    ['2023-10-12T13:35:24.250Z', '2023-10-12T13:35:24.250Z'],
    ['2023-10-12 13:35:24', '2023-10-12T13:35:24Z'],
    ['2023-10-12T13:35', '2023-10-12T13:35:00Z'],
    ['2023-10-12T13:35:24.5+02:00', '2023-10-12T11:35:24.500Z'],
    ['2023-10-12T13:35:24-0330', '2023-10-12T17:05:24Z'],
    ['2023/10/12 13:35:24', '2023-10-12T13:35:24Z'],
    ['12.10.2023 13:35:24', '2023-10-12T13:35:24Z'],
    ['1697117724', '2023-10-12T13:35:24Z'],
    ['1697117724000', '2023-10-12T13:35:24Z'],
    ['2024-02-29T24:00:00Z', '2024-03-01T00:00:00Z'],
  ])('%s', (text, iso) => {
    expect(read(text)).toBe(utc(iso))
  })

  test.each(['12/10/2023 13:35', '2023-13-01', '2023-02-30T25:00:00', '2023-10-12T13:61:00', '17', 'yesterday', '2023-10-12T1x:35:24', ''])(
    '%j is none',
    (text) => {
      expect(read(text)).toBeNaN()
    },
  )

  test.each([
    ['2023-07-06T09:04:23', '2023-07-06T08:04:23Z'],
    ['2023-12-06 09:04:23', '2023-12-06T09:04:23Z'],
    // Left out by the change to summer time: the first moment after it. Twice at the change back: the first.
    ['2023-03-26 01:30:00', '2023-03-26T01:00:00Z'],
    ['2023-10-29 01:30:00', '2023-10-29T00:30:00Z'],
    ['2023-10-29 02:00:00', '2023-10-29T02:00:00Z'],
    ['2023-07-06T09:04:23Z', '2023-07-06T09:04:23Z'],
  ])('by Dublin’s wall clock: %s', (text, iso) => {
    expect(read(text, dublin)).toBe(utc(iso))
  })

  test('the remembered hour changes nothing', () => {
    const reader = createTimeReader(dublin)
    fc.assert(
      fc.property(fc.integer({ min: utc('2023-01-02T00:00:00Z'), max: utc('2023-12-30T00:00:00Z') }), (ms) => {
        const text = new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)
        expect(parseTime(reader, text, 0, text.length)).toBe(read(text, dublin))
      }),
    )
  })
})
