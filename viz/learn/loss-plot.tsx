import { useSignal } from '@preact/signals'
import { formatQuantity } from '../format.ts'
import { epochX, lossAxis, lossPath, placeOn, type LogAxis, type LossCurve } from './loss-curve.ts'

const size = { width: 520, height: 190 }
const margin = { left: 46, top: 12, bottom: 40, right: 14 }

/** Losses epoch by epoch on a logarithmic axis; arrows and pointer read them. */
export function LossPlot({ curve, epochs }: { curve: LossCurve; epochs: number }) {
  const at = useSignal<number | null>(null)
  const axis = lossAxis(curve)
  if (axis === null) return null
  const last = curve.training.length - 1
  const read = Math.min(last, at.value ?? last)
  const [width, height] = [margin.left + size.width + margin.right, margin.top + size.height + margin.bottom]
  const move = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * width - margin.left
    at.value = Math.min(last, Math.max(0, Math.round((x / size.width) * (epochs - 1))))
  }
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    at.value = Math.min(last, Math.max(0, read + by))
  }
  return (
    <figure class="learn-plot card">
      <figcaption>Error while training</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="slider"
        // As SVG spells it: `tabIndex` is another attribute there, and no key would reach the curve.
        tabindex={0}
        aria-label="Losses by epoch, arrows read them"
        aria-valuemin={1}
        aria-valuemax={last + 1}
        aria-valuenow={read + 1}
        aria-valuetext={sayEpoch(curve, read)}
        onPointerMove={move}
        onPointerLeave={() => (at.value = null)}
        onKeyDown={press}
      >
        <g transform={`translate(${margin.left} ${margin.top})`}>
          <Axes axis={axis} epochs={epochs} />
          {curve.bestEpoch > 0 && <BestMark x={epochX(curve.bestEpoch - 1, epochs, size.width)} />}
          <path class="loss-training" d={lossPath(curve.training, axis, epochs, size.width, size.height)} />
          <path class="loss-validation" d={lossPath(curve.validation, axis, epochs, size.width, size.height)} />
          {at.value !== null && (
            <line class="loss-at" x1={epochX(read, epochs, size.width)} x2={epochX(read, epochs, size.width)} y1={0} y2={size.height} />
          )}
        </g>
      </svg>
      <Legend curve={curve} read={read} />
    </figure>
  )
}

function Axes({ axis, epochs }: { axis: LogAxis; epochs: number }) {
  const marks = [...new Set([1, Math.round((epochs + 1) / 2), epochs])]
  return (
    <>
      {axis.ticks.map((value) => {
        const y = size.height * (1 - placeOn(axis, value))
        return (
          <g key={value}>
            <line class="grid" x1={0} x2={size.width} y1={y} y2={y} />
            <text x={-8} y={y + 4} text-anchor="end">
              {value}
            </text>
          </g>
        )
      })}
      {marks.map((epoch) => (
        <text key={epoch} x={epochX(epoch - 1, epochs, size.width)} y={size.height + 18} text-anchor="middle">
          {epoch}
        </text>
      ))}
      <text x={size.width / 2} y={size.height + 34} text-anchor="middle">
        epoch
      </text>
    </>
  )
}

function BestMark({ x }: { x: number }) {
  const isLeft = x > size.width - 50
  return (
    <g class="loss-best">
      <line x1={x} x2={x} y1={0} y2={size.height} />
      <text x={isLeft ? x - 5 : x + 5} y={10} text-anchor={isLeft ? 'end' : 'start'}>
        best
      </text>
    </g>
  )
}

function Legend({ curve, read }: { curve: LossCurve; read: number }) {
  const hasValidation = curve.validation.some((loss) => Number.isFinite(loss))
  return (
    <p class="learn-legend">
      <Line class="loss-training" /> training
      {hasValidation && (
        <>
          <Line class="loss-validation" /> validation
        </>
      )}
      <span class="dim">{sayEpoch(curve, read)}</span>
      {!hasValidation && <span class="dim">No cell is held back to choose the epoch.</span>}
    </p>
  )
}

function Line({ class: name }: { class: string }) {
  return (
    <svg viewBox="0 0 26 8" aria-hidden="true">
      <path class={name} d="M0 4h26" />
    </svg>
  )
}

/** `Epoch 12: training 0.31, validation 0.42`; squared errors in widths of the training targets. */
function sayEpoch({ training, validation }: LossCurve, at: number): string {
  const say = (loss: number | undefined) => formatQuantity(loss ?? null, '').number
  const other = Number.isFinite(validation[at]) ? `, validation ${say(validation[at])}` : ''
  return `Epoch ${at + 1}: training ${say(training[at])}${other} (mean squared error of the scaled target)`
}
