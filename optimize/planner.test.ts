import { expect, test } from 'vitest'
import { alikeDays } from './fleet/basis-fixture.ts'
import { defaultAssumptions } from './fleet/index.ts'
import type { PlanMethod, PlanOutcome } from './fleet/index.ts'
import { planFleet } from './fleet/plan.ts'
import { startPlanning } from './planner.ts'
import type { PlannerHands } from './planner.ts'

const request = { basis: alikeDays(2, [{}]), assumptions: defaultAssumptions(5) }
const never = new Promise<PlanOutcome>(() => undefined)
const planned = (method: PlanMethod) => Promise.resolve(planFleet({ ...request, method }))

/** Workers whose answers are given, and a clock that strikes when told to. */
function fakeHands(answer: (method: PlanMethod) => Promise<PlanOutcome>) {
  const log: string[] = []
  const strikes: (() => void)[] = []
  const hands: PlannerHands = {
    open: () => ({
      plan: ({ method }) => {
        log.push(method)
        return answer(method)
      },
      kill: () => void log.push('killed'),
    }),
    after: (_, act) => {
      let isArmed = true
      strikes.push(() => isArmed && act())
      return () => {
        isArmed = false
      }
    },
  }
  return { hands, log, strike: () => strikes.splice(0).forEach((act) => act()) }
}

const start = ({ hands }: { readonly hands: PlannerHands }) => startPlanning(hands, request, 1000, () => undefined)

test('an answer in time is the plan, and its worker is thrown away', async () => {
  const fake = fakeHands(planned)
  expect(await start(fake).outcome).toMatchObject({ kind: 'planned', isLate: false, note: '', plan: { method: 'whole' } })
  expect(fake.log).toEqual(['whole', 'killed'])
})

test('a solver that does not end is killed, and the rounded plan says so', async () => {
  const fake = fakeHands((method) => (method === 'whole' ? never : planned(method)))
  const planning = start(fake)
  fake.strike()
  expect(await planning.outcome).toMatchObject({ kind: 'planned', isLate: true, plan: { method: 'rounded' } })
  expect(fake.log).toEqual(['whole', 'killed', 'rounded', 'killed'])
})

test('when even that does not end, the answer is that it is late', async () => {
  const fake = fakeHands(() => never)
  const planning = start(fake)
  fake.strike()
  await Promise.resolve()
  await Promise.resolve()
  fake.strike()
  expect(await planning.outcome).toEqual({ kind: 'late', limitMs: 1000 })
})

test('an answer that did not stand the check is replaced by the rounded one, with the reason', async () => {
  const fake = fakeHands((method) =>
    method === 'whole' ? Promise.resolve({ kind: 'failed', reason: 'it breaks budget' }) : planned(method),
  )
  expect(await start(fake).outcome).toMatchObject({
    kind: 'planned',
    isLate: false,
    note: 'The solver’s answer was not used: it breaks budget.',
  })
})

test('cancel kills at once and ends as cancelled', async () => {
  const fake = fakeHands(() => never)
  const planning = start(fake)
  planning.cancel()
  expect(await planning.outcome).toEqual({ kind: 'cancelled' })
  expect(fake.log).toEqual(['whole', 'killed'])
})

test('a worker that dies is an error, not silence', async () => {
  const fake = fakeHands(() => Promise.reject(new Error('out of memory')))
  await expect(start(fake).outcome).rejects.toThrow('out of memory')
})
