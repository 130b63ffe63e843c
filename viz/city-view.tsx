import { computed, useComputed, useSignal, type ReadonlySignal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { CityMapProps, MapMark } from './map/index.ts'
import type { MapWindow } from './moments/index.ts'
import type { RunScene } from './run-api.ts'
import { drawByHand, movePlace } from './plan/index.ts'
import type { Workbench } from './state/index.ts'
import { currentTheme } from './theme.ts'

/** Room for the strip of key figures above, and for the legend. */
const margins = { top: 120, right: 28, bottom: 36, left: 28 }
const freeMargins = { top: 28, right: 28, bottom: 36, left: 28 }
const narrowMargins = { top: 92, right: 12, bottom: 28, left: 12 }

/** A run as the map shows it. */
export interface CityLook {
  readonly scene: ReadonlySignal<RunScene | null>
  readonly window: ReadonlySignal<MapWindow | null>
  readonly ahead: ReadonlySignal<MapWindow | null>
}

interface CityViewProps {
  readonly bench: Workbench
  /** What is drawn; the page's own run when absent. Read once. */
  readonly look?: CityLook
  readonly marks?: ReadonlySignal<readonly MapMark[]>
  /** Whether the strip of key figures lies over it. */
  readonly frame?: 'behind-figures' | 'free'
}

/** The map, which is loaded once the page stands: the shell works without it. */
export function CityView({ bench, look, marks, frame = 'behind-figures' }: CityViewProps) {
  const loaded = useSignal<FunctionComponent<CityMapProps> | null>(null)
  const failure = useSignal('')
  const theme = useComputed(currentTheme)
  const { clock, window } = useMemo(() => whileShown(bench), [bench])
  const { byHand } = bench
  const hand = useComputed(() => drawByHand(byHand))
  const canDrag = useComputed(() => byHand.tool.value !== null && byHand.tool.value.kind !== 'area')
  useEffect(() => {
    import('./map/index.ts').then(
      ({ CityMap }) => (loaded.value = CityMap),
      (error: unknown) => (failure.value = String(error)),
    )
  }, [])
  const CityMap = loaded.value
  if (CityMap === null) {
    return (
      <p class="absence">
        {failure.value === '' ? 'Loading the map …' : `The map could not be loaded: ${failure.value}. Load the page again.`}
      </p>
    )
  }
  return (
    <CityMap
      drawing={bench.drawing}
      scene={look?.scene ?? bench.runs.scene}
      window={look?.window ?? window}
      ahead={look?.ahead ?? bench.ahead}
      clock={clock}
      selection={bench.selection}
      follow={bench.follow.target}
      onUnfollow={bench.follow.stop}
      onOpen={(place) => (bench.inside.value = place)}
      theme={theme}
      {...(marks && { marks })}
      margins={() => (frame === 'free' ? freeMargins : innerWidth < 760 ? narrowMargins : margins)}
      onMap={(map) => (bench.takePicture.value = map === null ? null : () => map.picture())}
      hand={hand}
      canDrag={canDrag}
      onPick={(pick, at) => {
        if (!byHand.use(at)) bench.selection.value = pick
      }}
      onDrag={(place, at) => movePlace(bench, place, at)}
    />
  )
}

/** Clock and window as the map last saw them while a place is looked at from inside: what is hidden draws nothing. */
function whileShown({ clock, window, inside }: Workbench) {
  const held = <T,>(source: ReadonlySignal<T>): ReadonlySignal<T> => {
    let last = source.peek()
    return computed(() => (inside.value === null ? (last = source.value) : last))
  }
  const { speed, isPlaying, isDragged } = clock
  return { clock: { timeMs: held(clock.timeMs), speed, isPlaying, isDragged }, window: held(window) }
}
