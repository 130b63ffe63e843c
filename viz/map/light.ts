import { computed, type ReadonlySignal } from '@preact/signals'
import type { MapInputs } from './map-inputs.ts'
import { lightOf, sunHeightDeg } from './sun.ts'

/** Played faster than this, days would flicker: the map then stays in daylight. */
const steadyFromSpeed = 10_000

type Inputs = Pick<MapInputs, 'drawing' | 'scene' | 'clock'>

/**
 * Light on the map, 0 night … 1 day: by the clock's hour and date and the city's latitude. Day before a run has begun; while the clock is
 * dragged over days the light stays as it was, for it would flicker.
 */
export function followLight({ drawing, scene, clock }: Inputs): ReadonlySignal<number> {
  let last = 1
  return computed(() => {
    if (clock.isDragged.value) return last
    const height = heightAt({ drawing, scene, clock })
    return (last = height === null || (clock.isPlaying.value && clock.speed.value > steadyFromSpeed) ? 1 : lightOf(height))
  })
}

/** Height of the sun over the city at the clock's moment, degrees; `null` before a run has begun. */
function heightAt({ drawing, scene, clock }: Inputs): number | null {
  if (drawing.value === null || scene.value === null) return null
  return sunHeightDeg(scene.value, clock.timeMs.value, drawing.value.originLonLat[1])
}
