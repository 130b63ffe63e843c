import { expect, test } from 'vitest'
import { batteryPixels, spreadPixels, tailSeconds } from './sizes.ts'

test('dots and stocks grow with the zoom and stay within limits; tails grow with the speed', () => {
  for (const grow of [batteryPixels, spreadPixels]) {
    const sizes = [8, 10, 12, 14, 16, 18].map(grow)
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(sizes[0]).toBeGreaterThanOrEqual(1)
    expect(sizes.at(-1)).toBeLessThanOrEqual(9)
  }
  expect([1, 60, 600, 100_000].map(tailSeconds)).toEqual([120, 120, 900, 14_400])
})
