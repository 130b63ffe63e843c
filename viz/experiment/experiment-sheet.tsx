import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Problem } from '../../data/columns/index.ts'
import { formatCount } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import {
  countEdits,
  createLoader,
  judgeDesign,
  judgeLevels,
  withProblems,
  type ExperimentBase,
  type ExperimentChoice,
  type Judgement,
  type Workbench,
} from '../state/index.ts'
import { DesignFiles } from './design-files.tsx'
import { FactorList } from './factor-list.tsx'
import { PlanForm } from './plan-form.tsx'
import { Results } from './results.tsx'
import { isUnderWay, RunBar } from './run-bar.tsx'
import './experiment.css'

/** A designed experiment on the scenario on screen: which of some factors matters, and by how much. */
export function ExperimentSheet({ bench, onClose }: { readonly bench: Workbench; readonly onClose: () => void }) {
  const { experiments, scenario } = bench
  const problems = useSignal<readonly Problem[]>([])
  const judged = useJudgement(bench)
  const drawing = bench.city.drawing.value
  useEffect(() => void experiments.recall(), [drawing])
  const state = experiments.state.value
  const isRunning = isUnderWay(state)
  const isSame = experiments.isSame.value
  const hindrance = hindranceOf(bench, judged)
  const openPoint = (point: number) => {
    experiments.openPoint(point)
    bench.room.value = 'plan'
    onClose()
  }
  return (
    <div class="experiment">
      <div class="experiment-head">
        <Base bench={bench} />
        <DesignFiles bench={bench} isRunning={isRunning} onProblems={(found) => (problems.value = found)} />
      </div>
      {problems.value.length > 0 && <ProblemList problems={problems.value} />}
      <FactorList choice={experiments.choice} scenario={scenario} problems={judged.ofFactors} isRunning={isRunning} />
      <PlanForm choice={experiments.choice} days={Number(scenario.valueAt('days'))} isRunning={isRunning} />
      {experiments.choice.value.factors.length > 0 && judged.others.length > 0 && <ProblemList problems={judged.others} />}
      <RunBar experiments={experiments} judged={judged} hindrance={hindrance} />
      {state !== null && isSame && state.problems.length > 0 && <ProblemList problems={state.problems} />}
      {state !== null && state.report !== null && !isRunning && !isSame && <OtherNote bench={bench} />}
      {state !== null && state.report !== null && <Results bench={bench} state={state} report={state.report} onOpen={openPoint} />}
    </div>
  )
}

/** What is said of the design while it is written: its own check at once, its levels as they are loaded. */
function useJudgement({ experiments: { choice, base } }: Workbench): Judgement {
  const source = useComputed(() => base.value.draft.source)
  // Levels that were loaded once are not loaded again with each key that is typed.
  const load = useComputed(() => createLoader({ draft: { source: source.value, overrides: {} } }))
  const judged = useComputed(() => judgeDesign(choice.value, base.value, load.value))
  const found = useSignal<{ readonly of: ExperimentChoice; readonly problems: readonly Problem[] } | null>(null)
  useSignalEffect(() => {
    const of = choice.value
    let isOver = false
    const judge = async (now: ExperimentBase, loader: ReturnType<typeof createLoader>) => {
      const problems = await judgeLevels(of, now, loader, () => isOver)
      if (!isOver && problems !== null) found.value = { of, problems }
    }
    void judge(base.value, load.value)
    return () => void (isOver = true)
  })
  const problems = found.value?.of === choice.value ? found.value.problems : []
  return withProblems(judged.value, problems, choice.value)
}

function hindranceOf({ scenario, experiments }: Workbench, { ofFactors, others }: Judgement): string {
  if (scenario.problems.value.length > 0) return 'Something is wrong with the form: mend it there first, it is the base of all points.'
  if (experiments.choice.value.factors.length === 0) return 'Add at least one factor.'
  if (others.length > 0 || ofFactors.some((found) => found.length > 0)) return 'Mend what is said above, then it can be run.'
  return ''
}

/** What all points start from. */
function Base({ bench: { experiments, city, scenario } }: { bench: Workbench }) {
  const { source, overrides, own } = experiments.base.value.draft
  const edits = countEdits(overrides)
  const changes = edits === 0 ? '' : edits === 1 ? ' with its 1 change' : ` with its ${formatCount(edits)} changes`
  const data = own !== undefined && Object.keys(own).length > 0 ? ', with your own data' : ''
  return (
    <p class="hint">
      Which settings matter, and by how much? All points start from the scenario on screen,{' '}
      <b>{source.kind === 'file' ? source.name : scenario.base.value.spec.name}</b>
      {changes}, in {city.drawing.value?.name ?? 'its city'}
      {data}. Each is run several times, all with the same luck.
    </p>
  )
}

/** What is shown is of another question than the form asks now. */
function OtherNote({ bench: { experiments, city } }: { bench: Workbench }) {
  const isOtherCity = city.drawing.value?.hash !== experiments.state.value?.city
  return (
    <p class="message">
      {isOtherCity
        ? 'The results below are of another city than the one on screen.'
        : 'The results below are of the experiment as it was begun; form or factors have changed since.'}{' '}
      {!isOtherCity && (
        <button type="button" onClick={experiments.restore}>
          Back to it
        </button>
      )}
    </p>
  )
}
