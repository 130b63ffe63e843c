import { beforeAll, describe, expect, test } from 'vitest'
import type { ColumnTable } from '../data/columns/index.ts'
import { defaultAssumptions, goalOf, readBasis } from '../optimize/index.ts'
import type { PlanBasis } from '../optimize/index.ts'
import { advanceRun, factsOf, layOutScenario, startRun } from '../scenarios/index.ts'
import { LogLevel } from '../twin/index.ts'
import type { WorldSpec } from '../twin/index.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const days = 38
let spec: WorldSpec
let facts: ColumnTable
let basis: PlanBasis

beforeAll(() => {
  spec = loadSmall({
    days,
    couriers: { count: 4, staffing: { more: { hub: 'North', fromDay: 10, count: 3 }, less: { hub: 'North', fromDay: 20, count: 1 } } },
    fleet: { purchases: { a: { product: 'scooter-1500', hub: 'South', day: 5, count: 4 } } },
  })
  const layout = layOutScenario(spec, shareCity()).value!
  const run = startRun(layout, { level: LogLevel.facts })
  while (advanceRun(run, 1e6).kind === 'running');
  facts = factsOf(run)[0]
  basis = readBasis(layout, facts)
})

/** Sum of a fact in January, 31 days. */
function january(name: string, isWanted: (row: number) => boolean = () => true): number {
  let sum = 0
  for (let row = 0; row < facts.rows; row++) if (facts.columns['day'][row] < 31 && isWanted(row)) sum += facts.columns[name][row]
  return sum
}

const total = (column: ArrayLike<number>) => Array.from(column).reduce((a, b) => a + b, 0)

describe('what a plan is made from', () => {
  test('are the months that were lived whole: February was cut and is left out', () => {
    expect(basis.months).toEqual([{ year: 2027, month: 1, fromDay: 0, days: 31 }])
    expect(basis.hubs.toSorted()).toEqual(['North', 'South'])
  })

  test('has the sums of the facts, hub by hub', () => {
    for (const [hub, work] of basis.work.entries()) {
      const isHub = (row: number) => facts.columns['hub'][row] === hub
      expect(total(work.busyH)).toBeCloseTo(january('courierBusyMs', isHub) / 3_600_000, 6)
      expect(total(work.due) + total(work.boxDue)).toBe(january('promisesDue', isHub))
      expect(total(work.missed) + total(work.boxMissed)).toBe(january('promisesDue', isHub) - january('promisesKept', isHub))
    }
    const { partnerEur, replacementEur, plannedEur } = basis.money
    expect(partnerEur * 1e6).toBeCloseTo(january('partnerMicroEur'), 3)
    expect((replacementEur + plannedEur) * 1e6).toBeCloseTo(january('purchaseMicroEur'), 3)
    expect(plannedEur).toBeCloseTo(4 * (560 + 28), 6)
  })

  test('couriers by hub and day are paid as the plan counts them, but for the way back after a shift', () => {
    for (const [hub, { paidH, staff }] of basis.work.entries()) {
      expect(Array.from(staff).slice(0, 31)).toEqual(
        Array.from({ length: 31 }, (_, day) => (basis.hubs[hub] === 'North' && day >= 10 ? (day >= 20 ? 1 : 3) : 2)),
      )
      for (let day = 0; day < 31; day++) {
        const planned = (basis.isWeekend[day] === 1 ? basis.weekendH : basis.weekdayH)[hub][staff[day]]
        expect(paidH[day] - planned).toBeGreaterThanOrEqual(-1e-9)
        expect(paidH[day] - planned).toBeLessThan(2)
      }
    }
  })

  test('batteries that the scenario buys stand at their hub', () => {
    const scooters = basis.pools.find(({ id }) => id === 'scooter-1500')!
    const south = basis.hubs.indexOf('South')
    expect(scooters.planned.map((byDay) => total(byDay))[south]).toBe(4)
    expect(scooters.planned[south][5]).toBe(4)
  })

  test('the goal is what the facts say was paid, depreciation in place of the batteries’ price', () => {
    const assumptions = defaultAssumptions(basis.creditEur)
    const goal = goalOf(basis, basis, assumptions)
    const spent =
      ['courier', 'partner', 'energy', 'station', 'renewal', 'purchase'].reduce((sum, account) => sum + january(`${account}MicroEur`), 0) /
      1e6
    const missed = january('promisesDue') - january('promisesKept')
    const depreciation = (4 * 588) / (assumptions.batteryYears * 12)
    expect(goal.totalEur).toBeCloseTo(spent - 4 * 588 + depreciation + 5 * missed, 4)
    // A run in which less fell due than today did not do the work: that counts as missed.
    const idle = goalOf({ ...basis, due: basis.due - 100, missed: 0 }, basis, assumptions)
    expect([idle.undone, idle.penaltyEur]).toEqual([100, 500])
  })
})
