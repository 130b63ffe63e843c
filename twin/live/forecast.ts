import { driftVariance } from './filter.ts'
import type { LiveFleet } from './fleet.ts'
import { countUntil } from './order.ts'

/** A battery's charge simulated on from what was last known. */
export interface Forecast {
  readonly socFrac: number
  readonly sdFrac: number
  /** When it reaches `emptyFrac`; Infinity where it does not. */
  readonly emptyMs: number
}

/** Use in the last day counts; a day's use is uncertain by about half of it between days. */
const overMs = 86_400_000
const useSpreadFrac = 0.5
const emptyFrac = 0.1

/** Mean fall of the charge per ms over the last day before the watermark, charging left out; 0 where nothing fell. */
export function meanUse(fleet: LiveFleet, battery: number, watermarkMs: number): number {
  const { columns: c } = fleet.readings
  const { level } = fleet.filter
  const { held } = fleet.batteries[battery].ordered
  const to = countUntil(c, held, watermarkMs)
  let [used, spanMs] = [0, 0]
  for (let at = to - 1; at > 0; at--) {
    const [row, before] = [held.rows[at], held.rows[at - 1]]
    if (watermarkMs - c.timeMs[before] > overMs) break
    spanMs = watermarkMs - c.timeMs[before]
    const fall = level[before] - level[row]
    if (fall > 0) used += fall
  }
  return spanMs > 0 ? used / spanMs : 0
}

/**
 * Goes on from the watermark with the battery's own mean use, as nothing else is known of it alone. What couriers, boxes and customers do
 * about it is simulated by a what-if, not here.
 */
export function forecastBattery(fleet: LiveFleet, battery: number, watermarkMs: number, atMs: number, usePerMs: number): Forecast {
  const { columns: c } = fleet.readings
  const { level, variance } = fleet.filter
  const { held } = fleet.batteries[battery].ordered
  const count = countUntil(c, held, watermarkMs)
  const row = held.rows[Math.max(0, count - 1)]
  if (count === 0 || level[row] !== level[row]) return { socFrac: Number.NaN, sdFrac: Number.NaN, emptyMs: Infinity }
  // Between the last reading and the watermark nothing is known: use goes on there as well.
  const aheadMs = Math.max(0, atMs - c.timeMs[row])
  const used = usePerMs * aheadMs
  const drift = driftVariance(fleet.settings, variance[row], aheadMs)
  const toEmpty = (level[row] - emptyFrac) / usePerMs
  return {
    socFrac: Math.max(0, level[row] - used),
    sdFrac: Math.sqrt(drift + used * useSpreadFrac * (used * useSpreadFrac)),
    emptyMs: usePerMs > 0 ? c.timeMs[row] + Math.max(0, toEmpty) : Infinity,
  }
}
