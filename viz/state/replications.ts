import { signal, type ReadonlySignal } from '@preact/signals'
import { findWarmUp, replicatePairs, usualPrecision, warmUpKpis, warmUpSpanDays } from '../../scenarios/index.ts'
import type { Comparison, Precision, Replication, ReplicationResult, WarmUp } from '../../scenarios/index.ts'
import { engineBuild } from '../engine-build.ts'
import type { RunApi } from '../run-api.ts'
import type { ReplicationVault, StoredRun } from '../vault/index.ts'
import type { CityStore } from './city-store.ts'
import { employ, type Crew, type CrewWork } from './crew.ts'
import type { RunList } from './run-list.ts'
import type { Draft } from './scenario-store.ts'

/** The two runs whose plans are run again with other luck. */
export interface ReplicatedPair {
  readonly a: StoredRun
  readonly b: StoredRun
}

/** What stands of the replications of a pair. */
export interface ReplicationState {
  /** `keyOfPair` of the pair it is of. */
  readonly key: string
  readonly kpi: string
  readonly precision: Precision
  /** `null` while it is sought. */
  readonly warmUp: WarmUp | null
  readonly comparison: Comparison
  readonly isRunning: boolean
}

export interface Replications {
  /** Of the pair asked for last; `null` before any. */
  readonly state: ReadonlySignal<ReplicationState | null>
  /** Runs both plans with luck after luck until `kpi` is known to `shareOfMean` of A; what was made before is not made again. */
  readonly start: (pair: ReplicatedPair, kpi: string, shareOfMean: number) => Promise<void>
  /** Ends it; pairs that are whole stand. */
  readonly cancel: () => void
}

interface Means extends Crew {
  readonly api: RunApi
  readonly city: CityStore
  readonly runList: RunList
  readonly vault: Promise<ReplicationVault>
}

export function keyOfPair({ a, b }: ReplicatedPair): string {
  return `${a.id} ${b.id}`
}

const nothing: Comparison = { pairs: [], failed: [], runs: 0, stop: 'go-on' }

/** Replications over a crew of workers, which is dismissed when they end. */
export function createReplications(means: Means): Replications {
  const state = signal<ReplicationState | null>(null)
  let turn = 0
  const cancel = () => {
    turn++
    if (state.value?.isRunning !== true) return
    // What is under way is dropped with its workers; what ended before is kept.
    means.dismiss()
    state.value = { ...state.value, isRunning: false, comparison: stopped(state.value.comparison) }
  }
  const start = async (pair: ReplicatedPair, kpi: string, shareOfMean: number) => {
    cancel()
    const id = ++turn
    const isOver = () => turn !== id
    const precision = { ...usualPrecision, shareOfMean }
    state.value = { key: keyOfPair(pair), kpi, precision, warmUp: null, comparison: nothing, isRunning: true }
    const say = (part: Partial<ReplicationState>) => {
      if (!isOver() && state.value !== null) state.value = { ...state.value, ...part }
    }
    const warmUp = await seekWarmUp(means, pair)
    if (isOver()) return
    say({ warmUp })
    const work = employ(means, means.city)
    const run = createRunner(work, await means.vault, pair, warmUp.days)
    const settings = { seed: pair.a.summary.seed, kpi, precision, workers: work.size, run, isOver }
    const comparison = await replicatePairs({ ...settings, onProgress: (now) => say({ comparison: now }) })
    if (isOver()) return
    say({ comparison, isRunning: false })
    means.dismiss()
  }
  return { state, start, cancel }
}

function stopped(comparison: Comparison): Comparison {
  return comparison.stop === 'go-on' ? { ...comparison, stop: 'cancelled' } : comparison
}

/** Out of the kept facts of both runs, as far as the shorter goes; without facts nothing is left out. */
async function seekWarmUp({ api, runList }: Means, { a, b }: ReplicatedPair): Promise<WarmUp> {
  const days = Math.min(a.summary.days, b.summary.days)
  const none = findWarmUp({}, days)
  if (none.isTooShort) return none
  const courses: Record<string, (readonly (number | null)[])[]> = {}
  for (const run of [a, b]) {
    const facts = (await runList.facts(run.id)) ?? []
    for (const kpi of warmUpKpis) {
      const { value } = await api.trend(facts, { kpi, days, spanDays: warmUpSpanDays })
      if (value !== null) (courses[kpi] ??= []).push(value)
    }
  }
  return findWarmUp(courses, days)
}

/** Makes a run on whoever of the crew is free, unless it was made before. */
function createRunner(work: CrewWork, vault: ReplicationVault, pair: ReplicatedPair, warmUpDays: number) {
  return async ({ side, seed }: Replication): Promise<ReplicationResult> => {
    const { id, scenario, draft } = pair[side]
    const key = `${id} ${engineBuild} ${seed} ${warmUpDays}`
    const kept = await vault.get(key)
    if (kept !== null) return kept
    const { own } = draft as Draft
    const answer = await work.ask((api, city) => api.replicate({ scenario, seed, city, ...(own && { own }) }, warmUpDays, true))
    if (answer.kind === 'done') await vault.put(key, answer)
    return answer.kind === 'lost' ? { kind: 'failed', message: answer.message } : answer
  }
}
