import { useMemo } from 'preact/hooks'
import type { ReadonlySignal } from '@preact/signals'
import { localDayAt, localDayStartMs, type CalendarSpec } from '../../twin/index.ts'
import { formatQuantity } from '../format.ts'
import { axisOf, pathOf, rangeOf, valueAt, type Series } from './curve-shape.ts'
import { formatClock, formatDate, formatMoment } from './local-time.ts'
import { pixelOf, type TimeScale } from './time-scale.ts'

const [widthPx, heightPx] = [280, 64]

interface CurveProps {
  readonly series: Series
  readonly calendar: CalendarSpec
  /** The run's span, for what changes over the year. */
  readonly endMs: number
  readonly timeMs: ReadonlySignal<number>
}

/** A small curve with both axes, the clock's moment in it, and the same in words for who cannot see it. */
export function Curve({ series, calendar, endMs, timeMs }: CurveProps) {
  const scale = useMemo(() => scaleOf(series, calendar, endMs), [series, calendar, endMs])
  const path = useMemo(() => pathOf(series, scale, heightPx), [series, scale])
  const { low, high } = axisOf(series)
  const isDay = series.unit === '1'
  const ends = [scale.fromMs, scale.toMs].map((end, i) => (isDay ? (i === 0 ? '00:00' : '24:00') : formatDate(calendar, end - i)))
  return (
    <figure class="curve">
      <figcaption>
        {series.label}
        <span>{isDay ? formatDate(calendar, scale.fromMs).split(' ').slice(1, 3).join(' ') : 'over the run'}</span>
      </figcaption>
      <div class="curve-plot">
        <div class="curve-values" aria-hidden="true">
          <span>{textOf(high, series.unit)}</span>
          <span>{textOf(low, series.unit)}</span>
        </div>
        <svg viewBox={`0 0 ${widthPx} ${heightPx}`} preserveAspectRatio="none" role="img" aria-label={describe(series, calendar)}>
          <path class="curve-frame" d={`M0 0H${widthPx}M0 ${heightPx}H${widthPx}`} />
          <path class="curve-line" d={path} />
          <Now scale={scale} timeMs={timeMs} />
        </svg>
      </div>
      <div class="curve-times" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </figure>
  )
}

/** Alone moves with the clock, frame by frame. */
function Now({ scale, timeMs }: { scale: TimeScale; timeMs: ReadonlySignal<number> }) {
  const x = Math.min(widthPx, Math.max(0, pixelOf(scale, timeMs.value)))
  return <path class="curve-now" d={`M${x.toFixed(1)} 0V${heightPx}`} />
}

/** Stocks over their local day, everything else over the run. */
function scaleOf(series: Series, calendar: CalendarSpec, endMs: number): TimeScale {
  if (series.unit !== '1') return { fromMs: 0, toMs: endMs, widthPx }
  const day = localDayAt(calendar, series.timeMs[0] ?? 0)
  return { fromMs: localDayStartMs(calendar, day), toMs: localDayStartMs(calendar, day + 1), widthPx }
}

function textOf(value: number, unit: string): string {
  const { number, unit: shown } = formatQuantity(value, unit)
  return `${number}\u202f${shown}`.trim()
}

/** The curve in one sentence. */
function describe(series: Series, calendar: CalendarSpec): string {
  const range = rangeOf(series)
  const [first, last] = [series.timeMs[0], series.timeMs.at(-1)]
  if (range === null || first === undefined || last === undefined) return `${series.label}: unknown`
  const isOneDay = localDayAt(calendar, first) === localDayAt(calendar, last - 1)
  const [from, to] = isOneDay
    ? [formatMoment(calendar, first), formatClock(calendar, last)]
    : [formatDate(calendar, first), formatDate(calendar, last)]
  const end = valueAt(series, last)
  const ends = `from ${textOf(series.value[0] ?? NaN, series.unit)} to ${end === null ? 'unknown' : textOf(end, series.unit)}`
  return `${series.label}, ${from} to ${to}: ${ends}, least ${textOf(range.min, series.unit)}, most ${textOf(range.max, series.unit)}`
}
