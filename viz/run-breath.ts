import { factsOf } from '../scenarios/index.ts'
import type { ScenarioRun } from '../scenarios/index.ts'
import { today } from '../twin/index.ts'
import type { KpiStore } from './kpi-store.ts'
import { pause } from './pause.ts'
import type { KpiValue, RunProgress } from './run-api.ts'
import { tellProgress } from './run-summary.ts'

/** Work between two pauses in which a message can come in, and between two reports. */
const pauseMs = 30
const reportMs = 250
const kpiMs = 700

/** A run under way as its worker sees it. */
export interface RunUnderWay {
  readonly run: ScenarioRun
  readonly eventsPerHour: Uint16Array
  readonly onProgress: (progress: RunProgress) => void
  /** Makes figures of the days so far; `null`: they are not wanted. */
  readonly store: KpiStore | null
  readonly isOver: () => boolean
  /** Fulfilled when it is over: what is awaited meanwhile need not be. */
  readonly over: Promise<void>
}

/**
 * To be awaited between two slices of a run: lets messages in, reports now and then, and has the figures of the days so far computed while the engine rests, never
 * twice at once. Answers whether the run goes on.
 */
export function createBreath({ run, eventsPerHour, onProgress, store, isOver, over }: RunUnderWay): () => Promise<boolean> {
  let kpis: readonly KpiValue[] = []
  let pausedAt = performance.now()
  let reportedAt = 0
  let computedAt = -kpiMs
  return async () => {
    const now = performance.now()
    if (now - pausedAt < pauseMs) return !isOver()
    await pause()
    pausedAt = performance.now()
    if (store?.isReady() && now - computedAt > kpiMs && today(run.world) > 0 && !isOver()) {
      // Whoever takes this run's place need not wait for its figures.
      kpis = (await Promise.race([store.compute(factsOf(run)), over])) ?? kpis
      computedAt = performance.now()
      reportedAt = 0
    }
    if (now - reportedAt < reportMs) return !isOver()
    onProgress({ ...tellProgress(run, eventsPerHour), kpis })
    reportedAt = now
    return !isOver()
  }
}

/** Of a run that nobody replaces, without figures on the way. */
export const untilItsEnd = { store: null, isOver: () => false, over: new Promise<void>(() => undefined) }
