import { expect, test } from 'vitest'
import { localMs } from '../../twin/index.ts'
import { calendarOf, dayMs, hourMs } from './local-time.ts'
import { placeTicks } from './ticks.ts'

const startUtcMs = Date.UTC(2027, 0, 1)
const changes = [
  { fromMs: 0, offsetMs: 0 },
  { fromMs: Date.UTC(2027, 2, 28, 1) - startUtcMs, offsetMs: hourMs },
  { fromMs: Date.UTC(2027, 9, 31, 1) - startUtcMs, offsetMs: 0 },
]
const dublin = calendarOf({ startUtcMs, utcOffsets: changes })
const span = (days: number, widthPx: number) => ({ fromMs: 0, toMs: days * dayMs, widthPx })
const named = (days: number, widthPx: number) => placeTicks(dublin, days, span(days, widthPx)).filter(({ text }) => text !== '')

test('a year names its months, January with its year', () => {
  const names = named(365, 1400).map(({ text }) => text)
  expect(names).toEqual(['Jan 2027', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'])
})

test('every mark stands on a local midnight, on both sides of both changes of the clock', () => {
  for (const days of [365, 20])
    for (const { timeMs } of placeTicks(dublin, days, span(days, 1400))) expect(localMs(dublin, timeMs) % dayMs).toBe(0)
  const april = placeTicks(dublin, 365, span(365, 1400))[3]
  expect(april.timeMs).toBe(Date.UTC(2027, 2, 31, 23) - startUtcMs)
})

test('a few days are named one by one', () => {
  expect(named(3, 600).map(({ text }) => text)).toEqual(['1 Jan', '2 Jan', '3 Jan'])
})

test.each([7, 20, 90, 365, 730, 3650])('names of %d days never touch, on any width', (days) => {
  for (const widthPx of [300, 390, 700, 1500, 2500]) {
    const marks = named(days, widthPx)
    for (let i = 1; i < marks.length; i++)
      expect(marks[i].pixel - marks[i - 1].pixel).toBeGreaterThanOrEqual(5.5 * marks[i - 1].text.length)
  }
})
