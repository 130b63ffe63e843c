import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeLabels, type LabelWish } from './place-labels.ts'

const wishes = fc.array(
  fc.record({
    text: fc.constant('Altstadt'),
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 0, max: 400 }),
    width: fc.integer({ min: 10, max: 120 }),
    height: fc.integer({ min: 8, max: 20 }),
  }),
  { maxLength: 60 },
)

const touch = (a: LabelWish, b: LabelWish, gap: number) =>
  a.x - a.width / 2 < b.x + b.width / 2 + gap &&
  b.x - b.width / 2 < a.x + a.width / 2 + gap &&
  a.y - a.height / 2 < b.y + b.height / 2 + gap &&
  b.y - b.height / 2 < a.y + a.height / 2 + gap

test('no two texts that stand touch, and each that fell touches one before it that stands', () => {
  fc.assert(
    fc.property(wishes, fc.integer({ min: 0, max: 12 }), (all, gap) => {
      const standing = placeLabels(all, gap)
      for (const [i, index] of all.entries()) {
        const earlier = standing.filter((other) => other < i).map((other) => all[other])
        expect(earlier.some((other) => touch(index, other, gap))).toBe(!standing.includes(i))
      }
    }),
  )
})

test('the first wish stands, whatever follows', () => {
  const same = { text: 'Hub', x: 5, y: 5, width: 40, height: 12 }
  expect(placeLabels([same, same, { ...same, x: 300 }], 4)).toEqual([0, 2])
  expect(placeLabels([], 4)).toEqual([])
})
