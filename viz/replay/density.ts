import { pixelOf, type TimeScale } from './time-scale.ts'

const hourMs = 3_600_000

/** Events per hour of a run, one row for each column of pixels: the hours that the column touches. Columns without a lived hour hold NaN. */
export interface Density {
  readonly min: Float32Array
  readonly mean: Float32Array
  readonly max: Float32Array
  /** Largest `max`; 0 where nothing was lived. */
  readonly peak: number
}

/**
 * Aggregates hourly counts to columns of `columnPx` pixels. Each column takes the hours that begin in it, or the one that covers it where
 * columns are narrower than an hour, so that no peak is lost at any width. Only the hours that `eventsPerHour` holds count as lived.
 */
export function aggregateDensity(eventsPerHour: Uint16Array, scale: TimeScale, columnPx = 1): Density {
  const count = Math.max(1, Math.ceil(scale.widthPx / columnPx))
  const density = {
    min: new Float32Array(count).fill(NaN),
    mean: new Float32Array(count).fill(NaN),
    max: new Float32Array(count).fill(NaN),
  }
  const hoursPerPixel = (scale.toMs - scale.fromMs) / scale.widthPx / hourMs
  const firstHour = scale.fromMs / hourMs
  let peak = 0
  for (let column = 0; column < count; column++) {
    const from = Math.max(0, firstHour + column * columnPx * hoursPerPixel)
    const to = firstHour + Math.min(scale.widthPx, (column + 1) * columnPx) * hoursPerPixel
    const begin = to - from < 1 ? Math.floor(from) : Math.ceil(from - 1e-9)
    const end = Math.min(eventsPerHour.length, Math.max(begin + 1, Math.ceil(to - 1e-9)))
    peak = Math.max(peak, fill(density, column, eventsPerHour.subarray(begin, end)))
  }
  return { ...density, peak }
}

function fill({ min, mean, max }: Omit<Density, 'peak'>, column: number, hours: Uint16Array): number {
  if (hours.length === 0) return 0
  let [low, high, sum] = [Infinity, 0, 0]
  for (const events of hours) {
    low = Math.min(low, events)
    high = Math.max(high, events)
    sum += events
  }
  min[column] = low
  mean[column] = sum / hours.length
  max[column] = high
  return high
}

/** Events in the hour that a moment lies in; `null` where it has not been lived. */
export function eventsAt(eventsPerHour: Uint16Array, timeMs: number): number | null {
  return eventsPerHour[Math.floor(timeMs / hourMs)] ?? null
}

/** Pixels from the left up to which the run has been lived, at most the whole width. */
export function livedPixels(scale: TimeScale, livedMs: number): number {
  return Math.min(scale.widthPx, Math.max(0, pixelOf(scale, livedMs)))
}
