import { ReplacementCause, UsedRoute } from './kinds.ts'
import type { RenewalSpec, RuleSpec } from './spec.ts'

/**
 * Policies are ports: the twin asks, a policy answers with a decision and a reason. Each is a pure function of numbers read from arena
 * columns and of frozen parameters; a DMN table, a learned model or an LP plan can stand behind the same question.
 */
export interface Policies {
  /** Content hash of the parameters, for the manifest. */
  readonly id: string
  /** Whether `exchangeNow` reads the question's history; where it does not, nobody fills it in. */
  readonly readsHistory?: boolean
  /** Replace this battery now? Answers a `ReplacementCause` (0 = no). */
  readonly exchangeNow: (question: ExchangeQuestion) => ReplacementCause
  /** Start a tour now? `slackMs`: time left to the most urgent order; `orders`: how many wait. */
  readonly startTour: (slackMs: number, orders: number) => boolean
  /** Ask the hub to restock a shop or box that misses so many batteries (withdrawn ones included)? */
  readonly restock: (missing: number, atMissing: number) => boolean
  /** What becomes of a used battery. `luck` is a uniform draw named for this battery and occasion. */
  readonly routeUsed: (sohFrac: number, isBroken: boolean, luck: number) => UsedRoute
}

export interface ExchangeQuestion {
  sohFrac: number
  /** Loss of soh a day, from the last day. */
  fadePerDay: number
  /** Smallest soh of the contract. */
  minimumSohFrac: number
  /** 1 when a fault is known or the terminal is invalid. */
  isFaulty: boolean
  isWrongForContract: boolean
  readonly history: BatteryHistory
}

/** What a battery has lived through, for policies that learn. */
export interface BatteryHistory {
  /** Row of the battery, and the local day that ends. */
  battery: number
  day: number
  /** Since purchase. */
  ageDays: number
  /** Equivalent full cycles. */
  efc: number
  /** Mean air temperature of the day. */
  ambientDegC: number
}

/** A history of nothing, to be filled. */
export function createHistory(): BatteryHistory {
  return { battery: -1, day: 0, ageDays: 0, efc: 0, ambientDegC: 0 }
}

/** The first policies: thresholds from the scenario's rules. */
export function createThresholdPolicies(rules: RuleSpec, renewal: RenewalSpec, tours: { atStops: number; slackMinutes: number }): Policies {
  const slackMs = tours.slackMinutes * 60_000
  return {
    id: JSON.stringify(['threshold', rules, renewal, tours]),
    exchangeNow: (q) => {
      if (q.isFaulty) return ReplacementCause.fault
      if (q.isWrongForContract) return ReplacementCause.contract
      const limit = Math.max(rules.replaceBelowSohFrac, q.minimumSohFrac)
      return q.sohFrac - q.fadePerDay * rules.replaceLeadDays < limit ? ReplacementCause.wear : ReplacementCause.none
    },
    startTour: (slack, orders) => orders >= tours.atStops || slack <= slackMs,
    restock: (missing, atMissing) => missing > 0 && missing >= atMissing,
    routeUsed: (sohFrac, isBroken, luck) => {
      if (isBroken && luck >= renewal.repairFrac) return sohFrac >= renewal.refurbishFromSohFrac ? UsedRoute.refurbish : UsedRoute.recycle
      if (sohFrac >= renewal.reuseFromSohFrac) return UsedRoute.reuse
      if (sohFrac >= renewal.refurbishFromSohFrac) return UsedRoute.refurbish
      return sohFrac >= renewal.secondLifeFromSohFrac ? UsedRoute.secondLife : UsedRoute.recycle
    },
  }
}
