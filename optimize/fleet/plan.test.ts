import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultAssumptions } from './assumptions.ts'
import type { Assumptions } from './assumptions.ts'
import { alikeDays } from './basis-fixture.ts'
import type { PlanBasis } from './basis.ts'
import { boxRange, brokenLimits, costOf, decideNothing } from './decisions.ts'
import type { Decisions } from './decisions.ts'
import { describeEffects } from './effects.ts'
import { thoughtOf } from './model.ts'
import { planFleet } from './plan.ts'
import type { FleetPlan } from './plan.ts'

const defaults = defaultAssumptions(5)

function plan(basis: PlanBasis, assumptions: Assumptions = defaults, method: 'whole' | 'rounded' = 'whole'): FleetPlan {
  const outcome = planFleet({ basis, assumptions, method })
  if (outcome.kind !== 'planned') throw new Error(JSON.stringify(outcome))
  return outcome.plan
}

function problemsOf(basis: PlanBasis, assumptions: Assumptions = defaults) {
  const outcome = planFleet({ basis, assumptions, method: 'whole' })
  return outcome.kind === 'refused' ? outcome.problems : []
}

/** One hub with spare batteries of one product: 96 hand-overs a day, two to a delivery. */
function withPool(hubStock: number, months = 1): PlanBasis {
  const basis = alikeDays(months, [{}])
  const always = (value: number) => new Float64Array(months * 30).fill(value)
  const pool = {
    id: 'scooter',
    label: 'Scooter pack',
    priceEur: 600,
    chargeH: 2,
    spares: hubStock,
    perBox: 0,
    hubStock: [hubStock],
    planned: [always(0)],
    byCourier: [always(96)],
    byPartner: [always(0)],
    perDelivery: 2,
  }
  return { ...basis, pools: [pool] }
}

/** One hub with ten boxes that were used by 30 % on one half of the days and by 40 % on the other, with 2 % and 4 % missed. */
function withBoxes(): PlanBasis {
  const basis = alikeDays(2, [{}])
  const byDay = (first: number, second: number) => Float64Array.from({ length: 60 }, (_, day) => (day < 30 ? first : second))
  const work = basis.work.map((hub) => ({
    ...hub,
    boxDue: byDay(1000, 1000),
    boxMissed: byDay(20, 40),
    boxPacks: byDay(300, 400),
    boxRated: byDay(1000, 1000),
  }))
  return { ...basis, work, boxes: 10, ruledBoxes: 10 }
}

