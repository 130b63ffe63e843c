import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { hashManifest, type Json } from '../../scenarios/index.ts'
import type { FactFile, RunApi, RunRequest, RunSummary, RunYield } from '../run-api.ts'
import { sayPath } from '../say-path.ts'
import type { Answer, RunVault, StoredRun, WholeRun } from '../vault/index.ts'
import { splitOverrides } from './overrides.ts'
import type { Draft } from './scenario-store.ts'

/** A run that has ended whole, with what the page knows of it. */
export interface FinishedRun {
  readonly summary: RunSummary
  readonly yield: RunYield
  readonly draft: Draft
  readonly history: StoredRun['history']
}

/** Every finished run, across reloads. */
export interface RunList {
  /** The last finished first. */
  readonly runs: ReadonlySignal<readonly StoredRun[]>
  /** Whether the kept runs have been read. */
  readonly isRead: ReadonlySignal<boolean>
  /** Whether a reload finds the runs again. */
  readonly isLasting: ReadonlySignal<boolean>
  /** What could not be kept or read; `null` when all is well. */
  readonly problem: ReadonlySignal<Problem | null>
  /** The run deleted last, which can be put back; `null` when there is none. */
  readonly deleted: ReadonlySignal<StoredRun | null>
  /** A finished run that has the bits of what is asked for, by this build of the engine; `null` when it has to be run. */
  readonly recall: (request: RunRequest) => Promise<StoredRun | null>
  /** Fulfilled when the kept runs have been read. */
  readonly whenRead: Promise<unknown>
  /** Hash of the manifest that a request would run under; `null` where it cannot be known. */
  readonly identify: (request: RunRequest) => Promise<string | null>
  /** Answers the run as it is listed; `null` where it could not be kept. */
  readonly keep: (run: FinishedRun) => Promise<StoredRun | null>
  readonly rename: (id: string, name: string) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  readonly putBack: () => Promise<void>
  readonly facts: (id: string) => Promise<readonly FactFile[] | null>
}

const noProblem = { value: null, problem: null } as const

/** The list over a vault; `api` names what a request would run. */
export function createRunList(api: Pick<RunApi, 'identify'>, opening: Promise<RunVault>): RunList {
  const byId = signal<ReadonlyMap<string, StoredRun>>(new Map())
  const isRead = signal(false)
  const isLasting = signal(true)
  const problem = signal<Problem | null>(null)

  /** Whether it went well; what did not is shown. */
  const check: Check = <T>(answer: Answer<T>): answer is { value: T; problem: null } => {
    if (answer.problem !== null) problem.value = answer.problem
    return answer.problem === null
  }
  const reading = opening.then(async (vault) => {
    isLasting.value = vault.isLasting
    const answer = await vault.list()
    if (check(answer)) byId.value = new Map(answer.value.map((run) => [run.id, run]))
    isRead.value = true
    return vault
  })
  const identify = async (request: RunRequest): Promise<string | null> => {
    const { value: manifest } = await api.identify(request).catch(() => noProblem)
    return manifest === null || manifest.engine === '' ? null : hashManifest(manifest)
  }
  return {
    runs: computed(() => [...byId.value.values()].toSorted((a, b) => b.finishedMs - a.finishedMs)),
    isRead,
    isLasting,
    problem,
    whenRead: reading,
    identify,
    recall: async (request) => {
      const [id] = await Promise.all([identify(request), reading])
      return id === null ? null : (byId.value.get(id) ?? null)
    },
    facts: async (id) => {
      const answer = await (await reading).facts(id)
      return check(answer) ? answer.value.files : null
    },
    ...changeRuns(reading, byId, check),
  }
}

type Check = <T>(answer: Answer<T>) => answer is { value: T; problem: null }

/** What changes the list: the vault first, then what is shown. */
function changeRuns(
  reading: Promise<RunVault>,
  byId: Signal<ReadonlyMap<string, StoredRun>>,
  check: Check,
): Pick<RunList, 'deleted' | 'keep' | 'rename' | 'remove' | 'putBack'> {
  const removed = signal<WholeRun | null>(null)
  const without = (id: string) => new Map([...byId.value].filter(([other]) => other !== id))
  const take = (run: StoredRun) => void (byId.value = without(run.id).set(run.id, run))
  const put = async (whole: WholeRun): Promise<boolean> => {
    const isKept = check(await (await reading).put(whole))
    if (isKept) take(whole.run)
    return isKept
  }
  return {
    deleted: computed(() => removed.value?.run ?? null),
    keep: async (finished) => {
      await reading
      const run = describeRun(finished)
      const old = byId.value.get(run.id)
      const named = old ? { ...run, name: old.name } : run
      return (await put({ run: named, facts: finished.yield.facts })) ? named : null
    },
    rename: async (id, wanted) => {
      const name = wanted.trim()
      const run = byId.value.get(id)
      if (run === undefined || name === '' || name === run.name) return
      if (check(await (await reading).rename(id, name))) take({ ...run, name })
    },
    remove: async (id) => {
      const answer = await (await reading).remove(id)
      if (!check(answer)) return
      byId.value = without(id)
      removed.value = answer.value.taken
    },
    putBack: async () => {
      if (removed.value !== null && (await put(removed.value))) removed.value = null
    },
  }
}

function describeRun({ summary, yield: { manifest, scenario, facts, places }, draft, history }: FinishedRun): StoredRun {
  return {
    id: hashManifest(manifest),
    name: nameRun(summary.scenario, draft),
    manifest,
    scenario,
    draft,
    summary,
    history,
    places,
    finishedMs: Date.now(),
    sizeBytes: facts.reduce((sum, { bytes }) => sum + bytes.length, scenario.length + JSON.stringify([summary.kpis, history]).length),
  }
}

/** Edits named in a run's name; the list of differences has them all. */
const maxNamed = 2

/** `baseline`, or `baseline: Couriers › count 14` for what was changed. */
export function nameRun(scenario: string, { overrides }: Draft): string {
  const edits = Object.entries(splitOverrides(overrides).edits)
  if (edits.length === 0) return scenario
  const named = edits.slice(0, maxNamed).map(([path, value]) => `${sayPath(path)} ${sayShort(value)}`)
  const more = edits.length > maxNamed ? [`${edits.length - maxNamed} more`] : []
  return `${scenario}: ${[...named, ...more].join(', ')}`
}

function sayShort(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 24 ? `${text.slice(0, 23)}…` : text
}
