import { compareFigure, type ReplicationPair } from '../../scenarios/index.ts'
import { formatDifference, formatHalfWidth } from '../format.ts'
import type { KpiValue } from '../run-api.ts'

const size = { width: 640, height: 74, margin: 14 }
const [dotY, intervalY] = [20, 42]

/** A difference of each pair as a dot, their mean with its interval as a bar, and zero as a line: what covers zero may be luck. */
export function IntervalPlot({ kpi, pairs }: { kpi: KpiValue; pairs: readonly ReplicationPair[] }) {
  const { difference } = compareFigure(pairs, kpi.id)
  const dots = pairs.flatMap(({ seed, a, b }) => {
    const [before, after] = [a.figures[kpi.id] ?? null, b.figures[kpi.id] ?? null]
    return before === null || after === null ? [] : [{ seed, value: after - before }]
  })
  if (difference.mean === null) return <p class="hint">{kpi.label} is known in no pair of runs.</p>
  const { mean, halfWidth } = difference
  const ends = [mean - (halfWidth ?? 0), mean + (halfWidth ?? 0)]
  const x = scaleOver([0, ...dots.map(({ value }) => value), ...ends])
  return (
    <svg
      class="interval-plot"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={describe(kpi, mean, halfWidth, dots.length)}
    >
      <line class="zero" x1={x(0)} x2={x(0)} y1={4} y2={54} />
      <text x={x(0)} y={68} text-anchor={anchorAt(x(0))}>
        0, no difference
      </text>
      {dots.map(({ seed, value }, r) => (
        <circle key={seed} class="pair-dot" cx={x(value)} cy={dotY + (r % 3) * 4 - 4} r={3.5}>
          <title>{`seed ${seed}: ${say(kpi, value)}`}</title>
        </circle>
      ))}
      {halfWidth !== null && <line class="interval" x1={x(ends[0])} x2={x(ends[1])} y1={intervalY} y2={intervalY} />}
      {halfWidth !== null &&
        ends.map((end) => <line key={end} class="interval" x1={x(end)} x2={x(end)} y1={intervalY - 6} y2={intervalY + 6} />)}
      <circle class="interval-mean" cx={x(mean)} cy={intervalY} r={5} />
    </svg>
  )
}

/** Pixels of values, zero in sight and some air at the ends; all equal stand in the middle. */
function scaleOver(values: readonly number[]): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const { width, margin } = size
  return (value) => (high === low ? width / 2 : margin + ((value - low) / (high - low)) * (width - 2 * margin))
}

function anchorAt(x: number): 'start' | 'middle' | 'end' {
  return x < 80 ? 'start' : x > size.width - 80 ? 'end' : 'middle'
}

function say(kpi: KpiValue, value: number): string {
  const { number, unit } = formatDifference(value, kpi.unit, kpi.value)
  return `${number} ${unit}`.trim()
}

function describe(kpi: KpiValue, mean: number, halfWidth: number | null, n: number): string {
  const spread = halfWidth === null ? '' : ` ${formatHalfWidth(halfWidth, kpi.unit, kpi.value).number}`
  return `${kpi.label}, B − A: mean of ${n} pairs ${say(kpi, mean)}${spread}`
}
