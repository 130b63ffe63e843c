import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { combineHashes } from '../../scenarios/index.ts'
import type { KpiValue, RunApi, RunOutcome, RunSummary, RunYield } from '../run-api.ts'
import { readItem, writeItem } from '../session-item.ts'
import type { StoredRun } from '../vault/index.ts'
import type { Crew } from './crew.ts'
import type { RunList } from './run-list.ts'
import { planSpan, type PlannedCity, type SpanChoice, type SpanPlan } from './span-plan.ts'

/** Where a city of the span stands. */
export interface CityState {
  readonly name: string
  readonly customers: number
  readonly kind: 'waiting' | 'preparing' | 'running' | 'done' | 'failed'
  /** Local days that have been lived. */
  readonly day: number
  /** Why it failed; empty otherwise. */
  readonly failure: string
  /** Its run in the list; `null` until it is done. */
  readonly run: StoredRun | null
}

/** The company of all cities, once each is done. */
export interface SpanWhole {
  /** Of the cities' end states in the order of their names: as `voltwin run` says. */
  readonly hash: string
  readonly kpis: readonly KpiValue[]
}

export interface SpanState {
  readonly choice: SpanChoice
  readonly plan: SpanPlan
  readonly cities: readonly CityState[]
  readonly isRunning: boolean
  readonly whole: SpanWhole | null
  /** Time that is still needed at the pace so far, ms; `null` where none is known. */
  readonly leftMs: number | null
  readonly problems: readonly Problem[]
}

export interface SpanStore {
  /** Of the span chosen last, also before the page was loaded again; `null` before any. */
  readonly state: ReadonlySignal<SpanState | null>
  /** Runs the cities that are not done, each on a worker of its own; what was begun before goes on from its last checkpoint. */
  readonly start: (choice: SpanChoice) => Promise<readonly Problem[]>
  /** Ends the workers; what was reached by the last checkpoints stands. */
  readonly pause: () => void
  /** Hashes of the manifests of its cities that were begun. */
  readonly listBegun: () => readonly string[]
}

interface Means extends Crew {
  readonly api: RunApi
  readonly runList: RunList
}

/** What lasts of a span until another is chosen: its cities' runs are in the list, their checkpoints in the browser's file system. */
interface Kept {
  readonly choice: SpanChoice
  /** Hash of the manifest by city, of those that were begun. */
  readonly ids: Readonly<Record<string, string>>
}

const key = 'voltwin-span'
/** Days between checkpoints: so much is lived again at most before a moment is seen. */
const everyDays = 30

/** A span over a crew of workers, which is dismissed when it ends. */
export function createSpanStore(means: Means): SpanStore {
  const stage: Stage = { means, state: signal(null), kept: readKept(), turn: 0 }
  const pause = () => {
    stage.turn++
    const { value: shown } = stage.state
    if (shown === null || !shown.isRunning) return
    means.dismiss()
    const cities = shown.cities.map((city) => (isUnderWay(city) ? ({ ...city, kind: 'waiting' } as const) : city))
    stage.state.value = { ...shown, cities, isRunning: false, leftMs: null }
  }
  void recall(stage)
  return {
    state: stage.state,
    start: async (choice) => {
      pause()
      const problems = show(stage, choice)
      if (problems.length === 0) await liveCities(stage)
      return problems
    },
    pause,
    listBegun: () => Object.values(stage.kept?.ids ?? {}),
  }
}

interface Stage {
  readonly means: Means
  readonly state: Signal<SpanState | null>
  kept: Kept | null
  /** Number of the last start or pause: what arrives of an earlier one is ignored. */
  turn: number
}

/** What was chosen before the page was loaded stands as it was left, once it is known which runs are in the list. */
async function recall(stage: Stage): Promise<void> {
  await stage.means.runList.whenRead
  if (stage.kept !== null && stage.state.value === null) show(stage, stage.kept.choice)
}

function say({ state }: Stage, part: Partial<SpanState>): void {
  if (state.value !== null) state.value = { ...state.value, ...part }
}

function tell(stage: Stage, name: string, part: Partial<CityState>): void {
  const cities = stage.state.value?.cities ?? []
  say(stage, { cities: cities.map((city) => (city.name === name ? { ...city, ...part } : city)) })
}

function note(stage: Stage, choice: SpanChoice, ids: Kept['ids']): void {
  stage.kept = { choice, ids }
  writeItem(key, stage.kept, 'lasting')
}

/** Shows a span as it stands by the list of runs; what is wrong with it is answered, and then the one before stays. */
function show(stage: Stage, choice: SpanChoice): readonly Problem[] {
  const { value: plan, problems } = planSpan(choice)
  if (plan === null) return problems
  const ids = stage.kept !== null && isSame(stage.kept.choice, choice) ? stage.kept.ids : {}
  note(stage, choice, ids)
  const runs = stage.means.runList.runs.peek()
  const cities = plan.cities.map((city) =>
    stateOf(
      city,
      plan.days,
      runs.find(({ id }) => id === ids[city.name]),
    ),
  )
  stage.state.value = { choice, plan, cities, isRunning: false, whole: null, leftMs: null, problems: [] }
  return []
}

