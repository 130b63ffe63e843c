import { effect, signal, type ReadonlySignal } from '@preact/signals'
import type { LateList } from '../run-api.ts'
import type { InspectorInputs } from './replay-inputs.ts'

/** A clock that moves is asked after so often at most, ms. */
const restMs = 500

/** The broken promises at the clock's moment, asked for now and then while it moves: never two questions at a time, the last always asked. */
export function feedLate({ clock, scene, late }: Pick<InspectorInputs, 'clock' | 'scene' | 'late'>): {
  readonly list: ReadonlySignal<LateList | null>
  readonly stop: () => void
} {
  const list = signal<LateList | null>(null)
  let [isAsking, isDue, isOver] = [false, false, false]
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = async () => {
    timer = undefined
    isDue = false
    isAsking = true
    // A door that fails leaves the last list: what it failed of is said where the run is.
    const answer = await late(clock.timeMs.peek()).catch(() => null)
    isAsking = false
    if (isOver) return
    if (answer !== null) list.value = answer
    if (isDue) timer ??= setTimeout(() => void ask(), restMs)
  }
  const stop = effect(() => {
    void clock.timeMs.value
    void scene.value?.run
    // What has not been lived is asked for again when it has.
    void (clock.timeMs.value < clock.endMs.value)
    if (isAsking) isDue = true
    else timer ??= setTimeout(() => void ask(), list.peek() === null ? 0 : restMs)
  })
  return {
    list,
    stop: () => {
      isOver = true
      clearTimeout(timer)
      stop()
    },
  }
}
