import { expect, test } from 'vitest'
import { describeSpeed, speeds, stepSpeed } from './speeds.ts'

test('from 1× to 100 000× and back, step by step', () => {
  let speed = 1
  for (const expected of speeds.slice(1)) expect((speed = stepSpeed(speed, 1))).toBe(expected)
  for (const expected of speeds.toReversed().slice(1)) expect((speed = stepSpeed(speed, -1))).toBe(expected)
})

test('the ends stay, and a speed between two steps goes to its neighbour', () => {
  expect(stepSpeed(100_000, 1)).toBe(100_000)
  expect(stepSpeed(1, -1)).toBe(1)
  expect(stepSpeed(100, 1)).toBe(300)
  expect(stepSpeed(100, -1)).toBe(60)
})

test('a speed says what passes in a second', () => {
  expect(describeSpeed(1)).toBe('1×')
  expect(describeSpeed(600)).toBe('600× · 10\u202fmin/s')
  expect(describeSpeed(86_400)).toBe('86\u202f400× · 1\u202fd/s')
  expect(describeSpeed(100_000)).toBe('100\u202f000×')
})