describe('a plan', () => {
  test('lets couriers go whom nobody needs, and keeps the limit on tours', () => {
    // 16 h on tour a day: 16 / 24 h with three couriers is 67 %, 16 / 16 h with two would be 100 %.
    const { decisions, changes, costs, today } = plan(alikeDays(12, [{ staff: 6 }]))
    expect(decisions.couriers.map(([n]) => n)).toEqual(Array.from({ length: 12 }, () => 3))
    expect(changes[0]).toEqual({ hired: 0, left: 3, moved: 0 })
    expect(today.wagesEur - costs.wagesEur).toBe(3 * 8 * 360 * 20)
    expect(costs.totalEur).toBeLessThan(today.totalEur)
  })

  test('moves couriers to the hub that lacks them rather than hiring', () => {
    const { decisions, changes } = plan(
      alikeDays(6, [
        { staff: 1, busyH: 20, missed: 60 },
        { staff: 5, busyH: 12, missed: 5 },
      ]),
    )
    expect(changes[0].moved).toBeGreaterThan(0)
    expect(changes.reduce((sum, { hired }) => sum + hired, 0)).toBe(0)
    expect(decisions.couriers[0][0]).toBeGreaterThan(1)
    expect(decisions.couriers[0][1]).toBeLessThan(5)
  })

  test('does not let couriers go for a month when leaving and hiring cost more than their wages', () => {
    const quiet = alikeDays(3, [{ staff: 4 }])
    quiet.work[0].busyH.set(Float64Array.from({ length: 90 }, (_, day) => (day >= 30 && day < 60 ? 18 : 26)))
    const cheap = plan(quiet, { ...defaults, hireEur: 0, leaveEur: 0 }).decisions.couriers.map(([n]) => n)
    const dear = plan(quiet, { ...defaults, hireEur: 1e5, leaveEur: 1e5 }).decisions.couriers.map(([n]) => n)
    expect(cheap).toEqual([4, 3, 4])
    expect(dear).toEqual([4, 4, 4])
  })

  test('buys the spare batteries that Little’s law asks for, and none where they are there', () => {
    // 96 a day × 1.6 × (4 + 2) h / 24 h = 38.4 → 39.
    expect(plan(withPool(30, 12)).decisions.bought[0][0]).toEqual([9])
    expect(
      plan(withPool(39, 12))
        .decisions.bought.flat(2)
        .every((n) => n === 0),
    ).toBe(true)
  })

  test('leaves boxes as they are where the run says nothing about them', () => {
    expect(plan(alikeDays(1, [{}])).decisions.boxes).toBe(0)
  })

  test('prices what binds: one more hour, one more spare, one more euro', () => {
    // Full days miss much, calm ones little; only one courier a month can be hired, so that limit binds, and an hour is worth something.
    const short = alikeDays(2, [{ staff: 3 }])
    short.work[0].busyH.set(Float64Array.from({ length: 60 }, (_, day) => (day % 2 === 0 ? 16 : 23)))
    short.work[0].missed.set(Float64Array.from({ length: 60 }, (_, day) => (day % 2 === 0 ? 5 : 60)))
    const { worth } = plan(short, { ...defaults, penaltyEur: 100, hiresPerMonth: 1 })
    expect(worth.find(({ kind }) => kind === 'courierHour')?.savesEur).toBeGreaterThan(0)
    expect(worth.find(({ kind }) => kind === 'hire')?.savesEur).toBeGreaterThan(0)
    expect(plan(withPool(0), { ...defaults, budgetEur: 20_000, batteryYears: 30 }).worth.some(({ kind }) => kind === 'budget')).toBe(true)
  })

  test('rounded from fractions keeps every limit too, and costs no less than the best', () => {
    const basis = withPool(20, 3)
    const [whole, rounded] = [plan(basis), plan(basis, defaults, 'rounded')]
    const effects = describeEffects(basis, defaults)
    expect(brokenLimits(basis, defaults, effects, rounded.decisions)).toEqual([])
    expect(rounded.costs.totalEur).toBeGreaterThanOrEqual(whole.costs.totalEur - 1e-6)
    expect(rounded.method).toBe('rounded')
  })

  test('bounds how much better any plan could be', () => {
    const { atMostBetterEur } = plan(alikeDays(12, [{ staff: 6 }]))
    expect(atMostBetterEur).toBeGreaterThanOrEqual(0)
  })
})

test('beside all plans of a small case, tried one by one by our own count, the plan is the cheapest', () => {
  const hub = fc.record({
    staff: fc.integer({ min: 1, max: 4 }),
    busyH: fc.integer({ min: 4, max: 24 }),
    missed: fc.integer({ min: 0, max: 30 }),
  })
  fc.assert(
    fc.property(
      fc.array(hub, { minLength: 1, maxLength: 2 }),
      fc.constantFrom(1, 5, 40),
      fc.constantFrom(1, 4),
      (hubs, penaltyEur, hiresPerMonth) => {
        const basis = alikeDays(2, hubs)
        const assumptions = { ...defaults, penaltyEur, hiresPerMonth }
        const outcome = planFleet({ basis, assumptions, method: 'whole' })
        const best = tryAll(basis, assumptions)
        if (outcome.kind === 'planned') expect(outcome.plan.costs.totalEur).toBeCloseTo(best, 4)
        else expect(best).toBe(Infinity)
      },
    ),
    { numRuns: 60 },
  )
})

/** Least cost over all numbers of couriers; Infinity when none keeps the limits. */
function tryAll(basis: PlanBasis, assumptions: Assumptions): number {
  const effects = describeEffects(basis, assumptions)
  const nothing = decideNothing(basis)
  const cells = basis.months.flatMap((_, m) => basis.hubs.map((__, h) => ({ m, h, most: thoughtOf(basis, assumptions, effects, h) })))
  let best = Infinity
  const couriers = nothing.couriers.map((byHub) => [...byHub])
  const go = (at: number): void => {
    if (at === cells.length) {
      const decisions: Decisions = { ...nothing, couriers }
      if (brokenLimits(basis, assumptions, effects, decisions).length > 0) return
      best = Math.min(best, costOf(basis, assumptions, effects, decisions).totalEur)
      return
    }
    const { m, h, most } = cells[at]
    for (let n = 0; n <= most; n++) {
      couriers[m][h] = n
      go(at + 1)
    }
  }
  go(0)
  return best
}

