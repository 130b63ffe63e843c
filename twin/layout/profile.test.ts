import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cumulateProfile, hoursOfShare, shareAt } from './profile.ts'

const weights = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 24, maxLength: 24 }).filter((w) => w.some((x) => x > 0))

describe('a day’s profile', () => {
  it('rises from 0 to 1 by each hour’s share', () => {
    const even = cumulateProfile(Array.from({ length: 24 }, () => 3))
    expect(even[0]).toBe(0)
    expect(even[24]).toBe(1)
    expect(even[6]).toBeCloseTo(0.25, 12)
    expect(shareAt(even, 6.5)).toBeCloseTo(6.5 / 24, 12)
    expect(shareAt(even, 24)).toBe(1)
    expect(hoursOfShare(even, 0.75)).toBeCloseTo(18, 12)
    expect(hoursOfShare(even, 1)).toBe(24)
  })

  it('never falls', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 24, noNaN: true }), fc.double({ min: 0, max: 24, noNaN: true }), (w, a, b) => {
        const profile = cumulateProfile(w)
        expect(shareAt(profile, Math.min(a, b))).toBeLessThanOrEqual(shareAt(profile, Math.max(a, b)) + 1e-12)
      }),
    )
  })

  it('is inverted: at the hours of a share, that share is behind', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 0.999999, noNaN: true }), (w, share) => {
        const profile = cumulateProfile(w)
        const hours = hoursOfShare(profile, share)
        expect(hours).toBeGreaterThanOrEqual(0)
        expect(hours).toBeLessThanOrEqual(24)
        expect(shareAt(profile, hours)).toBeCloseTo(share, 9)
      }),
    )
  })

  it('finds the moment at which the use goes on, where the share stands still for hours', () => {
    const twoPeaks = cumulateProfile([...Array.from({ length: 8 }, () => 0), 1, ...Array.from({ length: 11 }, () => 0), 1, 0, 0, 0])
    expect(hoursOfShare(twoPeaks, 0)).toBe(8)
    expect(hoursOfShare(twoPeaks, 0.5)).toBe(20)
    expect(hoursOfShare(twoPeaks, 0.75)).toBeCloseTo(20.5, 12)
  })
})
