import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { KpiValue, RunApi, RunOutcome, RunProgress, RunRequest, RunScene, RunSummary } from '../run-api.ts'
import type { StoredRun } from '../vault/index.ts'
import type { FinishedRun } from './run-list.ts'
import type { Draft } from './scenario-store.ts'

type Ended = Exclude<RunOutcome, { kind: 'replaced' | 'failed' }>

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
  readonly kpis: readonly Pick<KpiValue, 'id' | 'value'>[]
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
  /** What opens either again in the form. */
  readonly drafts: { readonly base: Draft; readonly edited: Draft }
}

/** Where finished runs are kept and found again: an equal one is not run twice. */
export interface RunShelf {
  readonly recall: (request: RunRequest) => Promise<StoredRun | null>
  readonly keep: (run: FinishedRun) => Promise<unknown>
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
  /** Share of the map's records that has been made again for a run out of the list; `null` when none is being made. */
  readonly redrawFrac: ReadonlySignal<number | null>
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

/** What all starts of the page share. */
interface Stage {
  readonly api: RunApi
  readonly signals: RunSignals
  readonly redrawFrac: Signal<number | null>
  readonly shelf: RunShelf | undefined
  /** Number of the last start: what arrives of an earlier one is ignored. */
  turn: number
  /** The run whose records the worker holds whole, to be looked back on: its hash, and its number there. */
  drawn: { readonly hash: string; readonly run: number } | null
}

/** One run that is asked for, by one start. */
interface Ask {
  readonly own: number
  readonly request: RunRequest
  readonly draft: Draft
}

/** Runs one request to its end; `null` when it was replaced meanwhile. */
async function live(stage: Stage, { own, request, draft }: Ask, history: KpiMoment[]): Promise<RunState | null> {
  const { state } = stage.signals
  try {
    stage.drawn = null
    const lived = stage.api.start(request, (progress) => own === stage.turn && takeReport(stage.signals, history, progress))
    // Cancelled while the list of runs was asked: the worker had nothing to cancel then.
    if (isActive(state.value) && state.value.isCancelling) stage.api.cancel()
    const outcome = await lived
    if (own !== stage.turn || outcome.kind === 'replaced') return null
    if ('summary' in outcome) show(stage.signals, outcome.summary.eventsPerHour, outcome.summary.days)
    if (outcome.kind === 'failed') throw new Error(outcome.message)
    if (outcome.kind !== 'done') return (state.value = outcome)
    const { summary, yield: found } = outcome
    stage.drawn = { hash: summary.hash, run: summary.run }
    if (found) void stage.shelf?.keep({ summary, yield: found, draft, history: keepHistory(history, summary) })
    return (state.value = { kind: 'done', summary })
  } catch (error) {
    if (own !== stage.turn) return null
    return (state.value = { kind: 'failed', message: sayError(error), kpis: kpisOf(state.value) })
  }
}

/** Shows a run out of the list: its figures stand at once, its map's records are made again. */
function serve(stage: Stage, ask: Ask, known: StoredRun): void {
  batch(() => {
    // Numbers of runs are those of this page's worker: the one kept is of another.
    const run = stage.drawn?.hash === known.summary.hash ? stage.drawn.run : 0
    stage.signals.state.value = { kind: 'done', summary: { ...known.summary, run } }
    stage.signals.eventsPerHour.value = known.summary.eventsPerHour
  })
  if (stage.drawn?.hash !== known.summary.hash) void redraw(stage, ask, known)
}

async function redraw(stage: Stage, { own, request }: Ask, { summary }: StoredRun): Promise<void> {
  const { state, scene, livedDays } = stage.signals
  stage.drawn = null
  stage.redrawFrac.value = 0
  const take = (progress: RunProgress) => {
    if (own !== stage.turn || progress.phase === 'city' || progress.phase === 'world') return
    if (progress.scene) scene.value = progress.scene
    // Reports may arrive after the outcome.
    if (stage.redrawFrac.value === null) return
    batch(() => {
      stage.redrawFrac.value = progress.shareFrac
      livedDays.value = progress.day
    })
  }
  const outcome = await stage.api.start({ ...request, isRecordOnly: true }, take)
  if (own !== stage.turn) return
  stage.redrawFrac.value = null
  if (outcome.kind === 'failed') state.value = { ...outcome, kpis: summary.kpis }
  if (outcome.kind !== 'done') return
  const { hash, run } = outcome.summary
  stage.drawn = { hash, run }
  livedDays.value = outcome.summary.days
  state.value =
    hash === summary.hash
      ? { kind: 'done', summary: { ...summary, run } }
      : { kind: 'failed', message: sayOther(summary.hash, hash), kpis: [] }
}

function sayOther(first: string, now: string): string {
  return `the same plan gave other bits than when it was run first (${first} then, ${now} now): do not use these figures`
}

/** A finished run of the same bits; `null` when there is none, without waiting where no list is. */
function recall({ shelf, signals }: Stage, request: RunRequest): Promise<StoredRun | null> | null {
  signals.state.value = { kind: 'loading', progress: null, isCancelling: false }
  return shelf ? shelf.recall(request) : null
}

/** The page's runs as signals. What arrives of a run that another took the place of is ignored. */
export function createRunStore(api: RunApi, wanted: () => WantedRuns, shelf?: RunShelf): RunStore {
  const state = signal<RunState>({ kind: 'empty' })
  const role = signal<'base' | 'edited'>('base')
  const base = signal<BaseRun | null>(null)
  const scene = signal<RunScene | null>(null)
  const eventsPerHour = signal<Uint16Array>(noEvents)
  const livedDays = signal(0)
  const redrawFrac = signal<number | null>(null)
  const stage: Stage = { api, signals: { state, scene, eventsPerHour, livedDays }, redrawFrac, shelf, turn: 0, drawn: null }
  const kept = new Map<string, BaseRun>()
  let runningBase = ''

  const keepBase = (baseKey: string, found: BaseRun): boolean => kept.set(baseKey, (base.value = found)).has(baseKey)

  const runBase = async (ask: Ask, { baseKey, edited }: WantedRuns): Promise<boolean> => {
    role.value = 'base'
    runningBase = baseKey
    const asked = recall(stage, ask.request)
    const known = asked && (await asked)
    if (ask.own !== stage.turn) return false
    const history: KpiMoment[] = []
    const outcome = known ? null : await live(stage, ask, history)
    if (ask.own !== stage.turn) return false
    runningBase = ''
    if (known && edited === null) serve(stage, ask, known)
    if (known) return keepBase(baseKey, { summary: known.summary, history: historyOf(known) })
    return outcome?.kind === 'done' && keepBase(baseKey, { summary: outcome.summary, history })
  }

  const runEdited = async (ask: Ask): Promise<void> => {
    role.value = 'edited'
    const asked = recall(stage, ask.request)
    const known = asked && (await asked)
    if (ask.own !== stage.turn) return
    if (known) serve(stage, ask, known)
    else await live(stage, ask, [])
  }

  const start = async () => {
    const wants = wanted()
    // The unchanged scenario comes first; what was edited meanwhile is read when it has ended.
    if (isActive(state.value) && runningBase === wants.baseKey) return
    const own = ++stage.turn
    runningBase = ''
    redrawFrac.value = null
    base.value = kept.get(wants.baseKey) ?? null
    if (base.value === null || wants.edited === null) {
      const isDone = await runBase({ own, request: wants.base, draft: wants.drafts.base }, wants)
      if (own !== stage.turn) return
      // What the unchanged scenario is refused for, an edit may mend: own customers beyond its limits, for example.
      if (!isDone && !(state.value.kind === 'refused' && wants.edited !== null)) return
    }
    const { edited, drafts } = wanted()
    if (edited !== null) await runEdited({ own, request: edited, draft: drafts.edited })
  }

  const cancel = () => {
    const current = state.value
    if (!isActive(current) || current.isCancelling) return
    state.value = { ...current, isCancelling: true }
    api.cancel()
  }

  const livedMs = computed(() => scene.value?.dayStartMs[Math.min(livedDays.value, scene.value.days)] ?? 0)
  return { state, role, base, scene, eventsPerHour, redrawFrac, livedMs, start, cancel }
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Values in the order of the summary's figures, without their words. */
function keepHistory(history: readonly KpiMoment[], { kpis }: RunSummary): StoredRun['history'] {
  return history.map(({ shareFrac, kpis: then }) => ({
    shareFrac,
    values: kpis.map(({ id }) => then.find((kpi) => kpi.id === id)?.value ?? null),
  }))
}

function historyOf({ history, summary: { kpis } }: StoredRun): readonly KpiMoment[] {
  return history.map(({ shareFrac, values }) => ({ shareFrac, kpis: kpis.map(({ id }, i) => ({ id, value: values[i] ?? null })) }))
}
