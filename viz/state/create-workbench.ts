import { computed, effect, signal } from '@preact/signals'
import type { AddressView } from '../address.ts'
import type { Room } from '../room-ids.ts'
import type { SheetId } from '../sheet-ids.ts'
import type { OwnTables } from '../own-api.ts'
import type { Pick as Picked, RunApi, RunRequest } from '../run-api.ts'
import { createByHand } from './by-hand.ts'
import { createCityStore } from './city-store.ts'
import { createClock } from './clock.ts'
import { createFindings } from './findings.ts'
import { createFollow } from './follow.ts'
import type { Kept } from './history.ts'
import { countEdits, nestOverrides, splitOverrides } from './overrides.ts'
import { listNames } from '../own-words.ts'
import { createMemoryModelVault, createMemoryReplicationVault, createMemoryVault } from '../vault/index.ts'
import type { ModelVault, ReplicationVault, RunVault } from '../vault/index.ts'
import { createOwnStore } from './own-store.ts'
import { followPace } from './pace.ts'
import { createModelList } from './model-list.ts'
import type { Crew } from './crew.ts'
import { createExperiments } from './experiment.ts'
import { createFutures } from './futures.ts'
import { createReplications } from './replications.ts'
import { createRunList } from './run-list.ts'
import { createRunStore, isActive, type WantedRuns } from './run-store.ts'
import { createSpanStore } from './span-store.ts'
import { createScenarioStore, loadSource, type Draft, type ScenarioSource } from './scenario-store.ts'
import { followWindows } from './windows.ts'
import type { FileTaker, Workbench } from './workbench-type.ts'

/** Wait after an edit before it is run, ms: a slider that is dragged is one wish. */
const settleMs = 150
const hourMs = 3_600_000
/** Morning of the fourth day, a Monday in the baseline: couriers are on their way. */
const firstMomentMs = 80 * hourMs
const firstSpeed = 300

/** What a page has beside its own run worker. */
export interface Means {
  /** Keeps the finished runs; in memory when absent. */
  readonly vault?: Promise<RunVault>
  /** Keeps the learned models; in memory when absent. */
  readonly models?: Promise<ModelVault>
  /** Keeps what replications found; in memory when absent. */
  readonly replications?: Promise<ReplicationVault>
  /** Doors for runs beside the page's own; its own when absent. */
  readonly aside?: (key: string) => RunApi
  /** Who makes replications; the page's own worker when absent. */
  readonly crew?: Crew
}

/** All state of the page over one run worker. `drafts` is the past of the form, when a reload kept it. */
export function createWorkbench(door: RunApi, view: AddressView, drafts: Kept<Draft> = firstDrafts(view), means: Means = {}): Workbench {
  const { vault = Promise.resolve(createMemoryVault()), models = Promise.resolve(createMemoryModelVault()), aside = () => door } = means
  const modelList = createModelList(models)
  const api = modelList.giveTo(door)
  const scenario = createScenarioStore(drafts)
  const city = createCityStore(api)
  let lastGood: Draft = { ...scenario.draft.peek(), overrides: {} }
  const wanted = (own?: OwnTables) => {
    if (scenario.problems.peek().length === 0) lastGood = scenario.draft.peek()
    return wantedRuns(own ? { ...lastGood, own } : lastGood, city.choice.peek())
  }
  const ownData = createOwnStore(api, scenario, city, (own) => {
    const { base, edited } = wanted(own)
    return edited ?? base
  })
  const runList = createRunList(api, vault)
  const runs = createRunStore(api, () => wanted(), runList)
  const asideLivedMs = signal(0)
  const clock = createClock(
    computed(() => Math.max(runs.livedMs.value, asideLivedMs.value)),
    computed(() => isActive(runs.state.value) || runs.redrawFrac.value !== null),
    view.timeMs ?? firstMomentMs,
    view.speed ?? firstSpeed,
  )
  const { window, ahead, isAwaited } = followWindows(api, runs, clock)
  const selection = signal<Picked | null>(view.pick ?? null)
  return {
    api,
    inspect: (pick, timeMs) => api.inspect(pick, timeMs),
    late: (timeMs) => api.late(timeMs),
    room: signal<Room>(view.room ?? 'plan'),
    clock,
    selection,
    scenario,
    byHand: createByHand(scenario),
    ownData,
    runs,
    runList,
    modelList,
    fileTaker: signal<FileTaker | null>(null),
    aside: (key) => modelList.giveTo(aside(key)),
    asideLivedMs,
    takePicture: signal<(() => HTMLCanvasElement) | null>(null),
    sheet: signal<SheetId | ''>(''),
    compared: signal({ a: '', b: '' }),
    ...lookAhead(means, { api, city, runList, scenario, runs }, modelList.giveTo),
    leftMs: followPace(runs.state),
    city,
    drawing: city.drawing,
    window,
    ahead,
    isDayAwaited: isAwaited,
    inside: signal<number | null>(view.inside ?? null),
    findings: createFindings(api, clock, selection),
    follow: createFollow(api, window),
  }
}

