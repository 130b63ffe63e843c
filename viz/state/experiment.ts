import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { judgeSweep, planSweep, reportSweep } from '../../scenarios/index.ts'
import type { PlacedPoint, SweepPlan, SweepReport, WarmUp } from '../../scenarios/index.ts'
import { engineBuild } from '../engine-build.ts'
import type { RunApi, RunRequest } from '../run-api.ts'
import { readItem, writeItem } from '../session-item.ts'
import type { ReplicationVault } from '../vault/index.ts'
import type { CityStore } from './city-store.ts'
import { employ, type Crew, type CrewWork } from './crew.ts'
import { firstChoice, type ExperimentChoice } from './experiment-choice.ts'
import { isSameExperiment, type CityNames, type ExperimentBase } from './experiment-file.ts'
import { countCustomers, expectReplications, keepPace, meanOf, paceOf, readPace, watchPace, type RunPace } from './experiment-pace.ts'
import { placeWhole, type PlacedDesign } from './experiment-plan.ts'
import { makeRuns, type Course } from './experiment-runs.ts'
import { settleWarmUp } from './experiment-warm-up.ts'
import { flattenPart, withOverride } from './overrides.ts'
import type { RunList } from './run-list.ts'
import type { RunStore } from './run-store.ts'
import { loadSource, type Draft, type ScenarioStore } from './scenario-store.ts'

export interface ExperimentState {
  readonly choice: ExperimentChoice
  /** What it starts from: the form as it was when it began. */
  readonly base: Draft
  /** Hash of its city. */
  readonly city: string
  readonly phase: 'placing' | 'pilot' | 'reading' | 'running' | 'paused' | 'done'
  /** Of the pilot's days, 0..1. */
  readonly pilotFrac: number
  /** `null` until the warm-up is known. */
  readonly plan: SweepPlan | null
  /** Of the runs so far; `null` before the first. */
  readonly report: SweepReport | null
  /** Runs that have ended, kept ones and failed ones included, and those that it will take as it looks. */
  readonly made: number
  readonly expected: number
  readonly leftMs: number | null
  readonly problems: readonly Problem[]
}

export interface Experiments {
  /** The experiment as the form has it; it lasts. */
  readonly choice: Signal<ExperimentChoice>
  /** Of the experiment begun last, also before the page was loaded again; `null` before any. */
  readonly state: ReadonlySignal<ExperimentState | null>
  /** Base and city on screen. */
  readonly base: ReadonlySignal<ExperimentBase>
  /** Whether form and base are those of `state`. */
  readonly isSame: ReadonlySignal<boolean>
  readonly pace: ReadonlySignal<RunPace | null>
  /** Workers that make its runs. */
  readonly workers: number
  /** Carries the experiment of the form out; what was made before is not made again. */
  readonly start: () => Promise<void>
  /** Ends the workers: what is whole stands, and `start` goes on. */
  readonly pause: () => void
  /** Takes the experiment off the page; its runs stay kept. */
  readonly discard: () => void
  /** Looks up what is kept of the experiment that was begun before the page was loaded. */
  readonly recall: () => Promise<void>
  /** Form and base as the experiment of `state` has them. */
  readonly restore: () => void
  /** The form as a point has it, as one step of undo; `null` for the base. */
  readonly openPoint: (point: number | null) => void
}

interface Means extends Crew {
  readonly api: RunApi
  readonly city: CityStore
  readonly scenario: ScenarioStore
  readonly runList: RunList
  readonly vault: Promise<ReplicationVault>
  readonly runs: Pick<RunStore, 'state'>
}

/** What lasts: the form, and the experiment that was begun with what its pilot found. */
interface Kept {
  readonly choice: ExperimentChoice
  readonly begun: { readonly choice: ExperimentChoice; readonly base: Draft; readonly city: string; readonly warmUp: WarmUp | null } | null
  /** Another build finds another warm-up. */
  readonly build: string
}

interface Stage {
  readonly means: Means
  readonly choice: Signal<ExperimentChoice>
  readonly state: Signal<ExperimentState | null>
  readonly base: ReadonlySignal<ExperimentBase>
  readonly pace: Signal<RunPace | null>
  begun: Kept['begun']
  /** Tells what the runs so far say, also where a report is not due yet. */
  tellNow: () => void
  /** Number of the last start or pause: what arrives of an earlier one is ignored. */
  turn: number
}

const key = 'voltwin-experiment'
/** A report of many points takes some milliseconds: it is not made anew for each run. */
const reportEveryMs = 400

