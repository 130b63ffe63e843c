import { expect, test } from 'vitest'
import { calendarOf, dayMs, hourMs } from './local-time.ts'
import { timeAfterKey } from './time-keys.ts'

const startUtcMs = Date.UTC(2027, 2, 20)
const calendar = calendarOf({
  startUtcMs,
  utcOffsets: [
    { fromMs: 0, offsetMs: 0 },
    { fromMs: Date.UTC(2027, 2, 28, 1) - startUtcMs, offsetMs: hourMs },
  ],
})
const endMs = 30 * dayMs - hourMs
const press = (timeMs: number, key: string, shiftKey = false) => timeAfterKey(calendar, endMs, timeMs, { key, shiftKey })
const noon = 12 * hourMs

test('an hour, a day, a week, and the ends', () => {
  expect(press(noon, 'ArrowRight')).toBe(noon + hourMs)
  expect(press(noon, 'ArrowLeft')).toBe(noon - hourMs)
  expect(press(noon, 'ArrowRight', true)).toBe(noon + dayMs)
  expect(press(noon + dayMs, 'ArrowLeft', true)).toBe(noon)
  expect(press(noon + 7 * dayMs, 'PageDown')).toBe(noon)
  expect(press(noon, 'Home')).toBe(0)
  expect(press(noon, 'End')).toBe(endMs)
})

test('a week over the change of the clock keeps the time on the wall', () => {
  expect(press(noon + 7 * dayMs, 'PageUp')).toBe(noon + 14 * dayMs - hourMs)
})

test('no key leads out of the run, and other keys mean nothing', () => {
  expect(press(0, 'ArrowLeft')).toBe(0)
  expect(press(endMs, 'PageUp')).toBe(endMs)
  expect(press(noon, 'a')).toBeNull()
})
