import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { followPace } from './pace.ts'
import type { RunState } from './run-store.ts'

const at = (shareFrac: number): RunState => ({
  kind: 'running',
  isCancelling: false,
  progress: { day: 1, days: 10, events: 1, phase: 'run', kpis: [], shareFrac, eventsPerHour: new Uint16Array(0) },
})

test('time left follows the pace since the first report, and is unknown before and after', () => {
  let now = 0
  const state = signal<RunState>({ kind: 'empty' })
  const left = followPace(state, () => now)
  state.value = at(0.1)
  expect(left.value).toBe(null)
  now = 2000
  state.value = at(0.5)
  expect(left.value).toBeCloseTo(2500)
  state.value = { kind: 'empty' }
  expect(left.value).toBe(null)
})
