import { expect, test } from 'vitest'
import { readWindow } from './poisson-day.ts'
import { candidateRate, expectArrivals, isKept } from './rate.ts'
import { integrate } from './shape.ts'

const rate = { mean: 10, amplitude: 0.6, period: 24 }

test('expected arrivals are the area under the rate', () => {
  const at = (t: number) => 10 * (1 + 0.6 * Math.sin((2 * Math.PI * t) / 24))
  for (const [from, to] of [
    [0, 6],
    [3, 20],
    [0, 24],
    [5, 60],
  ])
    expect(expectArrivals(rate, from, to)).toBeCloseTo(integrate(at, from, to), 9)
})

test('thinning keeps the share that the rate has of its candidates', () => {
  const words = Uint32Array.of(1, 2, 3, 4)
  for (const amplitude of [0.6, -0.6]) {
    const swing = { ...rate, amplitude }
    let kept = 0
    for (let i = 0; i < 20_000; i++) if (isKept(swing, 6, words)) kept++
    const share = (10 * (1 + amplitude)) / candidateRate(swing)
    expect(Math.abs(kept / 20_000 - share)).toBeLessThanOrEqual(5 * Math.sqrt((share * (1 - share)) / 20_000))
  }
})

test('windows by name', () => {
  expect(readWindow('mean_0_6')).toMatchObject({ what: 'mean', from: 0, to: 6 })
  expect(readWindow('var_1.5_24')).toMatchObject({ what: 'var', from: 1.5, to: 24 })
  expect(readWindow('P_N_0_6_le_70')).toMatchObject({ what: 'P', from: 0, to: 6, comparison: 'le', limit: 70 })
  expect([readWindow('mean_6_6'), readWindow('mean_0'), readWindow('P_N_0_6')]).toEqual([null, null, null])
})
