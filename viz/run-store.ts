import { signal, type ReadonlySignal } from '@preact/signals'
import type { KpiValue, RunApi, RunOutcome, RunProgress, RunRequest } from './run-api.ts'

/**
 * Where the page's run stands. `loading` has no simulated day yet; `cancelled`, `stopped` and `done` hold an outcome; `failed` is an error of
 * the program, `refused` one of the request.
 */
export type RunState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'loading'; readonly progress: RunProgress | null; readonly isCancelling: boolean }
  | { readonly kind: 'running'; readonly progress: RunProgress; readonly isCancelling: boolean }
  | { readonly kind: 'failed'; readonly message: string; readonly kpis: readonly KpiValue[] }
  | RunOutcome

export interface RunStore {
  readonly request: RunRequest
  readonly state: ReadonlySignal<RunState>
  readonly start: () => Promise<void>
  readonly cancel: () => void
}

/** Whether a run is under way, so that it can be cancelled and not started. */
export function isActive(state: RunState): state is Extract<RunState, { kind: 'loading' | 'running' }> {
  return state.kind === 'loading' || state.kind === 'running'
}

/** The key figures that a state has to show: of the whole run, of the days so far, or none. */
export function kpisOf(state: RunState): readonly KpiValue[] {
  if (isActive(state)) return state.progress?.kpis ?? []
  if (state.kind === 'failed') return state.kpis
  return 'summary' in state ? state.summary.kpis : []
}

/** One run's state as a signal. A start while a run is active does nothing, and progress that arrives after its run's end is ignored. */
export function createRunStore(api: RunApi, request: RunRequest): RunStore {
  const state = signal<RunState>({ kind: 'empty' })
  let turn = 0

  const report = (reporter: number, progress: RunProgress) => {
    const current = state.value
    if (!isActive(current) || reporter !== turn) return
    const hasDays = progress.phase === 'run' || progress.phase === 'kpis'
    // A report without figures has none that are newer: those on screen stay until it has.
    const kpis = progress.kpis.length > 0 ? progress.kpis : kpisOf(current)
    state.value = { kind: hasDays ? 'running' : 'loading', progress: { ...progress, kpis }, isCancelling: current.isCancelling }
  }

  const start = async () => {
    if (isActive(state.value)) return
    state.value = { kind: 'loading', progress: null, isCancelling: false }
    const own = ++turn
    try {
      state.value = await api.start(request, (progress) => report(own, progress))
    } catch (error) {
      state.value = { kind: 'failed', message: error instanceof Error ? error.message : String(error), kpis: kpisOf(state.value) }
    }
  }

  const cancel = () => {
    const current = state.value
    if (!isActive(current) || current.isCancelling) return
    state.value = { ...current, isCancelling: true }
    api.cancel()
  }

  return { request, state, start, cancel }
}
