import { useSignal } from '@preact/signals'
import { averageCourses, listWindows, type ReplicationPair, type WarmUp, type WelchCourse } from '../../scenarios/index.ts'
import type { KpiValue } from '../run-api.ts'
import { CurvePlot, describeSpan } from './curve-plot.tsx'
import { axisOf, type Frame } from './trend-shape.ts'

interface WelchProps {
  readonly kpi: KpiValue
  readonly pairs: readonly ReplicationPair[]
  /** Days of each run. */
  readonly days: number
  readonly warmUp: WarmUp
}

const size = { width: 640, height: 150 }

/** Whether the start is gone: a figure day by day as the mean of all replications of each side, smoothed after Welch, and where the means begin to count. */
export function WelchPlot({ kpi, pairs, days, warmUp }: WelchProps) {
  const wanted = useSignal(0)
  const windows = listWindows(days)
  const window = windows[Math.min(wanted.value, windows.length - 1)]
  const [a, b] = (['a', 'b'] as const).map((side) =>
    averageCourses(
      pairs.map((pair) => pair[side].courses?.[kpi.id] ?? []),
      window,
    ),
  )
  const axis = axisOf([a.mean, b.mean])
  if (axis === null) return <p class="hint">{kpi.label} is known for whole runs only: it has no course day by day.</p>
  const frame: Frame = { ...size, days, spanDays: 1 }
  return (
    <figure class="welch" aria-label="Whether the start is gone">
      <figcaption>
        <b>Is the start gone?</b> {kpi.label} day by day, {sayRuns(pairs.length)}, and smoothed over{' '}
        {windows.length === 1 ? (
          sayWidth(window)
        ) : (
          <select
            aria-label="Smoothed over"
            value={String(windows.indexOf(window))}
            onChange={(event) => (wanted.value = Number(event.currentTarget.value))}
          >
            {windows.map((one, at) => (
              <option key={one} value={String(at)}>
                {sayWidth(one)}
              </option>
            ))}
          </select>
        )}
        . {sayCut(warmUp)}
      </figcaption>
      <CurvePlot
        kpi={kpi}
        frame={frame}
        axis={axis}
        lines={[
          { look: 'line-a daily', curve: a.mean },
          { look: 'line-b daily', curve: b.mean },
          { look: 'line-a', curve: a.smooth },
          { look: 'line-b', curve: b.smooth },
        ]}
        label={`${kpi.label} smoothed, mean of all pairs, arrows read it`}
        warmUpDays={warmUp.days}
        legend={[
          { look: 'line-a', text: 'A smoothed' },
          { look: 'line-b', text: 'B smoothed' },
          { look: 'line-b daily', text: 'day by day' },
        ]}
        describe={(day) =>
          describeSpan(kpi, courseAt(a, day), courseAt(b, day), frame, day) + (day < a.smooth.length ? '' : ', not smoothed')
        }
      />
    </figure>
  )
}

/** The last days have no smoothed value: there the day's own mean is read. */
function courseAt({ mean, smooth }: WelchCourse, day: number): WelchCourse['mean'] {
  return day < smooth.length ? smooth : mean
}

function sayRuns(pairs: number): string {
  return pairs === 1 ? 'one run each' : `mean of ${pairs} runs each`
}

function sayWidth(window: number): string {
  const days = 2 * window + 1
  return days === 7 ? 'a week' : days % 7 === 0 ? `${days / 7} weeks` : days === 1 ? 'one day' : `${days} days`
}

function sayCut({ days, isTooShort }: WarmUp): string {
  if (isTooShort || days === 0) return 'All days count.'
  return 'The shaded days are left out: after them the smoothed curves should have no trend any more.'
}
