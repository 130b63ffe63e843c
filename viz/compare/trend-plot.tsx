import { useComputed, useSignal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { hasTrend, kpis, listSpans } from '../../scenarios/index.ts'
import { formatQuantity } from '../format.ts'
import type { KpiValue } from '../run-api.ts'
import type { Workbench } from '../state/index.ts'
import type { RunPair } from './pair.ts'
import { axisOf, pathOf, spanAt, xOf, type Axis, type Curve, type Frame } from './trend-shape.ts'

interface Curves {
  readonly key: string
  readonly a: Curve
  readonly b: Curve
  readonly problem: string
}

const followed = new Set(kpis.filter(hasTrend).map(({ id }) => id))
/** Beyond so many days a point a day is a blur, and takes seconds to count. */
const maxDaily = 120
const size = { width: 640, height: 150 }

interface TrendProps {
  readonly bench: Workbench
  readonly pair: RunPair
  readonly kpi: Signal<string>
  /** Days at the start that replications leave out; 0 where none do. */
  readonly warmUpDays: number
}

/** A key figure over the days or weeks of both runs, on one axis. */
export function TrendPlot({ bench, pair, kpi, warmUpDays }: TrendProps) {
  const days = Math.max(pair.a.summary.days, pair.b.summary.days)
  const step = useSignal<1 | 7>(days > 28 ? 7 : 1)
  const spanDays = days > maxDaily ? 7 : step.value
  const curves = useCurves(bench, pair, kpi.value, spanDays)
  const shown = pair.b.summary.kpis.find(({ id }) => id === kpi.value)
  return (
    <section class="trend" aria-label="Curves of both runs">
      <div class="trend-head">
        <label>
          Curve of{' '}
          <select value={kpi.value} onChange={(event) => (kpi.value = event.currentTarget.value)}>
            {pair.b.summary.kpis.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          by{' '}
          <select
            value={String(spanDays)}
            disabled={days > maxDaily}
            onChange={(event) => (step.value = event.currentTarget.value === '7' ? 7 : 1)}
          >
            <option value="1">day</option>
            <option value="7">week</option>
          </select>
        </label>
      </div>
      {shown && <Plot kpi={shown} curves={curves.value} frame={{ ...size, days, spanDays }} warmUpDays={warmUpDays} />}
    </section>
  )
}

/** Counts the curves of both runs out of their kept facts; what was asked for before and is not awaited any more is dropped. */
function useCurves(bench: Workbench, { a, b }: RunPair, kpi: string, spanDays: number): ReadonlySignal<Curves | null> {
  const curves = useSignal<Curves | null>(null)
  const key = [a.id, b.id, kpi, spanDays].join(' ')
  useEffect(() => {
    let isWanted = true
    const count = async (run: RunPair['a']) => {
      const facts = await bench.runList.facts(run.id)
      return bench.api.trend(facts ?? [], { kpi, days: run.summary.days, spanDays })
    }
    const show = async () => {
      const [first, second] = [await count(a), await count(b)]
      const problem = [...first.problems, ...second.problems].map(({ remedy }) => remedy)[0] ?? ''
      if (isWanted) curves.value = { key, a: first.value ?? [], b: second.value ?? [], problem }
    }
    if (followed.has(kpi)) void show()
    return () => void (isWanted = false)
  }, [key])
  return useComputed(() => (curves.value?.key === key ? curves.value : null))
}

interface PlotProps {
  readonly kpi: KpiValue
  readonly curves: Curves | null
  readonly frame: Frame
  readonly warmUpDays: number
}

function Plot({ kpi, curves, frame, warmUpDays }: PlotProps) {
  if (!followed.has(kpi.id)) return <p class="hint trend-note">{kpi.label} is known for the whole run only: it has no curve.</p>
  if (curves === null)
    return (
      <p class="hint trend-note" role="status">
        Counting the curve …
      </p>
    )
  if (curves.problem !== '') return <p class="message warn">{curves.problem}</p>
  const axis = axisOf([curves.a, curves.b])
  if (axis === null) return <p class="hint trend-note">Nothing happened that this figure could judge.</p>
  return <Lines kpi={kpi} curves={curves} frame={frame} axis={axis} warmUpDays={warmUpDays} />
}

const margin = { left: 84, top: 12, bottom: 26, right: 8 }

function Lines({ kpi, curves, frame, axis, warmUpDays }: PlotProps & { readonly curves: Curves; readonly axis: Axis }) {
  const spans = listSpans(frame.days, frame.spanDays).length
  const at = useSignal<number | null>(null)
  const [width, height] = [margin.left + frame.width + margin.right, margin.top + frame.height + margin.bottom]
  const move = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect()
    at.value = spanAt(frame, spans, ((event.clientX - box.left) / box.width) * width - margin.left)
  }
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    at.value = Math.min(spans - 1, Math.max(0, (at.value ?? (by > 0 ? -1 : spans)) + by))
  }
  return (
    <>
      <svg
        class="trend-plot"
        viewBox={`0 0 ${width} ${height}`}
        role="slider"
        // As SVG spells it: `tabIndex` is another attribute there, and no key would reach the curve.
        tabindex={0}
        aria-label={`${kpi.label} of both runs, arrows read it`}
        aria-valuemin={1}
        aria-valuemax={spans}
        aria-valuenow={(at.value ?? spans - 1) + 1}
        aria-valuetext={describePoint(kpi, curves, frame, at.value ?? spans - 1)}
        onPointerMove={move}
        onPointerLeave={() => (at.value = null)}
        onKeyDown={press}
      >
        <g transform={`translate(${margin.left} ${margin.top})`}>
          {warmUpDays > 0 && (
            <rect class="warm-up" width={(frame.width * warmUpDays) / frame.days} height={frame.height}>
              <title>{`The first ${warmUpDays} days, which the means leave out`}</title>
            </rect>
          )}
          <Ticks kpi={kpi} axis={axis} frame={frame} />
          <path class="line line-a" d={pathOf(curves.a, axis, frame)} />
          <path class="line line-b" d={pathOf(curves.b, axis, frame)} />
          {at.value !== null && <line class="trend-at" x1={xOf(frame, at.value)} x2={xOf(frame, at.value)} y1={0} y2={frame.height} />}
        </g>
      </svg>
      <p class="trend-legend">
        <svg viewBox="0 0 26 8" aria-hidden="true">
          <path class="line line-a" d="M0 4h26" />
        </svg>
        A
        <svg viewBox="0 0 26 8" aria-hidden="true">
          <path class="line line-b" d="M0 4h26" />
        </svg>
        B<span class="dim">{describePoint(kpi, curves, frame, at.value ?? spans - 1)}</span>
      </p>
    </>
  )
}

