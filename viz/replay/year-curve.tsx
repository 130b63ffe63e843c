import { useComputed, useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { localDayAt, type CalendarSpec } from '../../twin/index.ts'
import { formatQuantity } from '../format.ts'
import type { DayTotals, RunScene } from '../run-api.ts'
import { calendarOf, formatDate } from './local-time.ts'
import type { ReplayClock } from './replay-inputs.ts'
import { useWidth } from './strip-size.ts'
import { pixelOf, timeAt, type TimeScale } from './time-scale.ts'
import { spanAt, spansOf, yearAxis, yearKpis, yearPath, type YearSpan } from './year-kpis.ts'

const heightPx = 44
/** While a run lives its days are asked for so often at most. */
const restMs = 700

interface YearCurveProps {
  readonly clock: ReplayClock
  readonly scene: ReadonlySignal<RunScene | null>
  readonly totalDays: (timeMs: number) => Promise<DayTotals | null>
}

/** A key figure over the run on the time axis of the strip below; a click goes to its day. */
export function YearCurve({ clock, scene, totalDays }: YearCurveProps) {
  const shown = scene.value
  const totals = useTotals(clock, scene, totalDays)
  const id = useSignal(yearKpis[0].id)
  const isByWeek = useSignal(false)
  const hoverMs = useSignal<number | null>(null)
  const kpi = yearKpis.find((one) => one.id === id.value) ?? yearKpis[0]
  const calendar = useMemo(() => (shown === null ? null : calendarOf(shown)), [shown])
  const days = totals.value
  const spans = useMemo(
    () => (days === null || calendar === null ? [] : spansOf(days, kpi, calendar, isByWeek.value)),
    [days, kpi, calendar, isByWeek.value],
  )
  if (shown === null || calendar === null) return null
  return (
    <section class="year-curve" aria-label="Key figure over the run">
      <div class="year-choice">
        <select aria-label="Key figure of the curve" value={kpi.id} onChange={(event) => (id.value = event.currentTarget.value)}>
          {yearKpis.map(({ id: one, label }) => (
            <option key={one} value={one}>
              {label}
            </option>
          ))}
        </select>
        <select
          aria-label="By day or week"
          value={isByWeek.value ? 'week' : 'day'}
          onChange={(event) => (isByWeek.value = event.currentTarget.value === 'week')}
        >
          <option value="day">by day</option>
          <option value="week">by week</option>
        </select>
        <Readout clock={clock} hoverMs={hoverMs} spans={spans} unit={kpi.unit} scene={shown} calendar={calendar} />
      </div>
      <Plot clock={clock} hoverMs={hoverMs} spans={spans} unit={kpi.unit} label={kpi.label} scene={shown} calendar={calendar} />
    </section>
  )
}

/** The days of the run on screen, asked for anew as more are lived. */
function useTotals(
  clock: ReplayClock,
  scene: ReadonlySignal<RunScene | null>,
  totalDays: YearCurveProps['totalDays'],
): ReadonlySignal<DayTotals | null> {
  const totals = useSignal<DayTotals | null>(null)
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  useSignalEffect(() => {
    const [run, endMs] = [scene.value?.run, clock.endMs.value]
    if (totals.peek()?.run !== run) totals.value = null
    if (run === undefined || endMs <= 0 || pending.current !== undefined) return
    const ask = () => {
      pending.current = undefined
      const atMs = clock.endMs.peek() - 1
      // A run that was replaced meanwhile has no answer; the next one asks again.
      totalDays(atMs).then(
        (answer) => answer !== null && answer.run === scene.peek()?.run && (totals.value = answer),
        () => undefined,
      )
    }
    pending.current = setTimeout(ask, totals.peek() === null ? 0 : restMs)
  })
  useEffect(() => () => clearTimeout(pending.current), [])
  return totals
}

interface ShownProps {
  readonly clock: ReplayClock
  readonly hoverMs: { value: number | null }
  readonly spans: readonly YearSpan[]
  readonly unit: string
  readonly scene: RunScene
  readonly calendar: CalendarSpec
}

/** The value of the day under the pointer, else of the clock's. */
function Readout({ clock, hoverMs, spans, unit, scene, calendar }: ShownProps) {
  const day = useComputed(() => localDayAt(calendar, hoverMs.value ?? clock.timeMs.value)).value
  const span = spanAt(spans, day)
  if (span === null) return <output class="year-value">not lived yet</output>
  const dates = [span.fromDay, span.toDay - 1].map((d) => formatDate(calendar, scene.dayStartMs[d]))
  return (
    <output class="year-value">
      <b>{Number.isNaN(span.value) ? 'nothing counted' : textOf(span.value, unit)}</b> {[...new Set(dates)].join(' to ')}
    </output>
  )
}

function Plot({ clock, hoverMs, spans, unit, label, scene, calendar }: ShownProps & { readonly label: string }) {
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const scale: TimeScale = { fromMs: 0, toMs: scene.dayStartMs[scene.days] ?? 1, widthPx: Math.max(1, width.value) }
  const axis = useMemo(() => yearAxis(spans, unit), [spans, unit])
  const path = useMemo(() => yearPath(spans, axis, scene.dayStartMs, scale, heightPx), [spans, axis, scene, width.value])
  const momentOf = (event: PointerEvent) => timeAt(scale, event.clientX - (event.currentTarget as HTMLElement).getBoundingClientRect().left)
  return (
    <div
      class="year-plot"
      ref={plot}
      onPointerDown={(event) => {
        if (event.button === 0) clock.seek(momentOf(event))
      }}
      onPointerMove={(event) => (hoverMs.value = momentOf(event))}
      onPointerLeave={() => (hoverMs.value = null)}
    >
      <svg
        viewBox={`0 0 ${scale.widthPx} ${heightPx}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={describe(spans, unit, label, scene, calendar)}
      >
        <path class="curve-frame" d={`M0 0H${scale.widthPx}M0 ${heightPx}H${scale.widthPx}`} />
        <path class="curve-line" d={path} />
        <Now clock={clock} scale={scale} />
      </svg>
      <span class="year-high">{textOf(axis.high, unit)}</span>
      <span class="year-low">{textOf(axis.low, unit)}</span>
    </div>
  )
}

/** Alone moves with the clock. */
function Now({ clock, scale }: { readonly clock: ReplayClock; readonly scale: TimeScale }) {
  return <path class="curve-now" d={`M${pixelOf(scale, clock.timeMs.value).toFixed(1)} 0V${heightPx}`} />
}

function textOf(value: number, unit: string): string {
  const { number, unit: shown } = formatQuantity(value, unit)
  return `${number}\u202f${shown}`.trim()
}

/** The curve in one sentence, for who cannot see it. */
function describe(spans: readonly YearSpan[], unit: string, label: string, { dayStartMs }: RunScene, calendar: CalendarSpec): string {
  const known = spans.filter(({ value }) => !Number.isNaN(value))
  if (known.length === 0) return `${label}: nothing counted yet`
  const [low, high] = [known.reduce((a, b) => (b.value < a.value ? b : a)), known.reduce((a, b) => (b.value > a.value ? b : a))]
  const [lowDate, highDate] = [low, high].map(({ fromDay }) => formatDate(calendar, dayStartMs[fromDay]))
  return `${label} over the run: least ${textOf(low.value, unit)} on ${lowDate}, most ${textOf(high.value, unit)} on ${highDate}`
}
