import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'

/** The page's one clock. Whoever shows time reads it; whoever moves time writes it. */
export interface Clock {
  /** Ms since the start of the scenario, from 0 to `endMs`. */
  readonly timeMs: Signal<number>
  /** Seconds of the scenario per second of watching, 1 to 100 000. */
  readonly speed: Signal<number>
  readonly isPlaying: Signal<boolean>
  readonly isBackwards: Signal<boolean>
  /** Whether somebody drags it: days then go by in no order. */
  readonly isDragged: Signal<boolean>
  /** End of the days that were lived: there is nothing to see after it. */
  readonly endMs: ReadonlySignal<number>
  /** Whether more days are being lived, so that a clock at the end waits. */
  readonly isGrowing: ReadonlySignal<boolean>
  /** Moves to a moment, held inside what was lived. */
  readonly seek: (timeMs: number) => void
  readonly toggle: () => void
}

/** Longest step of one frame, ms: a page that slept goes on where it was. */
const maxFrameMs = 100

/** `isGrowing` says whether more days are being lived. */
export function createClock(endMs: ReadonlySignal<number>, isGrowing: ReadonlySignal<boolean>, timeMs: number, speed: number): Clock {
  const clock = {
    timeMs: signal(timeMs),
    speed: signal(speed),
    isPlaying: signal(false),
    isBackwards: signal(false),
    isDragged: signal(false),
    endMs,
    isGrowing,
    seek: (wanted: number) => void (clock.timeMs.value = Math.min(Math.max(0, wanted), Math.max(0, endMs.peek() - 1))),
    toggle: () => void (clock.isPlaying.value = !clock.isPlaying.peek()),
  }
  return clock
}

/** Lets the clock go, frame by frame, while it plays. Returns how to stop it for good. */
export function driveClock(clock: Clock): () => void {
  return effect(() => {
    if (!clock.isPlaying.value) return undefined
    let last = performance.now()
    let frame = requestAnimationFrame(function tick(now) {
      advanceClock(clock, Math.min(maxFrameMs, Math.max(0, now - last)))
      last = now
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  })
}

/**
 * One frame of `elapsedMs`. At either end of what was lived the clock stops, but where more is being lived it waits; so does a clock that
 * stands later than what a new run has lived so far.
 */
export function advanceClock(clock: Clock, elapsedMs: number): void {
  const now = clock.timeMs.peek()
  const endMs = clock.endMs.peek()
  const isGrowing = clock.isGrowing.peek()
  if (now >= endMs && isGrowing) return
  const wanted = now + elapsedMs * clock.speed.peek() * (clock.isBackwards.peek() ? -1 : 1)
  clock.seek(wanted)
  if (wanted < 0 || (wanted >= endMs && !isGrowing)) clock.isPlaying.value = false
}