/** What is run many times shares one crew: a new wish takes it from the others. Each worker is given the learned models that its runs name. */
function lookAhead(
  { crew, replications: vault = Promise.resolve(createMemoryReplicationVault()) }: Means,
  parts: Pick<Workbench, 'api' | 'city' | 'runList' | 'scenario' | 'runs'>,
  giveTo: (api: RunApi) => RunApi,
): Pick<Workbench, 'replications' | 'futures' | 'span' | 'experiments'> {
  const { crew: members, dismiss, size = 1 } = crew ?? { crew: () => [parts.api], dismiss: () => undefined }
  const hired = { crew: () => members().map(giveTo), dismiss, size }
  const replications = createReplications({ ...parts, ...hired, vault })
  const futures = createFutures({ ...parts, ...hired })
  const span = createSpanStore({ ...parts, ...hired })
  const experiments = createExperiments({ ...parts, ...hired, vault })
  const takeCrew = () => {
    experiments.pause()
    replications.cancel()
    futures.cancel()
    span.pause()
  }
  return {
    replications: { ...replications, start: (...call) => (takeCrew(), replications.start(...call)) },
    futures: { ...futures, start: (...call) => (takeCrew(), futures.start(...call)) },
    experiments: { ...experiments, start: (...call) => (takeCrew(), experiments.start(...call)) },
    span: { ...span, start: (...call) => (takeCrew(), span.start(...call)) },
  }
}

/** The form as an address says; edits that do not fit stay in it, with their problems. */
export function firstDrafts({ scenario, seed, days, overrides }: AddressView): Kept<Draft> {
  const source: ScenarioSource = { kind: 'library', name: scenario }
  const edits = { ...overrides, ...(seed !== undefined && { seed }), ...(days !== undefined && { days }) }
  const file = loadSource(source).value?.file
  // What the scenario says anyway is no edit.
  const real = Object.entries(edits).filter(([path, value]) => file === undefined || !(path in file) || file[path] !== value)
  return { steps: [{ source, overrides: Object.fromEntries(real) }], at: 0 }
}

/** Seed and days are of both runs, so that the difference is that of the edits alone. */
export function wantedRuns(draft: Draft, city: RunRequest['city']): WantedRuns {
  const { source, overrides, own } = draft
  const { edits, ...span } = splitOverrides(overrides)
  const fleet = source.kind === 'file' ? source.fleet : undefined
  const common = {
    scenario: source.kind === 'library' ? source.name : source.text,
    ...span,
    ...(city && { city }),
    ...(fleet !== undefined && { fleet }),
    ...(own && { own }),
  }
  return {
    base: common,
    baseKey: JSON.stringify(common),
    edited: countEdits(overrides) > 0 ? { ...common, overrides: nestOverrides(edits) } : null,
    drafts: { base: { ...draft, overrides: span }, edited: draft },
  }
}

/** Runs what is edited, shortly after the last edit. Returns how to stop. */
export function followEdits({ scenario, runs, city }: Workbench): () => void {
  let known = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const wish = computed(() => (scenario.problems.value.length > 0 ? null : JSON.stringify([scenario.draft.value, city.choice.value])))
  const stop = effect(() => {
    if (wish.value === null) return
    const isFirst = known === ''
    const isOther = wish.value !== known
    known = wish.value
    if (isFirst || !isOther) return
    clearTimeout(timer)
    timer = setTimeout(() => void runs.start(), settleMs)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** Lets the clock go once there is something to see, unless the person wants no motion or came for one moment. */
export function playWhenReady({ window, clock }: Workbench, isStill: boolean): () => void {
  const stop = effect(() => {
    if (isStill || window.value === null) return
    clock.isPlaying.value = true
    queueMicrotask(() => stop())
  })
  return stop
}

/** The view as an address would say it. */
export function viewOf({ room, clock, selection, scenario, city, inside }: Workbench, timeMs: number): AddressView {
  const { source, overrides, own } = scenario.draft.value
  const { edits, ...span } = splitOverrides(overrides)
  return {
    scenario: source.kind === 'library' ? source.name : `file:${source.name}`,
    ...span,
    ...(countEdits(overrides) > 0 && { overrides: edits }),
    ...(own && { own: listNames(own) }),
    ...(city.files.value !== null && { city: city.drawing.value?.name ?? '' }),
    ...(room.value !== 'plan' && { room: room.value }),
    ...(timeMs > 0 && { timeMs }),
    ...(clock.speed.value !== firstSpeed && { speed: clock.speed.value }),
    ...(selection.value !== null && { pick: selection.value }),
    ...(inside.value !== null && { inside: inside.value }),
  }
}

export function isRunning({ runs }: Workbench): boolean {
  return isActive(runs.state.value)
}
