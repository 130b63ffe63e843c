import { dayOfTime, timeOfHour } from './layout/index.ts'
import type { World } from './world.ts'

/**
 * Time at which `spanMs` of opening hours of the hubs have gone by since `fromMs`: what is left at closing time goes on in the morning.
 * Hubs that never open count as always open.
 */
export function addOpenMs(w: World, fromMs: number, spanMs: number): number {
  const { days, spec } = w.layout
  const { openHour, closeHour } = spec.hubs
  if (closeHour <= openHour) return fromMs + spanMs
  let left = spanMs
  for (let day = dayOfTime(days, fromMs); ; day++) {
    const start = Math.max(fromMs, timeOfHour(days, day, openHour))
    const end = timeOfHour(days, day, closeHour)
    if (start + left <= end) return start + left
    left -= Math.max(0, end - start)
  }
}
