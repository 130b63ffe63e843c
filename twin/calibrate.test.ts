import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lognormalFrom, normalFrom, philoxUniform } from '../sim/random/index.ts'
import { calibrateFactor } from './calibrate.ts'

const belief = { multiplier: 1.3, sdLog: 0.2 }
const measure = (sohFrac: number, lawLossFrac: number, sohSdFrac = 0.01) => ({ sohFrac, sohSdFrac, lawLossFrac })

describe('a calibrated factor', () => {
  it('is the belief while nothing could have been lost, and the measurement once much was', () => {
    expect(calibrateFactor(belief, measure(1, 0))).toEqual({ multiplier: expect.closeTo(1.3, 12), sdLog: expect.closeTo(0.2, 12) })
    const sure = calibrateFactor(belief, measure(0.8, 0.1, 0.0005))
    expect(sure.multiplier).toBeCloseTo(2, 2)
    expect(sure.sdLog).toBeLessThan(0.01)
  })

  it('rises with the measured loss and lies between belief and measurement', () => {
    const soh = fc.double({ min: 0.5, max: 1, noNaN: true })
    const loss = fc.double({ min: 0.01, max: 0.4, noNaN: true })
    fc.assert(
      fc.property(soh, soh, loss, (a, b, law) => {
        const [worse, better] = a < b ? [a, b] : [b, a]
        const of = (sohFrac: number): number => calibrateFactor(belief, measure(sohFrac, law)).multiplier
        expect(of(worse)).toBeGreaterThanOrEqual(of(better) - 1e-9)
        const alone = (1 - worse) / law
        expect(of(worse)).toBeGreaterThanOrEqual(Math.min(alone, belief.multiplier) - 1e-9)
        expect(of(worse)).toBeLessThanOrEqual(Math.max(alone, belief.multiplier) + 1e-9)
      }),
    )
  })

  it('finds the factors of a fleet, the surer the more is measured', () => {
    const errorAfter = (measurements: number): number => {
      let squares = 0
      for (let battery = 0; battery < 300; battery++) {
        const truth = lognormalFrom(philoxUniform(1, 1, battery, 0), belief.multiplier, belief.sdLog)
        let found = belief
        for (let i = 1; i <= measurements; i++) {
          const law = 0.02 * i
          const sohFrac = normalFrom(philoxUniform(1, 2, battery, i), 1 - truth * law, 0.01)
          found = calibrateFactor(found, measure(sohFrac, law))
        }
        squares += Math.log(found.multiplier / truth) ** 2
      }
      return Math.sqrt(squares / 300)
    }
    const [none, some, many] = [0, 2, 8].map(errorAfter)
    expect(none).toBeGreaterThan(0.15)
    expect(some).toBeLessThan(none * 0.9)
    expect(many).toBeLessThan(0.06)
  })
})
