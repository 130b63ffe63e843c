import { expect, test } from 'vitest'
import { roadTiers, splitByTier } from './road-tiers.ts'

test('each segment lands in the tier of its class, in order, and none is lost', () => {
  const roadClassNames = ['motorway', 'residential', 'primary', 'bridleway']
  const classOfSegment = Uint8Array.of(1, 0, 3, 2, 0)
  const segments = Float32Array.from({ length: 20 }, (_, i) => i)
  const tiers = splitByTier({ roads: { count: 5, classOfSegment, segments }, roadClassNames })
  expect(tiers.map((tier) => [...tier])).toEqual([[4, 5, 6, 7, 16, 17, 18, 19], [12, 13, 14, 15], [], [0, 1, 2, 3, 8, 9, 10, 11]])
})

test('wider tiers are wider in metres and in pixels', () => {
  for (const width of ['widthM', 'minPixels', 'maxPixels'] as const) {
    const widths = roadTiers.map((tier) => tier[width])
    expect(widths).toEqual(widths.toSorted((a, b) => b - a))
  }
})
