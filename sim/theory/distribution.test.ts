import { describe, expect, test } from 'vitest'
import * as distributions from './distribution.ts'
import { densityOf, integrate, isDiscrete, quantileOfDistribution, tailOf } from './shape.ts'
import { isTame, rawMoment } from './moments.ts'
import { seedStreams, viewStreams } from './experiment.ts'

const all = [
  distributions.exponential(2),
  distributions.deterministic(3),
  distributions.lognormal(2, 0.7),
  distributions.erlang(3, 6),
  distributions.hyperexponential([0.3, 0.7], [2, 0.5]),
  distributions.weibull(2, 400),
  distributions.weibull(0.8, 1),
  distributions.geometric(2.5, 1),
  distributions.geometric(0.5, 0),
  distributions.normal(100, 20),
  distributions.poisson(7.5),
].map((distribution) => [distribution.name, distribution] as const)

const words = new Uint32Array(4)
seedStreams(words, { seed: 11, id: 5 })

describe.each(all)('%s', (_, distribution) => {
  const { mean, variance } = distribution
  const sample = Float64Array.from({ length: 40_000 }, () => distributions.draw(distribution, words))

  test('a block of draws is the draws one by one', () => {
    const [one, many] = [Uint32Array.of(1, 2, 3, 4), Uint32Array.of(1, 2, 3, 4)]
    const block = new Float64Array(12)
    distributions.fillDraws(distribution, many, block, 2, 12)
    expect([...block]).toEqual([0, 0, ...Array.from({ length: 10 }, () => distributions.draw(distribution, one))])
    expect(many).toEqual(one)
  })

  test('draws have the stated mean and variance, and the stated tail', () => {
    const sampleMean = sample.reduce((a, b) => a + b, 0) / sample.length
    expect(Math.abs(sampleMean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / sample.length) + 1e-9)
    const squares = sample.map((x) => (x - mean) ** 2)
    const sampleVariance = squares.reduce((a, b) => a + b, 0) / sample.length
    const fourth = squares.reduce((sum, x) => sum + (x - sampleVariance) ** 2, 0) / sample.length
    expect(Math.abs(sampleVariance - variance)).toBeLessThanOrEqual(5 * Math.sqrt(fourth / sample.length) + 1e-9)
    for (const x of [0, mean / 2, mean, 2 * mean]) {
      const tail = tailOf(distribution, x)
      const share = sample.reduce((count, value) => count + Number(value > x), 0) / sample.length
      expect(Math.abs(share - tail)).toBeLessThanOrEqual(5 * Math.sqrt((tail * (1 - tail)) / sample.length) + 1e-9)
    }
  })

  test.each([1, 2, 3])('moment %d is that of the tail’s integral', (k) => {
    const moment = rawMoment(distribution, k)
    if (moment === null) return expect(isDiscrete(distribution)).toBe(true)
    if (k < 3) expect(moment / (k === 1 ? mean : mean * mean + variance)).toBeCloseTo(1, 11)
    if (variance === 0) return expect(moment).toBe(3 ** k)
    const end = quantileOfDistribution(distribution, 1 - 1e-15)
    expect(integrate((x) => k * x ** (k - 1) * tailOf(distribution, x), 0, end, 4000) / moment).toBeCloseTo(1, 4)
  })

  test('the quantile is where the tail passes its share', () => {
    for (const p of [0.01, 0.3, 0.7, 0.99]) {
      const x = quantileOfDistribution(distribution, p)
      if (variance > 0 && !isDiscrete(distribution)) expect(tailOf(distribution, x)).toBeCloseTo(1 - p, 9)
      expect(tailOf(distribution, x)).toBeLessThanOrEqual(1 - p + 1e-9)
      expect(tailOf(distribution, x - 1e-6 * mean)).toBeGreaterThanOrEqual(1 - p - 1e-9)
    }
  })
})

test.each(all.filter(([, distribution]) => !isDiscrete(distribution)))('the density of %s is what its tail loses', (_, distribution) => {
  const { mean } = distribution
  for (const [lo, hi] of [
    [mean / 2, mean],
    [mean, 3 * mean],
  ])
    expect(integrate((x) => densityOf(distribution, x), lo, hi, 8)).toBeCloseTo(tailOf(distribution, lo) - tailOf(distribution, hi), 10)
})

test('means of powers are tame until giants make them up', () => {
  const { exponential, lognormal, poisson } = distributions
  expect([1, 2, 3].map((k) => isTame(exponential(2), k))).toEqual([true, true, true])
  expect([1, 2, 3].map((k) => isTame(lognormal(2, 1), k))).toEqual([true, true, false])
  expect([isTame(lognormal(1, 2.2), 1), isTame(poisson(3), 1)]).toEqual([false, false])
})

test('streams differ by seed, case and number, and not otherwise', () => {
  const seeds = [
    { seed: 1, id: 1 },
    { seed: 2, id: 1 },
    { seed: 1, id: 2 },
    { seed: 4294967297, id: 1 },
  ]
  const states = seeds.flatMap((luck) => {
    const block = new Uint32Array(8)
    seedStreams(block, luck)
    return viewStreams(block).map((state) => state.join())
  })
  expect(new Set(states).size).toBe(8)
  const again = new Uint32Array(8)
  seedStreams(again, seeds[0])
  expect(viewStreams(again).map((state) => state.join())).toEqual(states.slice(0, 2))
})
