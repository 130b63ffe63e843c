import { expect, test } from 'vitest'
import { createDealer } from './batches.ts'

test('each epoch deals every row once, by seed, and another way than the one before', () => {
  const [deal, again, other] = [createDealer(100, 5), createDealer(100, 5), createDealer(100, 6)]
  const first = deal().slice()
  expect([...first].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, row) => row))
  expect(again()).toEqual(first)
  expect(other()).not.toEqual(first)
  expect(deal()).not.toEqual(first)
})

test('every place is equally likely for a row', () => {
  const deal = createDealer(4, 1)
  const counts = [0, 0, 0, 0]
  for (let epoch = 0; epoch < 4000; epoch++) counts[deal().indexOf(0)] += 1
  // Five standard deviations of a fair deal: 5·√(4000·¼·¾) = 137.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(137)
})
