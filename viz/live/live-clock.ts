import { batch, effect } from '@preact/signals'
import { messageOf, summaryOf, type LiveSignals } from './live-signals.ts'
import type { LiveApi, LiveMode } from './live-types.ts'

/** Longest way of a forecast. */
const forecastMs = 2 * 86_400_000
const tickMs = 150
/** Longest step of one tick: a page that slept goes on where it was. */
const maxTickMs = 1000
const hourMs = 3_600_000

/** The room's three clocks over one record. */
export interface LiveClock {
  /** Lets the fleet hear what is known up to a moment; the head follows. */
  readonly advance: (toMs: number) => Promise<void>
  /** The first moment of a record that was opened or begins anew. */
  readonly begin: (fromMs: number) => Promise<void>
  readonly setMode: (mode: LiveMode) => void
  readonly seek: (timeMs: number) => void
}

export function createLiveClock(api: LiveApi, signals: LiveSignals, refresh: () => Promise<void>): LiveClock {
  const { mode, headMs, atMs, isPlaying } = signals
  const advance = async (toMs: number): Promise<void> => {
    const record = summaryOf(signals)
    if (record === null) return
    const wanted = Math.min(toMs, record.toMs + forecastMs)
    let reached = -Infinity
    do {
      reached = await api.advance(wanted)
      if (summaryOf(signals) !== record) return
      moveHead(signals, Math.min(reached, wanted))
    } while (reached < wanted)
    await refresh()
  }
  const begin = async (fromMs: number): Promise<void> => {
    batch(() => {
      mode.value = 'live'
      headMs.value = fromMs
      atMs.value = fromMs
      signals.look.value = null
      signals.list.value = { ...signals.list.peek(), first: 0 }
    })
    await advance(fromMs)
  }
  const setMode = (next: LiveMode) => {
    batch(() => {
      mode.value = next
      isPlaying.value = false
      atMs.value = next === 'forecast' ? headMs.peek() + hourMs : headMs.peek()
    })
    void refresh()
  }
  const seek = (timeMs: number) => {
    if (mode.peek() === 'live') {
      // The clock of the live fleet goes forwards only.
      if (timeMs > headMs.peek()) void advance(timeMs)
      return
    }
    const [low, high] = spanOf(signals)
    atMs.value = Math.min(high, Math.max(low, timeMs))
    void refresh()
  }
  drive(signals, advance, refresh)
  return { advance, begin, setMode, seek }
}

function moveHead({ mode, headMs, atMs }: LiveSignals, reachedMs: number): void {
  batch(() => {
    headMs.value = Math.max(headMs.peek(), reachedMs)
    if (mode.peek() === 'live') atMs.value = headMs.peek()
  })
}

/** Where the moment on screen can be. */
export function spanOf(signals: LiveSignals): readonly [number, number] {
  const record = summaryOf(signals)
  const [fromMs, toMs, head] = [record?.fromMs ?? 0, record?.toMs ?? 0, signals.headMs.value]
  if (signals.mode.value === 'forecast') return [head, head + forecastMs]
  return [fromMs, signals.mode.value === 'replay' ? Math.max(head, fromMs + 1) : Math.max(toMs, head)]
}

/** Lets time go while it plays: a tick waits for the one before, so a slow worker slows the clock and piles nothing up. */
function drive(signals: LiveSignals, advance: (toMs: number) => Promise<void>, refresh: () => Promise<void>): void {
  const { mode, headMs, atMs, speed, isPlaying, settings, state, failure } = signals
  let isTicking = false
  const step = async (elapsedMs: number): Promise<void> => {
    const wanted = elapsedMs * speed.peek()
    if (mode.peek() === 'live') {
      await advance(headMs.peek() + wanted)
      if (headMs.peek() >= (summaryOf(signals)?.toMs ?? 0) + settings.peek().silenceMs) isPlaying.value = false
      return
    }
    const [, most] = spanOf(signals)
    atMs.value = Math.min(most, atMs.peek() + wanted)
    if (atMs.peek() >= most) isPlaying.value = false
    await refresh()
  }
  const tick = async (elapsedMs: number): Promise<void> => {
    if (isTicking) return
    isTicking = true
    try {
      await step(elapsedMs)
    } catch (error) {
      failure.value = messageOf(error)
      isPlaying.value = false
    } finally {
      isTicking = false
    }
  }
  effect(() => {
    if (!isPlaying.value || state.value.kind !== 'open') return undefined
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      void tick(Math.min(maxTickMs, now - last))
      last = now
    }, tickMs)
    return () => clearInterval(timer)
  })
}
