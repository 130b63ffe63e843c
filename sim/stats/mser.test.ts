import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exp } from '../math/index.ts'
import { nextXoshiroUniform, seedXoshiro } from '../random/index.ts'
import { findTruncation } from './index.ts'

/** All truncations one by one, as the rule is told. */
function findNaively(series: readonly number[], batch: number): number | null {
  const means = Array.from({ length: Math.floor(series.length / batch) }, (_, at) => {
    const values = series.slice(at * batch, (at + 1) * batch)
    return values.reduce((sum, x) => sum + x, 0) / batch
  })
  const errorOf = (from: number) => {
    const rest = means.slice(from)
    const mean = rest.reduce((sum, x) => sum + x, 0) / rest.length
    return rest.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (rest.length * rest.length)
  }
  const half = Math.floor(means.length / 2)
  const errors = means.slice(0, half + 1).map((_, from) => errorOf(from))
  const best = errors.indexOf(Math.min(...errors))
  return means.length < 10 || best === half ? null : best * batch
}

function noise(length: number, seed: number): number[] {
  const state = new Uint32Array(4)
  seedXoshiro(state, seed)
  return Array.from({ length }, () => nextXoshiroUniform(state) - 0.5)
}

test('as the rule is told, over any series', () => {
  const value = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  fc.assert(
    fc.property(fc.array(value, { minLength: 0, maxLength: 120 }), fc.integer({ min: 1, max: 6 }), (series, batch) => {
      expect(findTruncation(series, batch)).toBe(findNaively(series, batch))
    }),
  )
})

test('a start that fades is left out, a steady series is kept almost whole, a drift has no steady part', () => {
  const steady = noise(500, 1)
  const fading = steady.map((x, i) => x + 40 * exp(-i / 20))
  expect(findTruncation(steady)).toBeLessThanOrEqual(50)
  expect(findTruncation(fading)).toBeGreaterThanOrEqual(50)
  expect(findTruncation(fading)).toBeLessThanOrEqual(150)
  expect(findTruncation(steady.map((x, i) => x + i))).toBe(null)
})

test('equal values need no truncation, gaps take no part, too short a series says nothing', () => {
  expect(findTruncation(Array.from({ length: 60 }, () => 0.95))).toBe(0)
  const series = [...Array.from({ length: 20 }, () => 9), ...Array.from({ length: 20 }, () => NaN), ...noise(200, 2)]
  expect(findTruncation(series)).toBe(20)
  expect(findTruncation(noise(49, 3))).toBe(null)
  expect(findTruncation([])).toBe(null)
})
