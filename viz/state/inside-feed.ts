import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { InsideView, RunApi, RunScene } from '../run-api.ts'

/** What is inside a place at the clock's moment. While the next answer is awaited, the last one of the same place stays. */
export type InsideState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly view: InsideView }
  /** There is no such place, or the moment has not been lived. */
  | { readonly kind: 'absent'; readonly isLived: boolean }
  | { readonly kind: 'failed'; readonly message: string }

interface FeedInputs {
  readonly place: number
  readonly clock: { readonly timeMs: ReadonlySignal<number>; readonly endMs: ReadonlySignal<number> }
  readonly scene: ReadonlySignal<RunScene | null>
  readonly lookInside: RunApi['lookInside']
}

/** A clock that plays is followed so often at most: an answer costs the run's worker a step of the world. */
const restMs = 120

/** Asks for a place as the clock moves, never two questions at a time; the last moment is always asked for. */
export function feedInside({ place, clock, scene, lookInside }: FeedInputs): {
  readonly state: ReadonlySignal<InsideState>
  readonly stop: () => void
} {
  const state = signal<InsideState>({ kind: 'loading' })
  let [isAsking, isDue, isOver] = [false, false, false]
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async () => {
    timer = undefined
    isAsking = true
    isDue = false
    const timeMs = clock.timeMs.peek()
    const answer = await answerOf(lookInside, place, timeMs, () => timeMs < clock.endMs.peek())
    isAsking = false
    if (isOver) return
    state.value = answer
    if (isDue) wait(restMs)
  }
  const wait = (ms: number) => {
    timer ??= setTimeout(() => void ask(), ms)
  }
  const stop = effect(() => {
    void [clock.timeMs.value, scene.value?.run, clock.timeMs.value < clock.endMs.value]
    untracked(() => {
      if (isAsking) isDue = true
      else wait(state.value.kind === 'ready' ? restMs : 0)
    })
  })
  return {
    state,
    stop: () => {
      isOver = true
      stop()
      clearTimeout(timer)
    },
  }
}

async function answerOf(lookInside: RunApi['lookInside'], place: number, timeMs: number, isLived: () => boolean): Promise<InsideState> {
  try {
    const view = await lookInside(place, timeMs)
    return view === null ? { kind: 'absent', isLived: isLived() } : { kind: 'ready', view }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}
