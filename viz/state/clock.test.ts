import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { advanceClock, createClock } from './clock.ts'
import { dayAt } from './windows.ts'

const clockAt = (timeMs: number, isGrowing = false, endMs = 10_000) => {
  const clock = createClock(signal(endMs), signal(isGrowing), timeMs, 60)
  clock.isPlaying.value = true
  return clock
}

test('a frame moves time by speed, backwards too', () => {
  const clock = clockAt(5000)
  advanceClock(clock, 16)
  expect(clock.timeMs.value).toBe(5960)
  clock.isBackwards.value = true
  advanceClock(clock, 16)
  expect(clock.timeMs.value).toBe(5000)
})

test('at either end of what was lived the clock stops', () => {
  const forwards = clockAt(9990)
  advanceClock(forwards, 100)
  expect([forwards.timeMs.value, forwards.isPlaying.value]).toEqual([9999, false])
  const backwards = clockAt(10)
  backwards.isBackwards.value = true
  advanceClock(backwards, 100)
  expect([backwards.timeMs.value, backwards.isPlaying.value]).toEqual([0, false])
})

test('while more is being lived the clock waits at the end, and stands where it was when a new run has not come that far', () => {
  const atEnd = clockAt(9990, true)
  advanceClock(atEnd, 100)
  expect([atEnd.timeMs.value, atEnd.isPlaying.value]).toEqual([9999, true])
  const beyond = clockAt(50_000, true)
  advanceClock(beyond, 100)
  expect([beyond.timeMs.value, beyond.isPlaying.value]).toEqual([50_000, true])
})

test('the local day of a moment, days of 23 and 25 hours included', () => {
  const hour = 3_600_000
  const scene = { days: 3, dayStartMs: Float64Array.of(0, 23 * hour, 48 * hour, 72 * hour) }
  expect([0, 23 * hour - 1, 23 * hour, 47 * hour, 48 * hour, 99 * hour].map((time) => dayAt(scene, time))).toEqual([0, 0, 1, 1, 2, 2])
})
