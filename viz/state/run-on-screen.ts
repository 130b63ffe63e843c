import type { StoredRun } from '../vault/index.ts'
import type { Workbench } from './workbench-type.ts'

/** The run on screen, when it has ended and is kept. */
export function runOnScreen({ runs, runList }: Workbench): StoredRun | null {
  const state = runs.state.value
  if (state.kind !== 'done') return null
  return runList.runs.value.find(({ summary }) => summary.hash === state.summary.hash) ?? null
}
