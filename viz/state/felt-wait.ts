import { signal, type ReadonlySignal } from '@preact/signals'

/** A wait that is felt, ms. */
const feltMs = 500

/** Whether something has been missing for so long that it has to be said; `watch` is called whenever that may have changed. */
export function createFeltWait(isMissing: () => boolean): { readonly isFelt: ReadonlySignal<boolean>; readonly watch: () => void } {
  const isFelt = signal(false)
  let patience: ReturnType<typeof setTimeout> | undefined
  const watch = () => {
    if (isMissing()) {
      patience ??= setTimeout(() => void (isFelt.value = isMissing()), feltMs)
      return
    }
    clearTimeout(patience)
    patience = undefined
    isFelt.value = false
  }
  return { isFelt, watch }
}
