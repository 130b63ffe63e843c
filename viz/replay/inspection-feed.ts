import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { Inspection, Pick } from '../run-api.ts'
import type { InspectorInputs } from './replay-inputs.ts'

/** What the inspector has to show. While the next answer is awaited, the last one of the same thing stays. */
export type InspectionState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly pick: Pick }
  | { readonly kind: 'ready'; readonly pick: Pick; readonly inspection: Inspection }
  /** There is no such thing at that moment, or the moment has not been lived. */
  | { readonly kind: 'absent'; readonly pick: Pick; readonly isLived: boolean }
  | { readonly kind: 'failed'; readonly pick: Pick; readonly message: string }

/** A clock that plays is asked after so often at most: an answer costs the run's worker a look back. */
const restMs = 300

/**
 * Asks about what is selected, at once when it changes and now and then while the clock moves: never two questions at a time, and the last
 * one is always asked.
 */
export function feedInspection({ clock, scene, selection, inspect }: Omit<InspectorInputs, 'late'>): {
  readonly state: ReadonlySignal<InspectionState>
  readonly stop: () => void
} {
  const state = signal<InspectionState>({ kind: 'none' })
  let [isAsking, isDue, timer] = [false, false, 0 as ReturnType<typeof setTimeout> | 0]

  // What a new run has not lived yet is answered by the one before it, if by any: it is asked again once the new one has come so far.
  const isLived = computed(() => clock.timeMs.value < clock.endMs.value)

  const ask = async (pick: Pick) => {
    isAsking = true
    const timeMs = clock.timeMs.peek()
    const answer = await answerOf(inspect, pick, timeMs, () => timeMs < clock.endMs.peek())
    isAsking = false
    if (isSame(selection.peek(), pick)) state.value = answer
    else isDue = true
    if (isDue) wait(isSame(selection.peek(), pick) ? restMs : 0)
  }
  const wait = (ms: number) => {
    isDue = false
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = 0
      const pick = selection.peek()
      if (isAsking) isDue = true
      else if (pick !== null) void ask(pick)
    }, ms)
  }
  const stop = effect(() => {
    const pick = selection.value
    void clock.timeMs.value
    void scene.value?.run
    void isLived.value
    untracked(() => {
      const current = state.value
      const isNew = pick !== null && (current.kind === 'none' || !isSame(current.pick, pick))
      if (pick === null) state.value = { kind: 'none' }
      else if (isNew) state.value = { kind: 'loading', pick }
      if (pick === null) return
      if (isAsking) isDue = true
      else if (isNew) wait(0)
      else if (timer === 0) wait(restMs)
    })
  })
  return {
    state,
    stop: () => {
      stop()
      clearTimeout(timer)
    },
  }
}

async function answerOf(inspect: InspectorInputs['inspect'], pick: Pick, timeMs: number, isLived: () => boolean): Promise<InspectionState> {
  try {
    const inspection = await inspect(pick, timeMs)
    return inspection === null ? { kind: 'absent', pick, isLived: isLived() } : { kind: 'ready', pick, inspection }
  } catch (error) {
    return { kind: 'failed', pick, message: error instanceof Error ? error.message : String(error) }
  }
}

function isSame(a: Pick | null, b: Pick | null): boolean {
  return a?.kind === b?.kind && a?.id === b?.id
}
