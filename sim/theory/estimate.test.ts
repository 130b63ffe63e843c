import { describe, expect, test } from 'vitest'
import { nextXoshiroUniform } from '../random/index.ts'
import { estimateValues } from './estimate.ts'
import { ratioOf, type Experiment } from './experiment.ts'

/** Uniform numbers, one for each event; the first `late` of them are 100 higher. Sums: count, sum. */
function uniforms(late: number): Experiment & { readonly pieces: number[] } {
  const words = Uint32Array.of(1, 2, 3, 4)
  const sums = new Float64Array(2)
  const pieces: number[] = []
  let events = 0
  return {
    sums,
    pieces,
    get events() {
      return events
    },
    pieceSize: 1000,
    run: (size) => {
      sums.fill(0)
      pieces.push(size)
      for (let i = 0; i < size; i++) sums[1] += nextXoshiroUniform(words) + (events++ < late ? 100 : 0)
      sums[0] = size
    },
    level: ratioOf(1, 0),
    controls: () => [],
    draws: [],
    find: () => ratioOf(1, 0),
  }
}

const wanted = (halfWidthFrac: number) => [{ name: 'mean', read: ratioOf(1, 0), halfWidthFrac }]

describe('sequential estimation', () => {
  test('stops when the half-width is reached, not before, and finds the mean', () => {
    const rough = estimateValues(uniforms(0), wanted(0.01), 1e8)
    const fine = estimateValues(uniforms(0), wanted(0.0005), 1e8)
    expect(rough.isReached).toBe(true)
    // Thrice as long as a pilot of 20 000 and 64 batches of 4000.
    expect(rough.events).toBeGreaterThanOrEqual(3 * 276_000)
    expect(rough.events).toBeLessThan(900_000)
    // sd of a uniform / mean = 0.577; (1.98 · 0.577 / 0.0005)² = 5.2 million draws, and thrice as long.
    expect(fine.events).toBeGreaterThan(12e6)
    expect(fine.events).toBeLessThan(20e6)
    expect(fine.values[0].halfWidthFrac).toBeLessThanOrEqual(0.0005)
    expect(Math.abs(fine.values[0].value - 0.5)).toBeLessThan(5 * fine.values[0].standardError)
  })

  test('the start is forgotten before anything is counted', () => {
    const { values, warmUpEvents } = estimateValues(uniforms(9000), wanted(0.01), 1e8)
    expect(warmUpEvents).toBe(20_000)
    expect(Math.abs(values[0].value - 0.5)).toBeLessThan(5 * values[0].standardError)
  })

  test('the limit of events ends a run that is not sure, and says how far it came', () => {
    const { isReached, events, values } = estimateValues(uniforms(0), wanted(1e-6), 1e6)
    expect(isReached).toBe(false)
    expect(events).toBeGreaterThanOrEqual(1e6)
    expect(events).toBeLessThan(1.2e6)
    expect(values[0].halfWidthFrac).toBeGreaterThan(1e-6)
  })

  test('what never happens is not taken for sure', () => {
    const never = [{ name: 'never', read: () => 0, halfWidthFrac: 0.05 }]
    expect(estimateValues(uniforms(0), never, 5e5)).toMatchObject({ isReached: false, values: [{ value: 0, halfWidthFrac: Infinity }] })
  })
})
