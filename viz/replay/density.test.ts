import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregateDensity, eventsAt, livedPixels } from './density.ts'

const hourMs = 3_600_000
const hours = (count: number, widthPx: number) => ({ fromMs: 0, toMs: count * hourMs, widthPx })

test('one column for each hour shows the counts themselves', () => {
  const { min, mean, max, peak } = aggregateDensity(Uint16Array.of(3, 0, 7), hours(3, 3))
  expect([...min]).toEqual([3, 0, 7])
  expect([...mean]).toEqual([3, 0, 7])
  expect([...max]).toEqual([3, 0, 7])
  expect(peak).toBe(7)
})

test('a column over several hours keeps the least, the mean and the most', () => {
  const { min, mean, max } = aggregateDensity(Uint16Array.of(1, 5, 0, 2), hours(4, 2))
  expect([[...min], [...mean], [...max]]).toEqual([
    [1, 0],
    [3, 1],
    [5, 2],
  ])
})

test('columns narrower than an hour repeat it', () => {
  expect([...aggregateDensity(Uint16Array.of(4, 9), hours(2, 6)).max]).toEqual([4, 4, 4, 9, 9, 9])
})

test('what is not lived is no number, and no zero', () => {
  const { max, peak } = aggregateDensity(Uint16Array.of(2, 2), hours(4, 4))
  expect([...max]).toEqual([2, 2, NaN, NaN])
  expect(peak).toBe(2)
  expect(aggregateDensity(new Uint16Array(), hours(4, 4)).peak).toBe(0)
})

test('no peak is lost and none is invented, at any width', () => {
  const counts = fc.uint16Array({ minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(counts, fc.double({ min: 1, max: 400, noNaN: true }), fc.integer({ min: 1, max: 5 }), (events, widthPx, columnPx) => {
      const { min, mean, max, peak } = aggregateDensity(events, hours(events.length, widthPx), columnPx)
      expect(peak).toBe(Math.max(...events))
      max.forEach((high, column) => {
        expect(min[column]).toBeLessThanOrEqual(mean[column] * (1 + 1e-6))
        expect(mean[column]).toBeLessThanOrEqual(high * (1 + 1e-6))
      })
    }),
  )
})

test('events of the hour under the pointer, unknown where nothing was lived', () => {
  const events = Uint16Array.of(3, 8)
  expect(eventsAt(events, hourMs - 1)).toBe(3)
  expect(eventsAt(events, hourMs)).toBe(8)
  expect(eventsAt(events, 2 * hourMs)).toBeNull()
})

test('the lived part ends inside of the strip', () => {
  expect(livedPixels(hours(10, 100), 4 * hourMs)).toBe(40)
  expect(livedPixels(hours(10, 100), 99 * hourMs)).toBe(100)
})
