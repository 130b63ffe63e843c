import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import { alikeDays } from '../../optimize/fleet/basis-fixture.ts'
import { planFleet } from '../../optimize/fleet/plan.ts'
import type { PlanBasis, PlannerHands, PlanOutcome, PlanRequest } from '../../optimize/index.ts'
import type { RunSummary } from '../run-api.ts'
import { createScenarioStore } from '../state/scenario-store.ts'
import type { RunState, Workbench } from '../state/index.ts'
import { createPlanStore } from './plan-store.ts'

const summary = (run: number) => ({ run, days: 90, seed: 1, scenario: 'baseline', kpis: [] }) as unknown as RunSummary
const done = (run: number): RunState => ({ kind: 'done', summary: summary(run) })

/** A page with a scenario of its own and runs that end when the test says so; the plan's worker answers when told. */
function openPage(basis: PlanBasis = { ...alikeDays(3, [{ staff: 6 }]), hubs: ['North'] }) {
  const state = signal<RunState>(done(1))
  const role = signal<'base' | 'edited'>('base')
  const asked: number[] = []
  const scenario = createScenarioStore({ steps: [{ source: { kind: 'library', name: 'baseline' }, overrides: {} }], at: 0 })
  const api = {
    planBasis: async (run: number) => {
      asked.push(run)
      return basis
    },
  }
  const kills = vi.fn<() => void>()
  let answer: (request: PlanRequest) => Promise<PlanOutcome> = async (request) => planFleet(request)
  const hands: PlannerHands = { open: () => ({ plan: (request) => answer(request), kill: kills }), after: () => () => undefined }
  const store = createPlanStore({ api, scenario, runs: { state, role } } as unknown as Workbench, hands)
  return { store, state, role, scenario, asked, kills, answerWith: (next: typeof answer) => (answer = next) }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

test('a proposal goes into the scenario as one step, and its run is judged beside the run that it was made from', async () => {
  const { store, state, role, scenario, asked } = openPage()
  await store.propose()
  expect(store.state.value.kind).toBe('planned')
  expect(store.isApplied.value).toBe(false)
  store.apply()
  expect(store.isApplied.value).toBe(true)
  expect(scenario.problems.value).toEqual([])
  expect(scenario.valueAt('couriers.staffing')).toMatchObject({ 'plan 01 North': { hub: 'North', fromDay: 0 } })
  await settle()
  // The run on screen is still today's: nothing to compare yet.
  expect(store.confirmation.value).toBeNull()
  state.value = { kind: 'loading', progress: null, isCancelling: false }
  state.value = done(2)
  await settle()
  // A run of the unchanged scenario is not the proposal's.
  expect(store.confirmation.value).toBeNull()
  role.value = 'edited'
  state.value = done(3)
  await settle()
  expect(asked.at(-1)).toBe(3)
  expect(store.confirmation.value?.today.totalEur).toBe(store.confirmation.value?.plan.totalEur)
  scenario.undo()
  expect(scenario.draft.value.overrides).toEqual({})
  expect(store.isApplied.value).toBe(false)
})

test('a run of anything else confirms nothing', async () => {
  const { store, state } = openPage()
  await store.propose()
  state.value = done(2)
  await settle()
  expect(store.confirmation.value).toBeNull()
})

test('cancel kills the worker and changes nothing; a late answer is not heard', async () => {
  const { store, scenario, kills, answerWith } = openPage()
  let end: (outcome: PlanOutcome) => void = () => undefined
  answerWith(() => new Promise((resolve) => (end = resolve)))
  const proposing = store.propose()
  await settle()
  store.cancel()
  expect(kills).toHaveBeenCalled()
  end({ kind: 'failed', reason: 'too late' })
  await proposing
  expect(store.state.value).toEqual({ kind: 'cancelled' })
  expect(scenario.draft.value.overrides).toEqual({})
})

test('without a run that ended there is nothing to plan from', async () => {
  const { store, state, asked } = openPage()
  state.value = { kind: 'empty' }
  await store.propose()
  expect([store.state.value.kind, asked]).toEqual(['idle', []])
})

test('problems and failures are states, and the assumptions stay', async () => {
  const { store, answerWith } = openPage()
  store.assumptions.change({ ...store.assumptions.value.value, budgetEur: 1 })
  await store.propose()
  expect(store.state.value).toMatchObject({ kind: 'refused', problems: [{ place: 'assumptions.budgetEur' }] })
  expect(store.assumptions.value.value.budgetEur).toBe(1)
  answerWith(() => Promise.reject(new Error('out of memory')))
  await store.propose()
  expect(store.state.value).toEqual({ kind: 'failed', message: 'out of memory' })
})