function Ticks({ kpi, axis, frame }: { kpi: KpiValue; axis: Axis; frame: Frame }) {
  const yOf = (value: number) => frame.height * (1 - (value - axis.low) / (axis.high - axis.low))
  return (
    <>
      {axis.ticks.map((value) => {
        const { number, unit } = formatQuantity(value, kpi.unit)
        return (
          <g key={value}>
            <line class="grid" x1={0} x2={frame.width} y1={yOf(value)} y2={yOf(value)} />
            <text x={-8} y={yOf(value) + 4} text-anchor="end">
              {`${number} ${unit.replace(/ per .*/, '')}`}
            </text>
          </g>
        )
      })}
      <text x={0} y={frame.height + 20}>
        day 1
      </text>
      <text x={frame.width} y={frame.height + 20} text-anchor="end">
        {`day ${frame.days}`}
      </text>
    </>
  )
}

/** `Days 8 to 14: A 95.1 %, B 96.0 %`. */
function describePoint(kpi: KpiValue, { a, b }: Curves, { days, spanDays }: Frame, span: number): string {
  const [from, to] = [span * spanDays + 1, Math.min(days, (span + 1) * spanDays)]
  const say = (value: number | null | undefined) => {
    const { number, unit } = formatQuantity(value ?? null, kpi.unit)
    return `${number} ${unit}`.trim()
  }
  return `${from === to ? `Day ${from}` : `Days ${from} to ${to}`}: A ${say(a[span])}, B ${say(b[span])}`
}
