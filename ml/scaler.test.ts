import { expect, test } from 'vitest'
import { createKnownData } from './data-set-fixture.ts'
import { fitScalers, fitTargetScaler, fromLearnedForm, learnedForm } from './scaler.ts'

test('scalers see the rows that they are given and no other', () => {
  const data = createKnownData(20)
  const rows = Int32Array.of(0, 1, 2, 3)
  const before = [fitScalers(data, rows), fitTargetScaler(data, rows)]
  data.x.fill(1e6, 12)
  data.y.fill(1e6, 4)
  expect([fitScalers(data, rows), fitTargetScaler(data, rows)]).toEqual(before)
  const mean = (data.x[0] + data.x[3] + data.x[6] + data.x[9]) / 4
  expect(fitScalers(data, rows)[0].mean).toBeCloseTo(mean, 12)
})

test('a feature that does not vary keeps scale 1', () => {
  const data = createKnownData(5)
  data.x.fill(0.1)
  expect(fitScalers(data, Int32Array.of(0, 1, 2))).toEqual(data.features.map(() => ({ mean: expect.closeTo(0.1, 12), scale: 1 })))
})

test('the learned form goes back to where it came from, and never below 0', () => {
  const target = { name: 'days', unit: 'd', transform: 'log' } as const
  for (const days of [0, 0.5, 30, 3650]) expect(fromLearnedForm(target, learnedForm(target, days))).toBeCloseTo(days, 9)
  expect(fromLearnedForm(target, -5)).toBe(0)
  expect(fromLearnedForm({ ...target, transform: 'none' }, -5)).toBe(0)
})
