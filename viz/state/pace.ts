import { effect, signal, type ReadonlySignal } from '@preact/signals'
import { isActive, type RunState } from './run-store.ts'

/** A run must have gone on for so long before its pace says anything, ms. */
const leastMs = 400

/** Time that the run under way still needs at its pace so far, ms; `null` where none is known. */
export function followPace(state: ReadonlySignal<RunState>, now = (): number => performance.now()): ReadonlySignal<number | null> {
  const leftMs = signal<number | null>(null)
  let from: { readonly atMs: number; readonly shareFrac: number } | null = null
  effect(() => {
    const current = state.value
    if (current.kind !== 'running' || !isActive(current)) {
      from = null
      leftMs.value = null
      return
    }
    const { shareFrac } = current.progress
    if (from === null || shareFrac < from.shareFrac) from = { atMs: now(), shareFrac }
    const passedMs = now() - from.atMs
    const lived = shareFrac - from.shareFrac
    leftMs.value = passedMs < leastMs || lived <= 0 ? null : (passedMs / lived) * (1 - shareFrac)
  })
  return leftMs
}