describe('boxes', () => {
  test('more of them miss less, as steeply as the run’s days say', () => {
    const basis = withBoxes()
    const { boxMissed } = describeEffects(basis, defaults)
    expect(boxMissed![10]).toBeCloseTo(1800, 0)
    for (let n = 1; n < boxMissed!.length; n++) expect(boxMissed![n]).toBeLessThanOrEqual(boxMissed![n - 1])
  })

  test('are set up when a missed promise is dear, and taken away when it is cheap, within the range', () => {
    const basis = withBoxes()
    const dear = plan(basis, { ...defaults, penaltyEur: 100, mostBoxes: 12 })
    const cheap = plan(basis, { ...defaults, penaltyEur: 0, boxRemoveEur: 0 })
    expect([dear.decisions.boxes, cheap.decisions.boxes]).toEqual([12, boxRange(basis, defaults)[0]])
    expect(dear.worth.some(({ kind }) => kind === 'box')).toBe(true)
  })
})

describe('what cannot be planned is answered', () => {
  test('a budget that is too small: by how much, and that much is enough', () => {
    const basis = alikeDays(3, [{ staff: 4, busyH: 24 }])
    const poor = { ...defaults, budgetEur: 1000 }
    const problems = problemsOf(basis, poor)
    // No number of hires and no fuller tours would make up for it: only the budget is named.
    expect(problems.map(({ place }) => place)).toEqual(['assumptions.budgetEur'])
    const [problem] = problems
    const enough = Number(/at least (\d+) €/.exec(problem.remedy)?.[1])
    expect(problem.value).toBe('1000')
    expect(problemsOf(basis, { ...poor, budgetEur: enough })).toEqual([])
    expect(problemsOf(basis, { ...poor, budgetEur: enough * 0.98 })).not.toEqual([])
  })

  test('couriers who cannot be hired in time: hires or room on tours, each enough alone', () => {
    const basis = alikeDays(2, [{ staff: 2, busyH: 30 }])
    const slow = { ...defaults, hiresPerMonth: 1 }
    const problems = problemsOf(basis, slow)
    const hires = problems.find(({ place }) => place === 'assumptions.hiresPerMonth')
    const enough = Number(/at least (\d+) a month/.exec(hires?.remedy ?? '')?.[1])
    expect(enough).toBe(3)
    expect(problemsOf(basis, { ...slow, hiresPerMonth: enough })).toEqual([])
  })

  test('more work than any number of couriers carries', () => {
    expect(problemsOf(alikeDays(1, [{ busyH: 500 }])).map(({ code, place }) => [code, place])).toEqual([['overload', 'Hub 1, 2027-01']])
  })

  test('no demand, no hub, four hubs', () => {
    const idle = alikeDays(1, [{ busyH: 0, due: 0, missed: 0 }])
    expect(problemsOf(idle).map(({ code }) => code)).toEqual(['no-demand'])
    expect(problemsOf(alikeDays(1, [])).map(({ code }) => code)).toEqual(['no-hubs'])
    expect(problemsOf(alikeDays(1, [{}, {}, {}, {}])).map(({ code }) => code)).toEqual(['too-many-hubs'])
    expect(problemsOf(alikeDays(0, [{}])).map(({ code }) => code)).toEqual(['no-days'])
  })

  test('assumptions out of their range, each with what may be written', () => {
    const problems = problemsOf(alikeDays(1, [{}]), { ...defaults, batteryYears: 0, hiresPerMonth: 1.5, penaltyEur: NaN })
    expect(problems.map(({ place }) => place)).toEqual(['assumptions.penaltyEur', 'assumptions.hiresPerMonth', 'assumptions.batteryYears'])
    expect(problems[2].remedy).toContain('from 0.5 to 30')
  })
})
