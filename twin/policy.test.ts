import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReplacementCause, UsedRoute } from './kinds.ts'
import { createHistory, createThresholdPolicies } from './policy.ts'
import type { ExchangeQuestion } from './policy.ts'
import { fixtureSpec } from './world-fixture.ts'

const { rules, renewal } = fixtureSpec
const policies = createThresholdPolicies(rules, renewal, { atStops: 4, slackMinutes: 120 })
const healthy: ExchangeQuestion = {
  sohFrac: 0.9,
  fadePerDay: 0.0001,
  minimumSohFrac: 0.7,
  isFaulty: false,
  isWrongForContract: false,
  history: createHistory(),
}
const minuteMs = 60_000

describe('threshold policies', () => {
  it('leave a healthy battery where it is', () => {
    expect(policies.exchangeNow(healthy)).toBe(ReplacementCause.none)
  })

  it('replace for a fault before a contract before wear', () => {
    const worn = { ...healthy, sohFrac: 0.5 }
    expect(policies.exchangeNow(worn)).toBe(ReplacementCause.wear)
    expect(policies.exchangeNow({ ...worn, isWrongForContract: true })).toBe(ReplacementCause.contract)
    expect(policies.exchangeNow({ ...worn, isWrongForContract: true, isFaulty: true })).toBe(ReplacementCause.fault)
  })

  it('replace when the limit is reached within the lead time: the rule’s or the contract’s, whichever is higher', () => {
    const at = (sohFrac: number, fadePerDay: number, minimumSohFrac = 0.7) =>
      policies.exchangeNow({ ...healthy, sohFrac, fadePerDay, minimumSohFrac })
    expect(at(0.714, 0.0009)).toBe(ReplacementCause.none)
    expect(at(0.714, 0.0011)).toBe(ReplacementCause.wear)
    expect(at(0.79, 0, 0.8)).toBe(ReplacementCause.wear)
    expect(at(0.69, 0, 0.5)).toBe(ReplacementCause.wear)
  })

  it('start a tour for enough orders or for little time', () => {
    expect(policies.startTour(300 * minuteMs, 3)).toBe(false)
    expect(policies.startTour(300 * minuteMs, 4)).toBe(true)
    expect(policies.startTour(120 * minuteMs, 1)).toBe(true)
    expect(policies.startTour(-5, 1)).toBe(true)
  })

  it('restock from the threshold on, never for nothing', () => {
    expect(policies.restock(0, 0)).toBe(false)
    expect(policies.restock(-2, 0)).toBe(false)
    expect([1, 2, 3].map((missing) => policies.restock(missing, 2))).toEqual([false, true, true])
  })

  it('send a used battery one of four ways by its health', () => {
    const route = (soh: number) => policies.routeUsed(soh, false, 0.5)
    expect([0.95, 0.85, 0.8, 0.78, 0.7, 0.6, 0.5].map(route)).toEqual([
      UsedRoute.reuse,
      UsedRoute.reuse,
      UsedRoute.refurbish,
      UsedRoute.refurbish,
      UsedRoute.secondLife,
      UsedRoute.secondLife,
      UsedRoute.recycle,
    ])
  })

  it('repair a stated share of broken ones; the rest is never used again as it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (soh, luck) => {
        const broken = policies.routeUsed(soh, true, luck)
        if (luck < renewal.repairFrac) expect(broken).toBe(policies.routeUsed(soh, false, luck))
        else expect([UsedRoute.refurbish, UsedRoute.recycle]).toContain(broken)
      }),
    )
  })

  it('carry what they decide by in their id', () => {
    const other = createThresholdPolicies({ ...rules, replaceBelowSohFrac: 0.8 }, renewal, { atStops: 4, slackMinutes: 120 })
    expect(other.id).not.toBe(policies.id)
    expect(createThresholdPolicies(rules, renewal, { atStops: 4, slackMinutes: 120 }).id).toBe(policies.id)
  })
})
