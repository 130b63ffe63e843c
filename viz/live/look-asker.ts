import { batch } from '@preact/signals'
import type { LiveApi, LiveQuery } from './live-types.ts'
import { messageOf, summaryOf, type LiveSignals } from './live-signals.ts'

/** What is to be chosen with the next answer: a place in the list, or a dot of the map. */
export interface Choice {
  readonly selectAt?: number
  readonly selectDot?: number
}

const minuteMs = 60_000
const longestCurveMs = 360 * minuteMs
const shortestCurveMs = 10 * minuteMs

/** Asks for what is on screen, one question at a time: while one is under way, the latest wish waits. */
export function createLookAsker(api: LiveApi, signals: LiveSignals): (choice?: Choice) => Promise<void> {
  let isAsking = false
  let isStale = false
  let wanted: Choice = {}
  const askOnce = async (): Promise<void> => {
    const choice = wanted
    const asked = summaryOf(signals)
    wanted = {}
    const answer = await api.look({ ...queryOf(signals), ...choice })
    // Another file may have been opened meanwhile.
    if (asked !== summaryOf(signals)) return
    batch(() => {
      signals.look.value = answer
      if (Object.keys(choice).length > 0 && answer?.selected) signals.selected.value = answer.selected.name
    })
  }
  return async (choice) => {
    if (choice !== undefined) wanted = choice
    isStale = true
    if (isAsking || summaryOf(signals) === null) return
    isAsking = true
    try {
      while (isStale) {
        isStale = false
        await askOnce()
      }
    } catch (error) {
      signals.failure.value = messageOf(error)
    } finally {
      isAsking = false
    }
  }
}

function queryOf(signals: LiveSignals): LiveQuery {
  const { mode, atMs, headMs, list, selected } = signals
  return {
    ...list.peek(),
    mode: mode.peek(),
    atMs: atMs.peek(),
    watermarkMs: headMs.peek(),
    selected: selected.peek(),
    curveMs: curveSpan(signals),
  }
}

/** The curve shows six hours, or what there is so far. */
function curveSpan(signals: LiveSignals): number {
  const lived = signals.headMs.peek() - (summaryOf(signals)?.fromMs ?? 0)
  return Math.min(longestCurveMs, Math.max(shortestCurveMs, lived))
}
