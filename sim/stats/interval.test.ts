import { describe, expect, test } from 'vitest'
import { nextXoshiroUniform, normalFrom } from '../random/index.ts'
import { areCorrelated, estimateBySections, halfWidthOf, meanOfTally, varianceOfTally, addToTally, TALLY_SIZE } from './index.ts'

const words = Uint32Array.of(5, 6, 7, 8)
const normal = () => normalFrom(nextXoshiroUniform(words), 0, 1)
const sample = (size: number) => Float64Array.from({ length: size }, normal)
const meanOf = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length

describe('sections', () => {
  test('without controls: the mean, its standard error, n − 1 degrees of freedom', () => {
    const values = sample(40)
    const tally = new Float64Array(TALLY_SIZE)
    for (const value of values) addToTally(tally, 0, value)
    const estimate = estimateBySections(meanOfTally(tally, 0), values)
    expect(estimate.value).toBe(meanOfTally(tally, 0))
    expect(estimate.standardError).toBeCloseTo(Math.sqrt(varianceOfTally(tally, 0) / 40), 12)
    expect(estimate.freedom).toBe(39)
    expect(halfWidthOf(estimate, 0.95) / estimate.standardError).toBeCloseTo(2.0227, 4)
  })

  test('the 90 % interval holds the mean in 90 % of 1000 samples, with a control as well', () => {
    let plain = 0
    let controlled = 0
    let narrower = 0
    for (let i = 0; i < 1000; i++) {
      const control = sample(20)
      const values = control.map((c) => 3 + 2 * c + 0.5 * normal())
      const alone = estimateBySections(meanOf(values), values)
      const helped = estimateBySections(meanOf(values), values, [{ pooled: meanOf(control), sections: control }])
      if (Math.abs(alone.value - 3) <= halfWidthOf(alone, 0.9)) plain++
      if (Math.abs(helped.value - 3) <= halfWidthOf(helped, 0.9)) controlled++
      if (helped.standardError < alone.standardError / 2) narrower++
    }
    // Five standard deviations of a binomial count.
    expect(Math.abs(plain - 900)).toBeLessThan(48)
    expect(Math.abs(controlled - 900)).toBeLessThan(48)
    expect(narrower).toBeGreaterThan(990)
  })

  test('what controls explain whole leaves no error, and a control twice or a constant one does no harm', () => {
    const control = { pooled: 0.25, sections: sample(30) }
    const values = control.sections.map((c) => 7 - 4 * c)
    const constant = { pooled: 0, sections: new Float64Array(30) }
    const estimate = estimateBySections(7 - 4 * 0.25, values, [control, { ...control }, constant])
    expect(estimate.value).toBeCloseTo(7, 9)
    expect(estimate.standardError).toBeLessThan(1e-7)
    expect(estimate.freedom).toBe(26)
  })

  test('too few sections are a programmer error', () => {
    expect(() => estimateBySections(1, sample(2))).toThrow('sections-too-few')
  })
})

describe('leaning on neighbours', () => {
  test('independent values are taken for correlated in about one of a hundred', () => {
    let found = 0
    for (let i = 0; i < 2000; i++) if (areCorrelated(sample(64))) found++
    expect(found).toBeGreaterThan(4)
    expect(found).toBeLessThan(45)
  })

  test('values that hold on to their neighbour by a half are found out, constants are not', () => {
    let last = 0
    const series = sample(128).map((fresh) => (last = 0.5 * last + fresh))
    expect(areCorrelated(series)).toBe(true)
    expect(areCorrelated(new Float64Array(10).fill(2))).toBe(false)
  })
})
