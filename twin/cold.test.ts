import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chargePowerShare, usableShare } from './cold.ts'
import { fixtureSpec, usualCold } from './world-fixture.ts'

const cold = usualCold
const { rules } = fixtureSpec
const temp = fc.double({ min: -60, max: 90, noNaN: true })

describe('usable energy', () => {
  it('is whole in the warmth, as stated at 0 and −20 °C, between them between them', () => {
    expect([45, 20, 10, 0, -10, -20].map((t) => usableShare(cold, t))).toEqual([
      1,
      1,
      0.925,
      0.85,
      expect.closeTo(0.725),
      expect.closeTo(0.6),
    ])
  })

  it('never grows in the cold and is never nothing', () => {
    fc.assert(
      fc.property(temp, temp, (a, b) => {
        const [colder, warmer] = a < b ? [a, b] : [b, a]
        expect(usableShare(cold, colder)).toBeLessThanOrEqual(usableShare(cold, warmer))
        expect(usableShare(cold, colder)).toBeGreaterThanOrEqual(0.1)
      }),
    )
  })

  it('is switched off by shares of 1', () => {
    const none = { ...cold, usableAtZeroFrac: 1, usableAtMinus20Frac: 1 }
    expect([-40, -20, -3, 0, 7, 30].map((t) => usableShare(none, t))).toEqual([1, 1, 1, 1, 1, 1])
  })
})

describe('charging power', () => {
  const share = (t: number): number => chargePowerShare(cold, rules, t)

  it('is whole below the first limit of heat, nothing from the second on, and falls evenly between', () => {
    expect([20, 40, 41, 42.5, 44, 45, 60].map(share)).toEqual([1, 1, 0.8, 0.5, 0.2, 0, 0])
  })

  it('is nothing in frost, a part at the limit, and grows evenly to the whole', () => {
    expect([-20, -0.1, 0, 5, 10].map(share)).toEqual([0, 0, 0.3, expect.closeTo(0.65), 1])
  })

  it('steps where both limits are one', () => {
    const hot = { chargeSlowFromDegC: 40, chargeStopFromDegC: 40 }
    expect([39.9, 40, 40.1].map((t) => chargePowerShare(cold, hot, t))).toEqual([1, 1, 0])
    expect([4.9, 5].map((t) => chargePowerShare({ ...cold, chargeStopDegC: 5, chargeFullDegC: 5 }, rules, t))).toEqual([0, 1])
  })

  it('is between nothing and the whole, and in the cold never grows with it', () => {
    fc.assert(
      fc.property(temp, temp, (a, b) => {
        expect(share(a)).toBeGreaterThanOrEqual(0)
        expect(share(a)).toBeLessThanOrEqual(1)
        if (a < b && b <= rules.chargeSlowFromDegC) expect(share(a)).toBeLessThanOrEqual(share(b))
      }),
    )
  })

  it('knows no cold where both limits lie below all weather', () => {
    const never = { ...cold, chargeStopDegC: -60, chargeFullDegC: -60 }
    expect([-59, -20, 0].map((t) => chargePowerShare(never, rules, t))).toEqual([1, 1, 1])
  })
})
