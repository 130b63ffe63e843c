import { useSignal } from '@preact/signals'
import { countSpans } from '../../scenarios/index.ts'
import { formatQuantity } from '../format.ts'
import type { KpiValue } from '../run-api.ts'
import { pathOf, spanAt, xOf, type Axis, type Curve, type Frame } from './trend-shape.ts'

/** A line of the picture, by its classes. */
export interface Line {
  readonly look: string
  readonly curve: Curve
}

interface CurveProps {
  readonly kpi: KpiValue
  readonly frame: Frame
  readonly axis: Axis
  /** From the lowest to the topmost. */
  readonly lines: readonly Line[]
  readonly label: string
  /** Days at the start that means leave out. */
  readonly warmUpDays: number
  /** Which line is which, with a sample of each. */
  readonly legend: readonly { readonly look: string; readonly text: string }[]
  /** What stands at a span, in words. */
  readonly describe: (span: number) => string
}

const margin = { left: 84, top: 12, bottom: 26, right: 8 }
/** Words within this distance of a corner would touch those that stand there. */
const edge = 120

/** Curves over the days on one axis, the start that is left out shaded; pointer and arrows read them. */
export function CurvePlot({ kpi, frame, axis, lines, label, warmUpDays, legend, describe }: CurveProps) {
  const at = useSignal<number | null>(null)
  const spans = countSpans(frame)
  const read = at.value ?? spans - 1
  const width = frame.width + margin.left + margin.right
  const move = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect()
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
        viewBox={`0 0 ${width} ${frame.height + margin.top + margin.bottom}`}
        role="slider"
        // As SVG spells it: `tabIndex` is another attribute there, and no key would reach the curve.
        tabindex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={spans}
        aria-valuenow={read + 1}
        aria-valuetext={describe(read)}
        onPointerMove={move}
        onPointerLeave={() => (at.value = null)}
        onKeyDown={press}
      >
        <g transform={`translate(${margin.left} ${margin.top})`}>
          {warmUpDays > 0 && <WarmUp frame={frame} days={warmUpDays} />}
          <Ticks kpi={kpi} axis={axis} frame={frame} />
          {lines.map(({ look, curve }) => (
            <path key={look} class={`line ${look}`} d={pathOf(curve, axis, frame)} />
          ))}
          {at.value !== null && <line class="trend-at" x1={xOf(frame, at.value)} x2={xOf(frame, at.value)} y1={0} y2={frame.height} />}
        </g>
      </svg>
      <p class="trend-legend">
        {legend.map(({ look, text }) => (
          <span key={look} class="trend-key">
            <svg viewBox="0 0 26 8" aria-hidden="true">
              <path class={`line ${look}`} d="M0 4h26" />
            </svg>
            {text}
          </span>
        ))}
        <span class="dim">{describe(read)}</span>
      </p>
    </>
  )
}

function WarmUp({ frame, days }: { frame: Frame; days: number }) {
  const x = (frame.width * days) / frame.days
  return (
    <>
      <rect class="warm-up" width={x} height={frame.height}>
        <title>{`The first ${days} days, which the means leave out`}</title>
      </rect>
      <line class="warm-up-end" x1={x} x2={x} y1={0} y2={frame.height} />
      {x > edge && x < frame.width - edge && (
        <text x={x} y={frame.height + 20} text-anchor="middle">
          {`from day ${days + 1}`}
        </text>
      )}
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
export function describeSpan(kpi: KpiValue, a: Curve, b: Curve, { days, spanDays }: Frame, span: number): string {
  const [from, to] = [span * spanDays + 1, Math.min(days, (span + 1) * spanDays)]
  return `${from === to ? `Day ${from}` : `Days ${from} to ${to}`}: A ${sayValue(kpi, a[span])}, B ${sayValue(kpi, b[span])}`
}

function sayValue(kpi: KpiValue, value: number | null | undefined): string {
  const { number, unit } = formatQuantity(value ?? null, kpi.unit)
  return `${number} ${unit}`.trim()
}
