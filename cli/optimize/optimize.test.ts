import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { alikeDays } from '../../optimize/fleet/basis-fixture.ts'
import { defaultAssumptions, startPlanning } from '../../optimize/index.ts'
import { describePlan } from './describe.ts'
import { nodePlanner, openPlanWorker } from './node-planner.ts'
import { optimizeScenario } from './optimize.ts'

const quiet = (): void => undefined
const request = { basis: alikeDays(3, [{ staff: 6 }, { staff: 2 }]), assumptions: defaultAssumptions(5) }
/** A thread in a loop without end: it hears no message. */
const endless = new URL('data:text/javascript,for(;;);')

describe('the planning thread', () => {
  test('answers with a plan', async () => {
    const stages: string[] = []
    const outcome = await startPlanning(nodePlanner, request, 60_000, (stage) => stages.push(stage)).outcome
    expect(outcome).toMatchObject({ kind: 'planned', isLate: false })
    expect(stages).toContain('Solving in whole numbers')
  })

  test('is killed in the middle of a loop when the time is over, and the plan is rounded', async () => {
    let opened = 0
    const hands = { ...nodePlanner, open: () => (opened++ === 0 ? openPlanWorker(endless) : nodePlanner.open()) }
    const outcome = await startPlanning(
      { ...hands, after: (ms, act) => nodePlanner.after(opened === 1 ? 200 : ms, act) },
      request,
      60_000,
      quiet,
    ).outcome
    expect(outcome).toMatchObject({ kind: 'planned', isLate: true, plan: { method: 'rounded' } })
  })

  test('is killed by cancel', async () => {
    const planning = startPlanning({ ...nodePlanner, open: () => openPlanWorker(endless) }, request, 60_000, quiet)
    planning.cancel()
    expect(await planning.outcome).toEqual({ kind: 'cancelled' })
  })
})

/** The baseline at a fiftieth of its size, as a file. */
const small = {
  format: 'voltwin-scenario',
  version: 1,
  extends: 'baseline',
  name: 'small',
  segments: { ebikes: { customers: 24 }, scooters: { customers: 30 }, tools: { customers: 3 }, homes: { customers: 6 } },
  hubs: { count: 2, chargers: 10, staff: 2 },
  shops: { count: 2 },
  boxes: { count: 4 },
  couriers: { count: 6, staffing: { own: { hub: 'North', fromDay: 3, count: 4 } } },
}

describe('voltwin optimize', () => {
  const folder = mkdtempSync(join(tmpdir(), 'voltwin-optimize-'))
  const scenario = join(folder, 'small.json')
  writeFileSync(scenario, JSON.stringify(small))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('plans from a run, runs the plan, and says which is better by the plan’s own goal', async () => {
    // Ten days and free notice: what a courier saves must not be lost to changes of staff that a year would pay back.
    const call = { scenario, days: 10, verify: true, assume: ['leaveEur=0', 'moveEur=0'] }
    const { value, problems } = await optimizeScenario(call, quiet)
    expect(problems).toEqual([])
    expect(value!.hubs).toHaveLength(2)
    expect(value!.months).toEqual(['2027-01'])
    // The scenario's own staffing gives way to the plan's.
    expect(value!.edits).toMatchObject({ couriers: { staffing: { own: null } } })
    const { simulated, costs, today } = value!
    expect(costs.totalEur).toBeLessThanOrEqual(today.totalEur)
    // The run of the plan has the plan's couriers: fewer are paid.
    expect(simulated!.plan.couriersEur).toBeLessThan(simulated!.today.couriersEur)
    expect(simulated!.isWorse).toBe(simulated!.plan.totalEur > simulated!.today.totalEur)
    expect(describePlan(value!)).toContain(simulated!.isWorse ? 'is worse than today' : 'not worse than today')
  })

  test('refuses assumptions that it does not know, and budgets that no plan keeps', async () => {
    const wrong = await optimizeScenario({ scenario, assume: ['budget=5', 'hireEur='] }, quiet)
    expect(wrong.problems.map(({ code, value }) => [code, value])).toEqual([
      ['bad-assumption', 'budget=5'],
      ['bad-assumption', 'hireEur='],
    ])
    const poor = await optimizeScenario({ scenario, days: 2, assume: ['budgetEur=10'] }, quiet)
    expect(poor.problems[0]).toMatchObject({ code: 'infeasible', place: 'assumptions.budgetEur', value: '10' })
    expect((await optimizeScenario({ scenario: 'no-such' }, quiet)).problems[0].code).toBe('scenario-missing')
  })
})
