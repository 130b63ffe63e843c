import { useComputed, useSignal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { hasTrend, kpis } from '../../scenarios/index.ts'
import type { KpiValue } from '../run-api.ts'
import type { Workbench } from '../state/index.ts'
import type { RunPair } from './pair.ts'
import { CurvePlot, describeSpan } from './curve-plot.tsx'
import { axisOf, type Curve, type Frame } from './trend-shape.ts'

interface Curves {
  readonly key: string
  readonly a: Curve
  readonly b: Curve
  readonly problem: string
}

const followed = new Set(kpis.filter(hasTrend).map(({ id }) => id))
/** Beyond so many days a point a day is a blur. */
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
  const { a, b } = curves
  return (
    <CurvePlot
      kpi={kpi}
      frame={frame}
      axis={axis}
      lines={[
        { look: 'line-a', curve: a },
        { look: 'line-b', curve: b },
      ]}
      label={`${kpi.label} of both runs, arrows read it`}
      warmUpDays={warmUpDays}
      legend={[
        { look: 'line-a', text: 'A' },
        { look: 'line-b', text: 'B' },
      ]}
      describe={(span) => describeSpan(kpi, a, b, frame, span)}
    />
  )
}
