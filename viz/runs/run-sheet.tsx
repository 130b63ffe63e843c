import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Problem } from '../../data/columns/index.ts'
import { engineBuild } from '../engine-build.ts'
import { formatBytes, formatCount, formatMoment, formatQuantity, formatShare } from '../format.ts'
import { sayOwn } from '../own-words.ts'
import { ProblemList } from '../problem-list.tsx'
import { isActive, type Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'
import { openRun } from './open-run.ts'
import './runs.css'

interface SheetProps {
  readonly bench: Workbench
  readonly onClose: () => void
}

/** Every finished run, the one under way above: open, rename, delete with undo. */
export function RunSheet({ bench, onClose }: SheetProps) {
  const { runList } = bench
  const problems = useSignal<readonly Problem[]>([])
  const runs = runList.runs.value
  const open = async (run: StoredRun) => {
    problems.value = await openRun(bench, run)
    if (problems.value.length > 0) return
    bench.room.value = 'plan'
    onClose()
  }
  /** With the base of what is on screen, or whatever the room chooses. */
  const compare = (run: StoredRun) => {
    bench.compared.value = { a: '', b: run.id }
    bench.room.value = 'compare'
    onClose()
  }
  return (
    <div class="runs">
      <Total bench={bench} />
      {runList.problem.value !== null && <ProblemList problems={[runList.problem.value]} />}
      {problems.value.length > 0 && <ProblemList problems={problems.value} />}
      <Deleted bench={bench} />
      <ul class="run-list" aria-label="Runs">
        <RunUnderWay bench={bench} />
        {runs.map((run) => (
          <RunRow key={run.id} bench={bench} run={run} onOpen={() => void open(run)} onCompare={() => compare(run)} />
        ))}
      </ul>
      {runList.isRead.value && runs.length === 0 && (
        <p class="hint">No run has ended yet. Each run that ends is kept here, and an equal one is not run twice.</p>
      )}
    </div>
  )
}

function Total({ bench: { runList } }: { bench: Workbench }) {
  const runs = runList.runs.value
  const bytes = runs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const where = runList.isLasting.value
    ? 'kept in this browser, on this machine only'
    : 'this browser lets the page keep nothing: they are gone when you leave'
  return (
    <p class="hint">
      {formatCount(runs.length)} {runs.length === 1 ? 'run' : 'runs'}, {formatBytes(bytes)}; {where}.
    </p>
  )
}

function Deleted({ bench: { runList } }: { bench: Workbench }) {
  const undo = useRef<HTMLButtonElement>(null)
  const run = runList.deleted.value
  // Whoever deleted by keyboard stands where the row was: the way back is next.
  useLayoutEffect(() => undo.current?.focus(), [run])
  if (run === null) return null
  return (
    <p class="message run-deleted" role="status">
      Deleted: {run.name}
      <button ref={undo} type="button" onClick={() => void runList.putBack()}>
        Undo
      </button>
    </p>
  )
}

function RunUnderWay({ bench: { runs, scenario, leftMs } }: { bench: Workbench }) {
  const state = runs.state.value
  if (!isActive(state)) return null
  const { progress } = state
  const share = progress?.shareFrac ?? 0
  const left = leftMs.value === null ? null : formatQuantity(Math.ceil(leftMs.value / 1000) * 1000, 'ms')
  return (
    <li class="run under-way">
      <div class="run-words">
        <b>{scenario.base.value.spec.name}</b> <span class="note">{runs.role.value === 'base' ? 'unchanged' : 'with your changes'}</span>
        <label class="progress">
          <span>
            Under way, {formatShare(share)} of {formatCount(progress?.days ?? 0)} days
            {left !== null && `, about ${left.number} ${left.unit} left`}
          </span>
          <progress max={1} value={share} />
        </label>
      </div>
      <div class="run-acts">
        <button type="button" onClick={runs.cancel} disabled={state.isCancelling}>
          Cancel
        </button>
      </div>
    </li>
  )
}

interface RowProps {
  readonly bench: Workbench
  readonly run: StoredRun
  readonly onOpen: () => void
  readonly onCompare: () => void
}

/** Figures that tell runs apart. */
const told = ['slaKept', 'costPerBatteryMonth', 'stockOut']

function RunRow({ bench, run, onOpen, onCompare }: RowProps) {
  const isRenaming = useSignal(false)
  const { summary } = run
  const own = sayOwn(summary.own)
  const isShown = 'summary' in bench.runs.state.value && bench.runs.state.value.summary.hash === summary.hash
  return (
    <li class="run" data-run={run.id}>
      <div class="run-words">
        {isRenaming.value ? (
          <NameInput run={run} bench={bench} onDone={() => (isRenaming.value = false)} />
        ) : (
          <b class="run-name">{run.name}</b>
        )}
        {isShown && <span class="tag">on screen</span>}
        {run.manifest.engine !== engineBuild && <span class="tag warn">older build: run it again before you compare</span>}
        <span class="run-facts">
          <span>seed {summary.seed}</span>
          <span>{formatCount(summary.days)} days</span>
          <span>{summary.city.name}</span>
          {own !== '' && <span>{own}</span>}
          <span>{formatMoment(run.finishedMs)}</span>
          <span>{formatBytes(run.sizeBytes)}</span>
        </span>
        <span class="run-facts">
          {told
            .flatMap((id) => summary.kpis.filter((kpi) => kpi.id === id))
            .map(({ id, label, value, unit }) => {
              const { number, unit: words } = formatQuantity(value, unit)
              return (
                <span key={id}>
                  {label} <b>{number}</b> {words}
                </span>
              )
            })}
        </span>
      </div>
      <div class="run-acts">
        <button type="button" aria-label={`Open ${run.name}`} onClick={onOpen}>
          Open
        </button>
        <button type="button" aria-label={`Compare ${run.name}`} onClick={onCompare}>
          Compare
        </button>
        <button type="button" aria-label={`Rename ${run.name}`} onClick={() => (isRenaming.value = true)}>
          Rename
        </button>
        <button type="button" aria-label={`Delete ${run.name}`} onClick={() => void bench.runList.remove(run.id)}>
          Delete
        </button>
      </div>
    </li>
  )
}

function NameInput({ run, bench, onDone }: { run: StoredRun; bench: Workbench; onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  // Before the next key: whoever types at once types into it.
  useLayoutEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  return (
    <input
      ref={input}
      type="text"
      class="run-name-input"
      aria-label={`New name of ${run.name}`}
      maxLength={120}
      defaultValue={run.name}
      onBlur={(event) => {
        void bench.runList.rename(run.id, event.currentTarget.value)
        onDone()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key !== 'Escape') return
        // The sheet stays: only the name is given up.
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.value = run.name
        event.currentTarget.blur()
      }}
    />
  )
}
