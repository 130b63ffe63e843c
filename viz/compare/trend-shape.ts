/** Values of two curves; `null` where nothing could be judged. */
export type Curve = readonly (number | null)[]

/** Ends and marks of one axis for all curves: round numbers around the values, at least one step apart. */
export interface Axis {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

const wantedSteps = 4

/** A step of 1, 2 or 5 times a power of ten. */
function stepFor(span: number): number {
  const rough = span / wantedSteps
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5].find((step) => step * power >= rough) ?? 10) * power
}

/** The axis of both curves together; `null` when no value is known. */
export function axisOf(curves: readonly Curve[]): Axis | null {
  const values = curves.flat().filter((value) => value !== null)
  if (values.length === 0) return null
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const step = stepFor(most > least ? most - least : Math.abs(most) || 1)
  const [first, last] = [Math.floor(least / step), Math.max(Math.ceil(most / step), Math.floor(least / step) + 1)]
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  return { low: ticks[0], high: ticks.at(-1)!, ticks }
}

/** Where a curve stands in a picture. */
export interface Frame {
  readonly width: number
  readonly height: number
  /** Days from edge to edge. */
  readonly days: number
  readonly spanDays: number
}

/** Middle of a span, from the left edge. */
export function xOf({ width, days, spanDays }: Frame, span: number): number {
  const from = span * spanDays
  return ((from + Math.min(days, from + spanDays)) / 2 / days) * width
}

/** SVG path of a curve; a value that is not known is a gap, and a value alone between gaps a short dash. */
export function pathOf(curve: Curve, axis: Axis, frame: Frame): string {
  const points = curve.map((value, i) =>
    value === null ? null : `${xOf(frame, i).toFixed(1)} ${(frame.height * (1 - (value - axis.low) / (axis.high - axis.low))).toFixed(1)}`,
  )
  return points
    .map((point, i) => {
      if (point === null) return ''
      if (i > 0 && points[i - 1] !== null) return `L${point}`
      return (points[i + 1] ?? null) === null ? `M${point}h2` : `M${point}`
    })
    .join('')
}

/** The span under a place of the picture, 0 … `spans` − 1. */
export function spanAt(frame: Frame, spans: number, x: number): number {
  return Math.min(spans - 1, Math.max(0, Math.floor((x / frame.width) * (frame.days / frame.spanDays))))
}