/** Designed experiments over a crew of workers, which is dismissed when they end. */
export function createExperiments(means: Means): Experiments {
  const kept = readKept()
  const first = kept?.choice ?? firstChoice
  const choice = signal(first)
  const base = computed(() => ({ draft: means.scenario.draft.value, city: cityNames(means.city) }))
  const state = signal<ExperimentState | null>(null)
  const stage: Stage = {
    means,
    choice,
    state,
    base,
    pace: signal(readPace()),
    begun: kept?.begun ?? null,
    tellNow: () => undefined,
    turn: 0,
  }
  choice.subscribe((now) => {
    if (now !== first) keep(stage)
  })
  watchPace(means.runs.state, () => countCustomers(loadSource(means.scenario.draft.peek().source).value?.spec), stage.pace)
  return {
    choice,
    state,
    base,
    pace: stage.pace,
    workers: means.size ?? 1,
    isSame: computed(
      () =>
        state.value !== null &&
        isSameExperiment(state.value, { choice: choice.value, base: base.value.draft }) &&
        isCity(means.city, state.value.city),
    ),
    start: async () => {
      pauseAll(stage)
      await carryOut(stage, choice.peek(), base.peek().draft, true)
    },
    pause: () => pauseAll(stage),
    discard: () => {
      pauseAll(stage)
      stage.begun = null
      state.value = null
      keep(stage)
    },
    recall: async () => {
      if (state.peek() !== null || stage.begun === null || !isCity(means.city, stage.begun.city)) return
      await carryOut(stage, stage.begun.choice, stage.begun.base, false)
    },
    restore: () => {
      const shown = state.peek()
      if (shown === null) return
      choice.value = shown.choice
      if (!isSameExperiment(shown, { choice: shown.choice, base: base.peek().draft })) means.scenario.openDraft(shown.base)
    },
    openPoint: (point) => openPoint(stage, point),
  }
}

function cityNames({ files }: CityStore): CityNames {
  const { pbf, grid } = files.value ?? { pbf: null, grid: null }
  return { city: pbf?.name ?? null, grid: grid?.name ?? null }
}

function isCity({ drawing }: CityStore, hash: string): boolean {
  return drawing.value?.hash === hash
}

function say({ state }: Stage, part: Partial<ExperimentState>): void {
  if (state.value !== null) state.value = { ...state.value, ...part }
}

function keep({ choice, begun }: Stage): void {
  writeItem(key, { choice: choice.peek(), begun, build: engineBuild } satisfies Kept, 'lasting')
}

function pauseAll(stage: Stage): void {
  stage.turn++
  const { phase = 'done' } = stage.state.value ?? {}
  if (phase === 'paused' || phase === 'done') return
  stage.tellNow()
  const shown = stage.state.value!
  // Who only looks up has nobody at work.
  if (shown.phase !== 'reading') stage.means.dismiss()
  const report = shown.report === null ? null : ({ ...shown.report, made: { ...shown.report.made, stop: 'cancelled' } } as const)
  stage.state.value = { ...shown, phase: 'paused', report, leftMs: null }
}

/** Points, warm-up, runs, report. `isMaking`: what is missing is made; else only what is kept is shown. */
async function carryOut(stage: Stage, choice: ExperimentChoice, draft: Draft, isMaking: boolean): Promise<void> {
  const { means } = stage
  const turn = ++stage.turn
  const isOver = () => stage.turn !== turn
  const city = means.city.drawing.peek()?.hash ?? ''
  const known = stage.begun
  stage.tellNow = () => undefined
  stage.state.value = { ...begin(choice, draft, city), phase: isMaking ? 'placing' : 'reading' }
  const stop = (problems: readonly Problem[]) => {
    if (!isOver()) say(stage, { phase: 'paused', leftMs: null, problems })
  }
  const placed = await placeWhole(choice, { draft, city: stage.base.peek().city }, isOver)
  if (placed.value === null || isOver()) return stop(placed.problems)
  const asked = { choice, base: draft }
  const isKnown = known !== null && known.city === city && isSameExperiment(known, asked)
  stage.begun = { ...asked, city, warmUp: isKnown ? known.warmUp : null }
  keep(stage)
  let work: CrewWork | null = null
  const hire = () => (work ??= employ(means, means.city))
  const warmUp = await findWarmUpOf(stage, placed.value, isMaking ? hire : null, isOver)
  if (warmUp === null || isOver()) return stop([])
  if ('problems' in warmUp) return stop(warmUp.problems)
  stage.begun = { ...stage.begun, warmUp }
  keep(stage)
  const subject = { city: means.city.drawing.peek()?.name ?? '', own: await hashOwn(stage, placed.value.placed[0]) }
  if (isOver()) return
  const plan = planSweep(placed.value.design, placed.value.points, placed.value.placed, warmUp, subject)
  if (plan.value === null) return stop(plan.problems)
  say(stage, { plan: plan.value, phase: isMaking ? 'running' : 'reading' })
  await runPlan(stage, plan.value, placed.value, isMaking ? hire : null, isOver)
}

function begin(choice: ExperimentChoice, base: Draft, city: string): ExperimentState {
  const empty = { pilotFrac: 0, plan: null, report: null, made: 0, expected: 0, leftMs: null, problems: [] }
  return { choice, base, city, phase: 'placing', ...empty }
}