/** Whoever of the crew is free takes the next city; the whole is added up when all are done. */
async function liveCities(stage: Stage): Promise<void> {
  const { means, state } = stage
  const { plan } = state.value!
  const turn = ++stage.turn
  const isOver = () => stage.turn !== turn
  say(stage, { isRunning: true })
  const waiting = [...plan.cities]
  const pace = createPace(() => state.value?.cities ?? [], plan.days)
  const work = async (api: RunApi): Promise<void> => {
    for (let city = waiting.shift(); city !== undefined && !isOver(); city = waiting.shift()) await liveCity(stage, api, city, isOver, pace)
  }
  await Promise.all(means.crew().map(work))
  if (isOver()) return
  means.dismiss()
  const added = await addUp(means, state.value?.cities ?? [])
  if (!isOver()) say(stage, { isRunning: false, leftMs: null, ...added })
}

async function liveCity(
  stage: Stage,
  api: RunApi,
  { name, request }: PlannedCity,
  isOver: () => boolean,
  pace: () => number | null,
): Promise<void> {
  const { runList } = stage.means
  tell(stage, name, { kind: 'preparing', failure: '' })
  const [id] = await Promise.all([runList.identify(request), runList.whenRead])
  if (isOver()) return
  // Before its first checkpoint, so that a page that is loaded meanwhile does not take it for one of nobody.
  if (id !== null && stage.kept !== null) note(stage, stage.kept.choice, { ...stage.kept.ids, [name]: id })
  const known = runList.runs.peek().find((run) => run.id === id)
  if (known !== undefined) return tell(stage, name, { kind: 'done', day: known.summary.days, run: known })
  let isLive = true
  const outcome = await api.stream(request, everyDays, ({ day }) => {
    // Reports may arrive after the outcome.
    if (isOver() || !isLive) return
    tell(stage, name, { kind: 'running', day })
    say(stage, { leftMs: pace() })
  })
  isLive = false
  if (isOver()) return
  const run = outcome.kind === 'done' && outcome.yield ? await keep(runList, outcome.summary, outcome.yield) : null
  if (isOver()) return
  if (run === null) return tell(stage, name, { kind: 'failed', failure: failureOf(outcome, runList) })
  tell(stage, name, { kind: 'done', day: run.summary.days, run })
}

function isUnderWay({ kind }: CityState): boolean {
  return kind === 'preparing' || kind === 'running'
}

function isSame(a: SpanChoice, b: SpanChoice): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function stateOf({ name, customers }: PlannedCity, days: number, run: StoredRun | undefined): CityState {
  const stands = run === undefined ? ({ kind: 'waiting', day: 0 } as const) : ({ kind: 'done', day: days } as const)
  return { name, customers, failure: '', run: run ?? null, ...stands }
}

function failureOf(outcome: RunOutcome, { problem }: RunList): string {
  if (outcome.kind === 'refused') return outcome.problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' ')
  if (outcome.kind === 'stopped') return outcome.reason
  if (outcome.kind === 'failed') return outcome.message
  return problem.peek()?.remedy ?? 'Its run could not be kept in the list.'
}

/** The city's run goes to the list as any other; what opens it again is the scenario as it was run. */
async function keep(runList: RunList, summary: RunSummary, found: RunYield): Promise<StoredRun | null> {
  const draft = { source: { kind: 'file', name: summary.scenario, text: found.scenario }, overrides: {} } as const
  return runList.keep({ summary, yield: found, draft, history: [] })
}

async function addUp({ api, runList }: Means, cities: readonly CityState[]): Promise<Pick<SpanState, 'whole' | 'problems'>> {
  const runs = cities.flatMap(({ run }) => run ?? [])
  if (runs.length < cities.length) return { whole: null, problems: [] }
  const parts = await Promise.all(runs.map(async ({ id, scenario }) => ({ scenario, facts: (await runList.facts(id)) ?? [] })))
  const { value: kpis, problems } = await api.addUp(parts)
  const hash = combineHashes(runs.map(({ summary }, i) => ({ name: cities[i].name, hash: summary.hash })))
  return { whole: kpis && { hash, kpis }, problems }
}

/** Time still needed, from the days that were lived since it was first asked. */
function createPace(cities: () => readonly CityState[], days: number): () => number | null {
  const lived = () => cities().reduce((sum, { day }) => sum + day, 0)
  let from: { readonly atMs: number; readonly days: number } | null = null
  return () => {
    const now = lived()
    from ??= { atMs: performance.now(), days: now }
    const gained = now - from.days
    const passedMs = performance.now() - from.atMs
    return gained <= 0 || passedMs < 2000 ? null : ((cities().length * days - now) / gained) * passedMs
  }
}

function readKept(): Kept | null {
  const found = readItem(key, 'lasting')
  const isKept = typeof found === 'object' && found !== null && 'choice' in found && 'ids' in found
  return isKept ? (found as Kept) : null
}
