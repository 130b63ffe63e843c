import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { KpiValue, RunApi, RunOutcome, RunProgress, RunRequest, RunScene, RunSummary } from '../run-api.ts'

type Ended = Exclude<RunOutcome, { kind: 'replaced' }>

/**
 * Where the page's run stands. `loading` has no simulated day yet; `cancelled`, `stopped` and `done` hold an outcome; `failed` is an error of
 * the program, `refused` one of the request.
 */
export type RunState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'loading'; readonly progress: RunProgress | null; readonly isCancelling: boolean }
  | { readonly kind: 'running'; readonly progress: RunProgress; readonly isCancelling: boolean }
  | { readonly kind: 'failed'; readonly message: string; readonly kpis: readonly KpiValue[] }
  | Ended

/** Key figures after a share of the run. */
export interface KpiMoment {
  readonly shareFrac: number
  readonly kpis: readonly KpiValue[]
}

/** What is kept of the unchanged scenario's run, to compare with. */
export interface BaseRun {
  readonly summary: RunSummary
  /** Figures as they formed, by rising share. */
  readonly history: readonly KpiMoment[]
}

/** What the page wants to be run: the unchanged scenario, and the edited one where there are edits. */
export interface WantedRuns {
  readonly base: RunRequest
  /** Equal texts mean equal base runs. */
  readonly baseKey: string
  readonly edited: RunRequest | null
}

export interface RunStore {
  readonly state: ReadonlySignal<RunState>
  /** Which of the wanted runs `state` is of. */
  readonly role: ReadonlySignal<'base' | 'edited'>
  /** The unchanged scenario's finished run; `null` until there is one. */
  readonly base: ReadonlySignal<BaseRun | null>
  /** What stands still in the run shown; that of the last one until the next has placed anything. */
  readonly scene: ReadonlySignal<RunScene | null>
  /** Swaps and replacements in each hour since the start, as far as lived; that of the last run until the next has lived. */
  readonly eventsPerHour: ReadonlySignal<Uint16Array>
  /** End of the days that were lived in the run of `scene`, ms. */
  readonly livedMs: ReadonlySignal<number>
  /** Runs what is wanted, the unchanged scenario first where it is not known. While that one is under way, nothing new starts. */
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

const noEvents: Uint16Array = new Uint16Array(0)

interface RunSignals {
  readonly state: Signal<RunState>
  readonly scene: Signal<RunScene | null>
  readonly eventsPerHour: Signal<Uint16Array>
  readonly livedDays: Signal<number>
}

/** Takes a report of the run on screen; its figures are added to `history`. */
function takeReport(signals: RunSignals, history: KpiMoment[], progress: RunProgress): void {
  // Reports come by a way of their own and may arrive after the outcome: where everything stands is wanted even then.
  if (progress.scene) signals.scene.value = progress.scene
  const current = signals.state.value
  if (!isActive(current)) return
  const hasDays = progress.phase === 'run' || progress.phase === 'kpis'
  // A report without figures has none that are newer: those on screen stay until it has.
  const kpis = progress.kpis.length > 0 ? progress.kpis : kpisOf(current)
  if (progress.kpis.length > 0) history.push({ shareFrac: progress.shareFrac, kpis })
  batch(() => {
    signals.state.value = { kind: hasDays ? 'running' : 'loading', progress: { ...progress, kpis }, isCancelling: current.isCancelling }
    if (hasDays) show(signals, progress.eventsPerHour, progress.day)
  })
}

function show({ eventsPerHour, livedDays }: RunSignals, events: Uint16Array, days: number): void {
  batch(() => {
    eventsPerHour.value = events
    livedDays.value = days
  })
}

/** The page's runs as signals. What arrives of a run that another took the place of is ignored. */
export function createRunStore(api: RunApi, wanted: () => WantedRuns): RunStore {
  const state = signal<RunState>({ kind: 'empty' })
  const role = signal<'base' | 'edited'>('base')
  const base = signal<BaseRun | null>(null)
  const scene = signal<RunScene | null>(null)
  const eventsPerHour = signal<Uint16Array>(noEvents)
  const livedDays = signal(0)
  const signals = { state, scene, eventsPerHour, livedDays }
  const kept = new Map<string, BaseRun>()
  let turn = 0
  let runningBase = ''

  /** Runs one request to its end; `null` when it was replaced meanwhile. */
  const run = async (own: number, request: RunRequest, history: KpiMoment[]): Promise<RunState | null> => {
    state.value = { kind: 'loading', progress: null, isCancelling: false }
    try {
      const outcome = await api.start(request, (progress) => own === turn && takeReport(signals, history, progress))
      if (own !== turn || outcome.kind === 'replaced') return null
      if ('summary' in outcome) show(signals, outcome.summary.eventsPerHour, outcome.summary.days)
      return (state.value = outcome)
    } catch (error) {
      if (own !== turn) return null
      return (state.value = { kind: 'failed', message: error instanceof Error ? error.message : String(error), kpis: kpisOf(state.value) })
    }
  }

  const runBase = async (own: number, { base: request, baseKey }: WantedRuns): Promise<boolean> => {
    const history: KpiMoment[] = []
    role.value = 'base'
    runningBase = baseKey
    const outcome = await run(own, request, history)
    if (own === turn) runningBase = ''
    if (outcome?.kind !== 'done') return false
    base.value = { summary: outcome.summary, history }
    kept.set(baseKey, base.value)
    return true
  }

  const start = async () => {
    const wants = wanted()
    // The unchanged scenario comes first; what was edited meanwhile is read when it has ended.
    if (isActive(state.value) && runningBase === wants.baseKey) return
    const own = ++turn
    runningBase = ''
    base.value = kept.get(wants.baseKey) ?? null
    if (base.value === null || wants.edited === null) {
      const isDone = await runBase(own, wants)
      if (!isDone || own !== turn) return
    }
    const { edited } = wanted()
    if (edited === null) return
    role.value = 'edited'
    await run(own, edited, [])
  }

  const cancel = () => {
    const current = state.value
    if (!isActive(current) || current.isCancelling) return
    state.value = { ...current, isCancelling: true }
    api.cancel()
  }

  const livedMs = computed(() => scene.value?.dayStartMs[Math.min(livedDays.value, scene.value.days)] ?? 0)
  return { state, role, base, scene, eventsPerHour, livedMs, start, cancel }
}
