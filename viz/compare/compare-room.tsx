import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals'
import { engineBuild } from '../engine-build.ts'
import type { Workbench } from '../state/index.ts'
import { CompareMap } from './compare-map.tsx'
import { FigureExport } from './figure-export.tsx'
import { FigureTable } from './figure-table.tsx'
import { chooseRuns, listCaveats, pairFigures, replicatedFigures, type RunPair } from './pair.ts'
import { ReplicationPanel, replicationsOf } from './replication-panel.tsx'
import { RunPicker } from './run-picker.tsx'
import { ScenarioDifference } from './scenario-difference.tsx'
import { TrendPlot } from './trend-plot.tsx'
import './compare.css'

/** Two runs beside each other: figures with differences, what differs in the plan, curves, and where on the map they part. */
export function CompareRoom({ bench }: { bench: Workbench }) {
  const pair = useComputed(() => chooseRuns(bench.runList.runs.value, bench.compared.value, onScreen(bench)))
  const kpi = useSignal('slaKept')
  if (pair.value === null) return <Absence bench={bench} />
  const replications = replicationsOf(bench, pair.value)
  const pairs = replications?.comparison.pairs ?? []
  // One pair has no spread: until there are two, one run each is all that is known.
  const figures = pairs.length > 1 ? replicatedFigures(pair.value, pairs) : pairFigures(pair.value)
  return (
    <main class="room compare">
      <div class="compare-words">
        <RunPicker bench={bench} pair={pair.value} />
        <Caveats pair={pair.value} isReplicated={pairs.length > 1} />
        <ScenarioDifference pair={pair.value} />
        <TrendPlot bench={bench} pair={pair.value} kpi={kpi} warmUpDays={replications?.warmUp?.days ?? 0} />
        <ReplicationPanel bench={bench} pair={pair.value} kpi={kpi} />
        <FigureTable figures={figures} pairs={pairs.length > 1 ? pairs.length : null} kpi={kpi} />
        <FigureExport bench={bench} pair={pair.value} figures={figures} />
      </div>
      <CompareMap bench={bench} pair={pair as ReadonlySignal<RunPair>} />
    </main>
  )
}

function onScreen({ runs }: Workbench): { base: string; shown: string } {
  const state = runs.state.value
  return { base: runs.base.value?.summary.hash ?? '', shown: state.kind === 'done' ? state.summary.hash : '' }
}

function Caveats({ pair, isReplicated }: { pair: RunPair; isReplicated: boolean }) {
  return (
    <ul class="caveats" aria-label="What the differences are worth">
      {listCaveats(pair, engineBuild, isReplicated).map(({ tone, text }) => (
        <li key={text} class={tone}>
          {tone === 'warn' && <b>Note: </b>}
          {text}
        </li>
      ))}
    </ul>
  )
}

function Absence({ bench }: { bench: Workbench }) {
  const count = bench.runList.runs.value.length
  return (
    <main class="room">
      <div class="absence">
        <p>
          {count === 0 ? 'No run has ended yet.' : 'Only one run has ended yet.'} To compare, let the plan run to its end, then change
          something in Plan: the second run starts by itself.
        </p>
        <button type="button" class="go" onClick={() => void (bench.room.value = 'plan')}>
          Go to Plan
        </button>
      </div>
    </main>
  )
}
