import { useSignal, type Signal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { ExportAsk, FileFormat } from '../export-ask.ts'
import { formatBytes } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import { saveFile } from '../save-file.ts'
import { runOnScreen, type Workbench } from '../state/index.ts'
import { currentTheme } from '../theme.ts'
import type { StoredRun } from '../vault/index.ts'
import { figureColumns } from './figure-columns.ts'
import { nameFile } from './file-name.ts'
import { FormatButtons, type Save } from './format-buttons.tsx'
import { LogExport } from './log-export.tsx'
import { pictureWords } from './on-screen.ts'
import { composePicture } from './map-picture.ts'
import './export.css'

/** What an export came to, for the person. */
interface Outcome {
  readonly text: string
  readonly problems: readonly Problem[]
}

const facts = [
  { id: 'daily', label: 'by day, hub, delivery mode and product' },
  { id: 'hourly', label: 'by hour of the week' },
  { id: 'fade', label: 'fade of batteries' },
] as const

/** Files of a run: key figures, facts, the map as a picture, and a span of the log. */
export function ExportSheet({ bench }: { bench: Workbench }) {
  const outcome = useSignal<Outcome | null>(null)
  const chosen = useSignal('')
  const onScreen = runOnScreen(bench)
  const runs = bench.runList.runs.value
  const run = runs.find(({ id }) => id === chosen.value) ?? onScreen ?? runs[0]
  const save: Save = async (name, make) => {
    outcome.value = { text: `Making ${name} …`, problems: [] }
    const { value, problems } = await make()
    if (value !== null) saveFile(name, value)
    outcome.value = { text: value === null ? '' : `Saved ${name}, ${formatBytes(value.size)}.`, problems }
  }
  if (run === undefined) return <p class="hint">No run has ended yet: let one run to its end, then export it.</p>
  return (
    <div class="export">
      <RunSelect run={run} runs={runs} chosen={chosen} />
      <Figures bench={bench} run={run} save={save} />
      <Facts bench={bench} run={run} save={save} />
      <Picture bench={bench} run={onScreen ?? run} save={save} />
      <LogExport bench={bench} run={onScreen} save={save} />
      <p class="hint export-state" role="status">
        {outcome.value?.text}
      </p>
      {(outcome.value?.problems.length ?? 0) > 0 && <ProblemList problems={outcome.value!.problems} />}
    </div>
  )
}

function RunSelect({ run, runs, chosen }: { run: StoredRun; runs: readonly StoredRun[]; chosen: Signal<string> }) {
  const id = useId()
  return (
    <div class="export-row">
      <label for={id}>Run</label>
      <select id={id} value={run.id} onChange={(event) => (chosen.value = event.currentTarget.value)}>
        {runs.map(({ id: one, name, summary }) => (
          <option key={one} value={one}>
            {name} (seed {summary.seed}, {summary.days} days)
          </option>
        ))}
      </select>
    </div>
  )
}

interface PartProps {
  readonly bench: Workbench
  readonly run: StoredRun
  readonly save: Save
}

function Figures({ bench, run, save }: PartProps) {
  const make = (format: FileFormat): ExportAsk => ({ kind: 'table', format, columns: figureColumns(run) })
  return (
    <section class="export-row">
      <span>
        Key figures <span class="dim">all {run.summary.kpis.length}, with unit, count and meaning</span>
      </span>
      <FormatButtons
        name="Key figures"
        onSave={(format) => void save(nameFile(run, 'key-figures', format), () => bench.api.exportFile(make(format)))}
      />
    </section>
  )
}

function Facts({ bench, run, save }: PartProps) {
  const saveTable = (table: string, format: FileFormat) =>
    save(nameFile(run, `facts-${table}`, format), async () =>
      bench.api.exportFile({ kind: 'facts', format, table, facts: (await bench.runList.facts(run.id)) ?? [] }),
    )
  return (
    <>
      {facts.map(({ id, label }) => (
        <section class="export-row" key={id}>
          <span>
            Facts <span class="dim">{label}; whole-number sums, units in the header</span>
          </span>
          <FormatButtons name={`Facts ${label}`} onSave={(format) => void saveTable(id, format)} />
        </section>
      ))}
    </>
  )
}

function Picture({ bench, run, save }: PartProps) {
  const take = bench.takePicture.value
  const make = async (): Promise<Parsed<Blob>> => {
    const value = take && (await composePicture(take(), pictureWords(bench, run), currentTheme()))
    const remedy = 'The map could not be drawn into a picture: make the window smaller, or load the page again.'
    return { value, problems: value === null ? [{ code: 'no-picture', place: 'map', value: '', remedy }] : [] }
  }
  return (
    <section class="export-row">
      <span>
        Map as it is on screen{' '}
        <span class="dim">{take === null ? 'open Plan, Replay or Compare to have a map' : 'with legend, city, time and source'}</span>
      </span>
      <span class="export-buttons">
        <button type="button" aria-label="Map as PNG" disabled={take === null} onClick={() => void save(nameFile(run, 'map', 'png'), make)}>
          PNG
        </button>
      </span>
    </section>
  )
}
