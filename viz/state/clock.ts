import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'

/** The page's one clock. Whoever shows time reads it; whoever moves time writes it. */
export interface Clock {
  /** Ms since the start of the scenario, from 0 to `endMs`. */
  readonly timeMs: Signal<number>
  /** Seconds of the scenario per second of watching, 1 to 100 000. */
  readonly speed: Signal<number>
  readonly isPlaying: Signal<boolean>
  readonly isBackwards: Signal<boolean>
  /** End of the days that were lived: there is nothing to see after it. */
  readonly endMs: ReadonlySignal<number>
  /** Moves to a moment, held inside what was lived. */
  seek(timeMs: number): void
  toggle(): void
}

/** Longest step of one frame, ms: a page that slept goes on where it was. */
const maxFrameMs = 100

export function createClock(endMs: ReadonlySignal<number>, timeMs: number, speed: number): Clock {
  const clock = {
    timeMs: signal(timeMs),
    speed: signal(speed),
    isPlaying: signal(false),
    isBackwards: signal(false),
    endMs,
    seek: (wanted: number) => void (clock.timeMs.value = Math.min(Math.max(0, wanted), Math.max(0, endMs.peek() - 1))),
    toggle: () => void (clock.isPlaying.value = !clock.isPlaying.peek()),
  }
  return clock
}

/** Lets the clock go, frame by frame, while it plays. Returns how to stop it for good. */
export function driveClock(clock: Clock): () => void {
  return effect(() => {
    if (!clock.isPlaying.value) return
    let last = performance.now()
    let frame = requestAnimationFrame(function tick(now) {
      advanceClock(clock, Math.min(maxFrameMs, Math.max(0, now - last)))
      last = now
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  })
}

/** One frame of `elapsedMs`; at either end of what was lived the clock stops. */
export function advanceClock(clock: Clock, elapsedMs: number): void {
  const stepMs = elapsedMs * clock.speed.peek() * (clock.isBackwards.peek() ? -1 : 1)
  const wanted = clock.timeMs.peek() + stepMs
  clock.seek(wanted)
  if (wanted < 0 || wanted >= clock.endMs.peek()) clock.isPlaying.value = false
}
