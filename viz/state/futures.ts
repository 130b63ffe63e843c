import { signal, type ReadonlySignal } from '@preact/signals'
import type { RunApi } from '../run-api.ts'
import type { StoredRun } from '../vault/index.ts'
import type { CityStore } from './city-store.ts'
import { employ, type Crew } from './crew.ts'
import type { Draft } from './scenario-store.ts'

/** Figures of one future by KPI id. */
export type FutureFigures = Readonly<Record<string, number | null>>

/** What stands of the futures of a run. */
export interface FuturesState {
  /** Hash of the run's manifest. */
  readonly run: string
  /** Local days since the start that are measured: the first, and the first that is not. */
  readonly fromDay: number
  readonly toDay: number
  readonly wanted: number
  /** In the order of their seeds. */
  readonly futures: readonly FutureFigures[]
  /** What the run itself lives in these days; `null` until that is known. */
  readonly same: FutureFigures | null
  /** Why futures are missing; empty when none is. */
  readonly failure: string
  readonly isRunning: boolean
}

export interface Futures {
  /** Of the run asked for last; `null` before any. */
  readonly state: ReadonlySignal<FuturesState | null>
  /** Lives `count` futures of `days` local days from the morning of the day that holds the moment, each with other luck. */
  readonly start: (run: StoredRun, timeMs: number, days: number, count: number) => Promise<void>
  /** Ends it; futures that are whole stand. */
  readonly cancel: () => void
}

interface Means extends Crew {
  readonly api: RunApi
  readonly city: CityStore
}

/** Seeds of luck lie apart from those of runs, so that no future is a replication by chance. */
const luckOffset = 1_000_003

/** Futures over a crew of workers, which is dismissed when they end. */
export function createFutures(means: Means): Futures {
  const state = signal<FuturesState | null>(null)
  let turn = 0
  const cancel = () => {
    turn++
    if (state.value?.isRunning !== true) return
    means.dismiss()
    state.value = { ...state.value, isRunning: false }
  }
  const start = async (run: StoredRun, timeMs: number, days: number, count: number) => {
    cancel()
    const id = ++turn
    const isOver = () => turn !== id
    const say = (part: Partial<FuturesState>) => {
      if (!isOver() && state.value !== null) state.value = { ...state.value, ...part }
    }
    state.value = { run: run.id, fromDay: 0, toDay: 0, wanted: count, futures: [], same: null, failure: '', isRunning: true }
    const from = await means.api.snapshotAt(timeMs)
    if (from === null) return say({ failure: 'This moment has not been lived yet: let the run come to it first.', isRunning: false })
    say({ fromDay: from.day, toDay: Math.min(run.summary.days, from.day + days) })
    const { own } = run.draft as Draft
    const work = employ(means, means.city)
    const found = new Map<number, FutureFigures>()
    const lucks = [null, ...Array.from({ length: count }, (_, i) => run.summary.seed + luckOffset * (i + 1))]
    let next = 0
    const live = async (): Promise<void> => {
      while (next < lucks.length && !isOver()) {
        const at = next++
        const answer = await work.ask((api, city) =>
          api.future({ scenario: run.scenario, city, ...(own && { own }) }, from, days, lucks[at]),
        )
        if (isOver()) return
        if (answer.kind !== 'done') say({ failure: answer.message })
        else if (at === 0) say({ same: answer.figures })
        else {
          found.set(at, answer.figures)
          say({ futures: [...found].toSorted(([a], [b]) => a - b).map(([, figures]) => figures) })
        }
      }
    }
    await Promise.all(Array.from({ length: work.size }, live))
    if (isOver()) return
    say({ isRunning: false })
    means.dismiss()
  }
  return { state, start, cancel }
}
