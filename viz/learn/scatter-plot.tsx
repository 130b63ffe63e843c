import { CellRole } from '../../ml/index.ts'
import type { JudgedPoint, Judgement, SplitErrors, Target } from '../../ml/index.ts'
import { scatterAxis, type ScatterAxis } from './scatter-shape.ts'
import { sayFigure, sayGroup } from './words.ts'

const side = 250
const margin = { left: 62, top: 12, bottom: 42, right: 20 }

/** What the net says against what was measured; on the diagonal it is right. */
export function ScatterPlot({ judgement: { points, splits }, target, cells }: { judgement: Judgement; target: Target; cells: string }) {
  const axis = scatterAxis(points)
  if (axis === null) return null
  const [width, height] = [margin.left + side + margin.right, margin.top + side + margin.bottom]
  const x = (value: number) => (value / axis.high) * side
  const y = (value: number) => side - (Math.min(value, axis.high) / axis.high) * side
  const unit = target.unit === 'd' ? 'days' : target.unit
  return (
    <div class="learn-scatter">
      <figure class="learn-plot card">
        <figcaption>Predicted against measured{unit !== '' && `, ${unit}`}</figcaption>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${points.length} points, measured to the right, predicted upwards. ${describe(points, splits)}`}
        >
          <g transform={`translate(${margin.left} ${margin.top})`}>
            <Ticks axis={axis} />
            <path class="scatter-right" d={`M0 ${side}L${side} 0`} />
            {splits.map((split, at) => (
              <path
                key={split.name}
                class={`scatter-points ${roleClass(split)}`}
                d={points
                  .filter((point) => point.split === at)
                  .map(({ measured, predicted }) => `M${x(measured).toFixed(1)} ${y(predicted).toFixed(1)}h0`)
                  .join('')}
              />
            ))}
            <text x={side / 2} y={side + 36} text-anchor="middle">
              measured
            </text>
            <text transform={`translate(-48 ${side / 2}) rotate(-90)`} text-anchor="middle">
              predicted
            </text>
          </g>
        </svg>
        <p class="learn-legend">
          {splits.map((split) => (
            <span key={split.name}>
              <svg viewBox="0 0 12 8" aria-hidden="true">
                <path class={`scatter-points ${roleClass(split)}`} d="M6 4h0" />
              </svg>{' '}
              {sayGroup(split)}
            </span>
          ))}
          <span class="dim">Above the diagonal the net promises too much.</span>
        </p>
      </figure>
      <Misses points={points} splits={splits} target={target} cells={cells} />
    </div>
  )
}

function Ticks({ axis: { high, ticks } }: { axis: ScatterAxis }) {
  return (
    <>
      {ticks.map((value) => {
        const at = (value / high) * side
        return (
          <g key={value}>
            <line class="grid" x1={0} x2={side} y1={side - at} y2={side - at} />
            <text x={-8} y={side - at + 4} text-anchor="end">
              {value}
            </text>
            <text x={at} y={side + 18} text-anchor="middle">
              {value}
            </text>
          </g>
        )
      })}
    </>
  )
}

function roleClass({ role }: SplitErrors): string {
  return role === CellRole.training ? 'of-training' : role === CellRole.validation ? 'of-validation' : 'of-test'
}

const shownMisses = 8

interface MissesProps {
  readonly points: readonly JudgedPoint[]
  readonly splits: readonly SplitErrors[]
  readonly target: Target
  readonly cells: string
}

/** The point of each cell that is furthest from the truth, of cells that were not learned from where there are any. */
function Misses({ points, splits, target, cells }: MissesProps) {
  const held = points.filter(({ split }) => splits[split].role !== CellRole.training)
  const sorted = (held.length > 0 ? held : points).toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const worst = sorted.filter((point, at) => sorted.findIndex(({ cell }) => cell === point.cell) === at).slice(0, shownMisses)
  return (
    <div class="sideways learn-table learn-misses" role="region" aria-label="Largest misses" tabIndex={0}>
      <table>
        <caption>Largest misses of the net{held.length > 0 && `, on ${cells} that it has not learned from`}</caption>
        <thead>
          <tr>
            <th scope="col">{cells === 'cells' ? 'Cell' : 'Battery'}</th>
            <th scope="col" class="number">
              Measured
            </th>
            <th scope="col" class="number">
              Predicted
            </th>
          </tr>
        </thead>
        <tbody>
          {worst.map(({ cell, measured, predicted }) => (
            <tr key={`${cell} ${measured}`}>
              <th scope="row">{cell}</th>
              <td class="number count">{sayFigure(measured, target)}</td>
              <td class="number count">{sayFigure(predicted, target)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sizeOf({ measured, predicted }: JudgedPoint): number {
  return Math.abs(predicted - measured)
}

function describe(points: readonly JudgedPoint[], splits: readonly SplitErrors[]): string {
  const test = points.filter(({ split }) => splits[split].role === CellRole.test)
  const high = test.filter(({ measured, predicted }) => predicted > measured).length
  return test.length === 0 ? '' : `Of ${test.length} test points ${high} are predicted too high.`
}
