import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { dateTextFromDays, LogLevel } from '../../twin/index.ts'
import type { FileFormat } from '../export-ask.ts'
import type { Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'
import { FormatButtons, type Save } from './format-buttons.tsx'
import { daysOf, nameFile } from './file-name.ts'

const levels = [
  { level: LogLevel.exchanges, label: 'exchanges, stops and promises' },
  { level: LogLevel.full, label: 'everything' },
] as const

interface LogProps {
  readonly bench: Workbench
  /** The run that the page's worker can look back on. */
  readonly run: StoredRun | null
  readonly save: Save
}

/** A span of whole days of the log, made again from the nearest checkpoint of the run on screen. */
export function LogExport({ bench, run, save }: LogProps) {
  const isReady = run !== null && bench.runs.redrawFrac.value === null && bench.runs.scene.value !== null
  return (
    <section class="export-log">
      <h3>Log of the run on screen</h3>
      <p class="hint">
        {isReady
          ? 'One row for each thing that happened, with local time. It is made again from the nearest checkpoint, so any days can be had at any level.'
          : 'The log is made from the record of the run on screen: let it end, or open a run of the list, and wait until its map stands.'}
      </p>
      {isReady && <Span bench={bench} run={run} save={save} />}
    </section>
  )
}

function Span({ bench, run, save }: LogProps & { readonly run: StoredRun }) {
  const { first, last } = daysOf(run)
  const start = bench.runs.scene.value!.dayStartMs
  const shownDay = Math.max(
    0,
    start.findLastIndex((ms) => ms <= bench.clock.timeMs.peek()),
  )
  const from = useSignal(dateTextFromDays(Math.min(last, first + shownDay)))
  const to = useSignal(from.value)
  const level = useSignal<number>(LogLevel.exchanges)
  const dayOf = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000) - first
  const [fromDay, toDay] = [dayOf(from.value), dayOf(to.value)]
  const isSpan = fromDay >= 0 && toDay >= fromDay && toDay < run.summary.days
  const saveSpan = (format: FileFormat) => {
    const span = { fromMs: start[fromDay], toMs: start[toDay + 1], level: level.value }
    const name = nameFile(run, level.value === LogLevel.full ? 'log-full' : 'log-exchanges', format, {
      first: first + fromDay,
      last: first + toDay,
    })
    void save(name, () => bench.api.exportFile({ kind: 'log', format, ...span }))
  }
  return (
    <div class="export-row">
      <span class="export-span">
        <DateInput
          label="First day"
          date={from.value}
          least={dateTextFromDays(first)}
          most={dateTextFromDays(last)}
          onChange={(date) => (from.value = date)}
        />
        <DateInput
          label="Last day"
          date={to.value}
          least={dateTextFromDays(first)}
          most={dateTextFromDays(last)}
          onChange={(date) => (to.value = date)}
        />
        <label>
          Level{' '}
          <select value={String(level.value)} onChange={(event) => (level.value = Number(event.currentTarget.value))}>
            {levels.map(({ level: one, label }) => (
              <option key={one} value={String(one)}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </span>
      <FormatButtons name="Log" isOff={!isSpan} onSave={saveSpan} />
      {!isSpan && (
        <p class="field-problem" role="alert">
          Choose days from {dateTextFromDays(first)} to {dateTextFromDays(last)}, the first before the last.
        </p>
      )}
    </div>
  )
}

interface DateProps {
  readonly label: string
  readonly date: string
  readonly least: string
  readonly most: string
  readonly onChange: (date: string) => void
}

function DateInput({ label, date, least, most, onChange }: DateProps) {
  const id = useId()
  return (
    <span>
      <label for={id}>{label}</label>{' '}
      <input id={id} type="date" value={date} min={least} max={most} onInput={(event) => onChange(event.currentTarget.value)} />
    </span>
  )
}
