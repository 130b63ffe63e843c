import { computed, signal, type ReadonlySignal } from '@preact/signals'

/** Steps that can be undone; older ones are forgotten. */
const maxSteps = 200

export interface Kept<T> {
  readonly steps: readonly T[]
  readonly at: number
}

/** A value with its past. Changes under one `gesture` (a slider that is dragged) are one step, until `seal`. */
export interface History<T> {
  readonly value: ReadonlySignal<T>
  readonly kept: ReadonlySignal<Kept<T>>
  readonly canUndo: ReadonlySignal<boolean>
  readonly canRedo: ReadonlySignal<boolean>
  readonly change: (value: T, gesture?: string) => void
  readonly seal: () => void
  readonly undo: () => void
  readonly redo: () => void
}

export function createHistory<T>(first: Kept<T>): History<T> {
  const kept = signal(first)
  let open = ''
  const move = (by: number) => {
    const { steps, at } = kept.peek()
    open = ''
    if (at + by >= 0 && at + by < steps.length) kept.value = { steps, at: at + by }
  }
  return {
    kept,
    value: computed(() => kept.value.steps[kept.value.at]),
    canUndo: computed(() => kept.value.at > 0),
    canRedo: computed(() => kept.value.at < kept.value.steps.length - 1),
    change(value, gesture = '') {
      const { steps, at } = kept.peek()
      const past = steps.slice(0, gesture !== '' && gesture === open ? at : at + 1).slice(-maxSteps)
      open = gesture
      kept.value = { steps: [...past, value], at: past.length }
    },
    seal: () => void (open = ''),
    undo: () => move(-1),
    redo: () => move(1),
  }
}
