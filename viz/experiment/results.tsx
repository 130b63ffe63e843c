import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Problem } from '../../data/columns/index.ts'
import type { SweepReport } from '../../scenarios/index.ts'
import { formatCount } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import { saveFile } from '../save-file.ts'
import { readDraft, type ExperimentState, type Workbench } from '../state/index.ts'
import { Effects } from './effects.tsx'
import { KpiSelect } from './inputs.tsx'
import { pointColumns } from './point-columns.ts'
import { PointTable } from './point-table.tsx'
import { kpiOf, namePoint } from './words.ts'

interface ResultsProps {
  readonly bench: Workbench
  readonly state: ExperimentState
  readonly report: SweepReport
  readonly onOpen: (point: number) => void
}

/** What was found for one key figure; another one needs no new runs. */
export function Results({ bench, state, report, onOpen }: ResultsProps) {
  const wanted = useSignal(state.choice.kpi)
  const kpi = kpiOf(wanted.value)
  const baseAt = useMemo(() => readDraft(state.base), [state.base])
  return (
    <section class="results" aria-label="Results">
      <div class="results-head">
        <h3>Which factor matters?</h3>
        <KpiSelect label="Key figure" value={kpi.id} onChoose={(id) => (wanted.value = id)} />
        <CsvButton bench={bench} report={report} kpi={kpi.id} />
      </div>
      <Effects report={report} choice={state.choice} kpi={kpi} />
      <Notes report={report} />
      <h3>Points</h3>
      <PointTable report={report} choice={state.choice} kpi={kpi} baseAt={baseAt} onOpen={onOpen} />
    </section>
  )
}

function CsvButton({ bench, report, kpi }: { bench: Workbench; report: SweepReport; kpi: string }) {
  const problems = useSignal<readonly Problem[]>([])
  const save = async () => {
    const found = await bench.api.exportFile({ kind: 'table', format: 'csv', columns: pointColumns(report, kpiOf(kpi)) })
    problems.value = found.problems
    if (found.value !== null) saveFile(`${slug(report.name)}-${kpi}.csv`, found.value)
  }
  return (
    <>
      <button type="button" onClick={() => void save()}>
        Save the points as CSV
      </button>
      {problems.value.length > 0 && <ProblemList problems={problems.value} />}
    </>
  )
}

/** Letters, digits and hyphens, so that every system takes it. */
export function slug(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'experiment'
  )
}

/** What the figures rest on. */
function Notes({ report }: { report: SweepReport }) {
  const { seed, made, warmUp, failed } = report
  const last = seed + made.replications - 1
  return (
    <ul class="caveats">
      <li>
        All points meet the same luck, replication by replication: {made.replications === 1 ? `seed ${seed}` : `seeds ${seed} to ${last}`}.{' '}
        {describeWarmUp(warmUp)}
      </li>
      {failed.length > 0 && (
        <li class="warn" data-failed={failed.length}>
          <b>Note: </b>
          {failed.length === 1 ? 'One run' : `${formatCount(failed.length)} runs`} failed; such a replication takes no part in the effects.{' '}
          {describeFailures(report)}
        </li>
      )}
    </ul>
  )
}

/** Failed runs that are named for one reason; the rest is counted. */
const mostNamed = 5

/** By reason, the points as the table calls them. */
function describeFailures({ failed, points }: SweepReport): string {
  const byMessage = new Map<string, string[]>()
  for (const { point, seed, message } of failed) {
    const run = `${namePoint(points.findIndex(({ name }) => name === point))} with seed ${seed}`
    byMessage.set(message, [...(byMessage.get(message) ?? []), run])
  }
  const sayRuns = (runs: readonly string[]) =>
    `${runs.slice(0, mostNamed).join(', ')}${runs.length > mostNamed ? ` and ${formatCount(runs.length - mostNamed)} more` : ''}`
  return [...byMessage].map(([message, runs]) => `${sayRuns(runs)}: ${message}.`).join(' ')
}

function describeWarmUp({ days, unsteady, isTooShort }: SweepReport['warmUp']): string {
  if (isTooShort) return 'All days count: the runs are too short to look for a warm-up.'
  const cut = days === 0 ? 'All days count.' : `The first ${formatCount(days)} days are left out.`
  return unsteady.length === 0 ? cut : `${cut} Without a steady part within the run: ${unsteady.map((id) => kpiOf(id).label).join(', ')}.`
}
