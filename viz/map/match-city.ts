import { computed, type ReadonlySignal } from '@preact/signals'
import type { CityDrawing, RunScene } from '../../scenarios/index.ts'
import type { MapWindow } from '../moments/index.ts'

interface Parts {
  readonly drawing: ReadonlySignal<CityDrawing | null>
  readonly scene: ReadonlySignal<RunScene | null>
  readonly window: ReadonlySignal<MapWindow | null>
}

/**
 * Scene and window as far as they belong to the city on the map: positions are relative to its origin, so those of another city would land
 * anywhere. The page changes the three one after the other; until all have come, the map shows what fits. A window of an earlier run in
 * the same city fits: while a what-if has not lived that day yet, it stays.
 */
export function matchCity({ drawing, scene, window }: Parts): Pick<Parts, 'scene' | 'window'> {
  // Which city each run was in; one entry a run.
  const cityOfRun = new Map<number, string>()
  const known = computed(() => {
    if (scene.value !== null) cityOfRun.set(scene.value.run, scene.value.cityHash)
    return scene.value
  })
  const isHere = (cityHash: string | undefined) => drawing.value !== null && cityHash === drawing.value.hash
  return {
    scene: computed(() => (isHere(known.value?.cityHash) ? known.value : null)),
    window: computed(() =>
      known.value !== null && window.value !== null && isHere(cityOfRun.get(window.value.run)) ? window.value : null,
    ),
  }
}
