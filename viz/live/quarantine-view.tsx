import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { QuarantinedRow } from '../../twin/live/index.ts'
import { formatCount } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import type { LiveApi, LiveSummary } from './live-types.ts'
import { saveFile } from '../save-file.ts'

const shown = 50

/** What the file held: columns, and lines that could not be read, with the reason. */
export function QuarantineView({ api, summary }: { api: LiveApi; summary: LiveSummary }) {
  const rows = useSignal<readonly QuarantinedRow[]>([])
  useEffect(() => {
    void api.quarantine(0, shown).then((first) => (rows.value = first))
  }, [summary])
  const save = () => void api.quarantineFile().then((file) => saveFile(file, `${summary.name.replace(/\.csv$/i, '')}-not-read.csv`))
  return (
    <details class="group live-quarantine" open={summary.quarantined > 0}>
      <summary>
        File: {formatCount(summary.rows)} readings
        {summary.quarantined > 0 && <b class="live-bad"> · {formatCount(summary.quarantined)} lines not read</b>}
      </summary>
      <p class="hint">
        Read: {summary.usedColumns.join(', ')}.{summary.ignoredColumns.length > 0 && ` Not used: ${summary.ignoredColumns.join(', ')}.`}
        {summary.measured === 0 && ' No charge is measured in this file: there is nothing to compare a prediction with.'}
      </p>
      <ProblemList problems={summary.problems} />
      {summary.quarantined > 0 && (
        <>
          <p class="hint">{summary.quarantinedByCode.map(([code, count]) => `${formatCount(count)} × ${code}`).join(', ')}</p>
          <ul class="live-bad-lines" tabIndex={0} aria-label="Lines that were not read">
            {rows.value.map(({ line, column, value, remedy }) => (
              <li key={line}>
                Line {line}
                {column !== '' && `, ${column}`}: {value === '' ? 'empty' : `“${value}”`}. <span class="dim">{remedy}</span>
              </li>
            ))}
          </ul>
          <button type="button" onClick={save}>
            Save these lines with their reasons
          </button>
        </>
      )}
    </details>
  )
}