/** As `voltwin sweep`: stated, or out of a pilot of the base; `null` where there is none and nobody to make it. */
async function findWarmUpOf(
  stage: Stage,
  { design, placed }: PlacedDesign,
  hire: (() => CrewWork) | null,
  isOver: () => boolean,
): Promise<WarmUp | { readonly problems: readonly Problem[] } | null> {
  const { warmUp: rule } = design
  if (rule.kind === 'days') return { days: rule.days, unsteady: [], isTooShort: false }
  if (stage.begun?.warmUp) return stage.begun.warmUp
  const { api, runList, city } = stage.means
  const onProgress = (shareFrac: number) => {
    if (!isOver()) say(stage, { phase: 'pilot', pilotFrac: shareFrac })
  }
  const { spec } = placed[0].scenario
  return settleWarmUp({ api, runList, city, hire, onProgress }, requestOf(stage, placed[0], spec.seed), spec.days)
}

/** The whole scenario as text, so that every worker lives the same. */
/** Content hash of the own rows that the base uses; empty without own data. */
async function hashOwn(stage: Stage, base: PlacedPoint): Promise<string> {
  const { api, city } = stage.means
  const request = requestOf(stage, base, base.scenario.spec.seed)
  return request.own === undefined ? '' : ((await api.identify({ ...request, city: city.choice.peek() })).value?.own ?? '')
}

function requestOf({ state }: Stage, { scenario }: PlacedPoint, seed: number): RunRequest {
  const own = state.peek()?.base.own
  return { scenario: scenario.canonical, seed, ...(own && { own }) }
}

async function runPlan(
  stage: Stage,
  plan: SweepPlan,
  { placed }: PlacedDesign,
  hire: (() => CrewWork) | null,
  isOver: () => boolean,
): Promise<void> {
  const { api, city, vault, dismiss } = stage.means
  const tell = tellCourse(stage, plan, placed)
  const end = await makeRuns({
    plan,
    placed,
    requestOf: (point, seed) => requestOf(stage, point, seed),
    identify: (request) => api.identify({ ...request, city: city.choice.peek() }),
    vault: await vault,
    hire,
    isOver,
    onChange: (course) => {
      if (isOver()) return
      stage.tellNow = () => tell(course, true)
      tell(course, false)
    },
  })
  if (isOver()) return
  tell(end.course, true)
  say(stage, { phase: end.isWhole ? 'done' : 'paused', leftMs: null, problems: end.problems })
  if (hire !== null) dismiss()
}

/** Shows how far it is, and now and then what the figures say. */
function tellCourse(stage: Stage, plan: SweepPlan, placed: readonly PlacedPoint[]): (course: Course, isLast: boolean) => void {
  const customers = countCustomers(placed[0].scenario.spec)
  let reportedMs = -Infinity
  return ({ runs, results, tookMs }, isLast) => {
    const resultOf = (id: string) => results.get(id)
    const isDue = isLast || performance.now() - reportedMs > reportEveryMs
    const judged = isDue ? judgeSweep(plan, runs, resultOf) : 'go-on'
    const report = isDue && results.size > 0 ? reportSweep(plan, runs, resultOf, judged === 'go-on' ? 'cancelled' : judged) : null
    if (isDue) reportedMs = performance.now()
    const shown = report ?? stage.state.peek()?.report ?? null
    const made = runs.filter(({ id }) => results.has(id)).length
    const expected = isLast ? runs.length : Math.max(runs.length, expectReplications(plan, shown) * plan.points.length)
    const pace = paceOf(tookMs, customers, plan.days)
    if (pace !== null) keepPace((stage.pace.value = pace))
    const workers = stage.means.size ?? 1
    const leftMs = pace === null ? null : (meanOf(tookMs) * (expected - made)) / workers
    say(stage, { made, expected, leftMs, ...(report !== null && { report }) })
  }
}

function openPoint({ means: { scenario }, state }: Stage, point: number | null): void {
  const shown = state.peek()
  if (shown === null) return
  const file = loadSource(shown.base.source).value?.file ?? {}
  const changes = Object.entries(flattenPart(point === null ? {} : (shown.plan?.points[point].overrides ?? {})))
  const overrides = changes.reduce((edits, [path, value]) => withOverride(edits, file, path, value), shown.base.overrides)
  scenario.openDraft({ ...shown.base, overrides })
}

function readKept(): Kept | null {
  const found = readItem(key, 'lasting')
  const isKept = typeof found === 'object' && found !== null && 'choice' in found && 'begun' in found
  if (!isKept) return null
  const kept = found as Kept
  const begun = kept.begun && { ...kept.begun, warmUp: kept.build === engineBuild ? kept.begun.warmUp : null }
  return { ...kept, begun }
}
