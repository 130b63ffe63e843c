import type { Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { listNames } from '../own-words.ts'
import { ProblemList } from '../problem-list.tsx'
import { countEdits, type Workbench } from '../state/index.ts'

/** What was found on opening the page, to be answered or put away. */
export interface Notice {
  readonly text: string
  /** Offers to go on with a run that a reload ended. */
  readonly canGoOn: boolean
}

/** Files that could not be taken, a city that is being read, and what a reload found. */
export function Notices({
  bench,
  notice,
  fileProblems,
}: {
  bench: Workbench
  notice: Signal<Notice | null>
  fileProblems: Signal<readonly Problem[]>
}) {
  const reading = bench.city.reading.value
  return (
    <div class="notices">
      {notice.value && <NoticeCard bench={bench} notice={notice.value} onClose={() => (notice.value = null)} />}
      {reading !== '' && (
        <div class="message card" role="status">
          <label class="progress">
            <span>{bench.city.readFrac.value < 1 ? `Reading ${reading}` : 'Joining its roads'}</span>
            <progress max={1} {...(bench.city.readFrac.value < 1 && { value: bench.city.readFrac.value })} />
          </label>
        </div>
      )}
      <ReadingTables own={bench.ownData} />
      {fileProblems.value.length > 0 && (
        <div class="message card">
          <ProblemList problems={fileProblems.value} />
          <p class="hint">What was on screen before stays.</p>
          <button type="button" onClick={() => (fileProblems.value = [])}>
            Close
          </button>
        </div>
      )}
    </div>
  )
}

/** A large table takes seconds: it can be put away meanwhile, where it does not stand in for another already. */
function ReadingTables({ own }: { own: Workbench['ownData'] }) {
  const share = own.readFrac.value
  if (share === null) return null
  return (
    <div class="message card" role="status">
      <label class="progress">
        <span>Reading {listNames(own.shown.value ?? {})}</span>
        <progress max={1} value={share} />
      </label>
      {own.isWaiting.value && (
        <button type="button" onClick={own.leave}>
          Cancel
        </button>
      )}
    </div>
  )
}

function NoticeCard({ bench, notice, onClose }: { bench: Workbench; notice: Notice; onClose: () => void }) {
  const goOn = () => {
    onClose()
    void bench.runs.start()
  }
  const startOver = () => {
    bench.scenario.resetAll()
    goOn()
  }
  const hasEdits = countEdits(bench.scenario.draft.value.overrides) > 0
  return (
    <div class="message card" role="status">
      <p>{notice.text}</p>
      <div class="edit-row">
        {notice.canGoOn && (
          <button type="button" class="go" onClick={goOn}>
            Go on
          </button>
        )}
        {notice.canGoOn && hasEdits && (
          <button type="button" onClick={startOver}>
            Without the changes
          </button>
        )}
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </div>
  )
}
