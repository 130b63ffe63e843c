import { batch, computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { OwnKind, OwnReport, OwnTables } from '../own-api.ts'
import type { RunApi, RunRequest } from '../run-api.ts'
import type { CityStore } from './city-store.ts'
import { allowPartly, canBeTaken, hasSameFiles, isTaken, nameFiles, takeAway } from './own-tables.ts'
import type { ScenarioStore } from './scenario-store.ts'

/** A company's own customers and batteries: what the scenario uses, and what was dropped and waits for a decision. */
export interface OwnStore {
  /** What is shown: the tables that wait, beside those in use that they do not replace; `null` where there are none. */
  readonly shown: ReadonlySignal<OwnTables | null>
  /** What became of the rows of those shown; `null` until they are read. */
  readonly report: ReadonlySignal<OwnReport | null>
  /** Why they could not be read at all. */
  readonly problems: ReadonlySignal<readonly Problem[]>
  /** Share that is read, 0..1, where reading takes a while; `null` otherwise. */
  readonly readFrac: ReadonlySignal<number | null>
  /** Whether tables wait: they are not in use until `goOn`, and `leave` puts them away. */
  readonly isWaiting: ReadonlySignal<boolean>
  /** Whether rows cannot be used and nobody has said that the others will do. */
  readonly canGoOn: ReadonlySignal<boolean>
  /** Whether a reload finds the tables again. */
  readonly isLasting: ReadonlySignal<boolean>
  /** Takes tables that the worker has kept: into use as they are read, when all of their rows can be. */
  readonly take: (tables: OwnTables, isLasting: boolean) => void
  /** Uses the rows that can be used, as one step of undo. */
  readonly goOn: () => void
  /** Puts what waits away, also while it is being read: what was in use before stays. */
  readonly leave: () => void
  /** Takes one table away, as one step of undo. */
  readonly remove: (kind: OwnKind) => void
  readonly template: (kind: OwnKind) => Promise<Parsed<string>>
  /** Reads again whatever tables, scenario and city become. Returns how to stop. */
  readonly follow: () => () => void
}

/** Edits of the scenario in a row are one wish, ms. */
const settleMs = 150
/** Reading that is over before is not worth a word, ms. */
const quietMs = 400

/** What a reading came to, and of which tables. */
interface Answer {
  readonly of: OwnTables
  readonly report: OwnReport | null
  readonly problems: readonly Problem[]
}

/** The store over a door; `requestOf` is the run that is wanted, with own tables. */
export function createOwnStore(
  api: Pick<RunApi, 'describeOwn' | 'cancelOwn' | 'ownTemplate'>,
  scenario: ScenarioStore,
  city: Pick<CityStore, 'choice'>,
  requestOf: (own?: OwnTables) => RunRequest,
): OwnStore {
  const waiting = signal<OwnTables | null>(null)
  const answer = signal<Answer | null>(null)
  const readFrac = signal<number | null>(null)
  const isLasting = signal(true)
  const inUse = computed(() => scenario.draft.value.own ?? null)
  const shown = computed(() => waiting.value ?? inUse.value)
  const known = computed(() =>
    answer.value !== null && shown.value !== null && hasSameFiles(answer.value.of, shown.value) ? answer.value : null,
  )
  const reader = createReader(api, readFrac)
  const use = (own: OwnTables) => putInUse(scenario, waiting, own)
  const read = async (own: OwnTables) => {
    const found = await reader.read(requestOf(own))
    if (found === null) return
    answer.value = { of: own, report: found.value, problems: found.problems }
    // What was good in use stays so: only what waits is taken by itself.
    const isWanted = waiting.peek() !== null && hasSameFiles(own, waiting.peek()!)
    if (isWanted && found.value !== null && isTaken(own, found.value)) use(own)
  }
  const canGoOn = computed(() => {
    const report = known.value?.report
    return report ? canBeTaken(report) && !isTaken(shown.value!, report) : false
  })
  return {
    shown,
    report: computed(() => known.value?.report ?? null),
    problems: computed(() => known.value?.problems ?? []),
    readFrac,
    isWaiting: computed(() => waiting.value !== null),
    canGoOn,
    isLasting,
    take: (tables, lasts) =>
      batch(() => {
        const next = { ...shown.peek(), ...tables }
        isLasting.value = isLasting.peek() && lasts
        waiting.value = hasSameFiles(next, inUse.peek() ?? {}) ? null : next
      }),
    goOn: () => canGoOn.peek() && use(allowPartly(shown.peek()!, known.peek()!.report!)),
    leave: () => {
      reader.stop()
      waiting.value = null
    },
    remove: (kind) => removeTable(scenario, waiting, kind),
    template: (kind) => api.ownTemplate(kind, requestOf()),
    follow: () => followChanges(scenario, city, shown, read),
  }
}

function putInUse(scenario: ScenarioStore, waiting: Signal<OwnTables | null>, own: OwnTables): void {
  batch(() => {
    waiting.value = null
    scenario.setOwn(own)
  })
}

function removeTable(scenario: ScenarioStore, waiting: Signal<OwnTables | null>, kind: OwnKind): void {
  const inUse = scenario.draft.peek().own ?? {}
  const { isNew, stays, next } = takeAway(inUse, waiting.peek() ?? inUse, kind)
  batch(() => {
    if (waiting.peek() !== null) waiting.value = hasSameFiles(next, stays) ? null : next
    if (!isNew) scenario.setOwn(stays)
  })
}

/** Reads tables whenever they, the scenario or the city become others. */
function followChanges(
  scenario: ScenarioStore,
  city: Pick<CityStore, 'choice'>,
  shown: ReadonlySignal<OwnTables | null>,
  read: (own: OwnTables) => Promise<void>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const files = computed(() => (shown.value === null ? '' : nameFiles(shown.value)))
  const edits = computed(() =>
    scenario.problems.value.length > 0
      ? ''
      : JSON.stringify([scenario.draft.value.source, scenario.draft.value.overrides, city.choice.value]),
  )
  let knownFiles = ''
  const stop = effect(() => {
    const isDropped = files.value !== knownFiles
    knownFiles = files.value
    clearTimeout(timer)
    if (files.value === '' || edits.value === '') return
    const go = () => untracked(() => shown.value !== null && void read(shown.value))
    timer = setTimeout(go, isDropped ? 0 : settleMs)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** One reading at a time; one that was stopped, or that another took the place of, answers `null`. */
function createReader(api: Pick<RunApi, 'describeOwn' | 'cancelOwn'>, readFrac: { value: number | null }) {
  let last = 0
  const stop = () => {
    last++
    readFrac.value = null
    api.cancelOwn()
  }
  const read = async (request: RunRequest): Promise<Parsed<OwnReport> | null> => {
    const id = ++last
    let isQuiet = true
    const timer = setTimeout(() => (isQuiet = false), quietMs)
    const found = await api.describeOwn(request, (shareFrac) => {
      if (id === last && !isQuiet) readFrac.value = shareFrac
    })
    clearTimeout(timer)
    if (id !== last) return null
    readFrac.value = null
    return found
  }
  return { read, stop }
}
