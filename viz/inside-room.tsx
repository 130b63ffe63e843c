import { useComputed, useSignal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { InsideViewProps } from './inside/index.ts'
import type { Workbench } from './state/index.ts'
import { currentTheme } from './theme.ts'

/** A place from inside, over the map, which is loaded when the first one is opened. */
export function InsideRoom({ bench, place }: { bench: Workbench; place: number }) {
  const loaded = useSignal<FunctionComponent<InsideViewProps> | null>(null)
  const failure = useSignal('')
  const theme = useComputed(currentTheme)
  const hands = useMemo(
    () => ({
      lookInside: (at: number, timeMs: number) => bench.api.lookInside(at, timeMs),
      close: () => void (bench.inside.value = null),
    }),
    [bench],
  )
  useEffect(() => {
    import('./inside/index.ts').then(
      ({ InsideView }) => (loaded.value = InsideView),
      (error: unknown) => (failure.value = String(error)),
    )
  }, [])
  if (loaded.value === null) {
    return (
      <section class="inside-waits" aria-label="A place from inside">
        <p role="status">
          {failure.value === '' ? 'Opening the doors …' : `The drawing could not be loaded: ${failure.value}. Load the page again.`}
        </p>
        <button type="button" onClick={hands.close}>
          Back to the map
        </button>
      </section>
    )
  }
  return (
    <loaded.value
      place={place}
      clock={bench.clock}
      scene={bench.runs.scene}
      selection={bench.selection}
      lookInside={hands.lookInside}
      theme={theme}
      onClose={hands.close}
    />
  )
}
