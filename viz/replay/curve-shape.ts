import { pixelOf, type TimeScale } from './time-scale.ts'

/** A quantity over time, as an inspection tells it. NaN is a gap. */
export interface Series {
  readonly label: string
  readonly unit: string
  readonly timeMs: Float64Array
  readonly value: Float64Array
}

/** Least and most of the values that are known; `null` where none is. */
export function rangeOf({ value }: Series): { readonly min: number; readonly max: number } | null {
  const known = value.filter((v) => !Number.isNaN(v))
  return known.length === 0 ? null : { min: Math.min(...known), max: Math.max(...known) }
}

/** Ends of the axis: round numbers around the values. Counts begin at zero; shares end at 1 and begin at a round one below their least. */
export function axisOf(series: Series): { readonly low: number; readonly high: number } {
  const range = rangeOf(series)
  if (series.unit === 'frac') {
    const low = range === null ? 0 : Math.floor(Math.max(0, range.min - 0.005) * 20) / 20
    return { low, high: Math.max(1, range?.max ?? 1) }
  }
  const [min, max] = [Math.min(0, range?.min ?? 0), Math.max(0, range?.max ?? 0)]
  return { low: min < 0 ? -roundUp(-min) : 0, high: roundUp(max) }
}

/** The next number from a value on that is easy to read: whole up to 10, then 12, 15, 20, 25, 30, 40 … */
export function roundUp(value: number): number {
  if (value <= 10) return Math.max(1, Math.ceil(value))
  const tens = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((step) => step * tens >= value) ?? 10) * tens
}

/** The last value at or before a moment; `null` where there is none. */
export function valueAt({ timeMs, value }: Series, atMs: number): number | null {
  const found = value[timeMs.findLastIndex((time) => time <= atMs)]
  return found === undefined || Number.isNaN(found) ? null : found
}

/** SVG path: counts hold until they change, other quantities go straight from value to value. */
export function pathOf(series: Series, scale: TimeScale, heightPx: number): string {
  const { low, high } = axisOf(series)
  const isStep = series.unit === '1'
  let [path, lastY, isGap] = ['', '', true]
  series.value.forEach((value, i) => {
    if (Number.isNaN(value)) {
      isGap = true
      return
    }
    const x = pixelOf(scale, series.timeMs[i]).toFixed(1)
    const y = (heightPx * (1 - (value - low) / (high - low))).toFixed(1)
    path += isGap ? `M${x} ${y}` : isStep ? (y === lastY ? `H${x}` : `H${x}V${y}`) : `L${x} ${y}`
    lastY = y
    isGap = false
  })
  return path
}
