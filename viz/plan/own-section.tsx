import { useSignal, type Signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Problem } from '../../data/columns/index.ts'
import { formatCount } from '../format.ts'
import { ownKinds } from '../own-api.ts'
import type { OwnKind, OwnTable, TableReport } from '../own-api.ts'
import { ProblemList } from '../problem-list.tsx'
import { saveFile } from '../save-file.ts'
import type { OwnStore } from '../state/index.ts'

/** Plan, own data: the tables in use or waiting, what became of their rows, and templates to fill in. */
export function OwnSection({ own, onChooseFiles }: { own: OwnStore; onChooseFiles: () => void }) {
  const tables = own.shown.value
  const failures = useSignal<readonly Problem[]>([])
  const section = useRef<HTMLElement>(null)
  const asks = own.report.value !== null && (own.isWaiting.value || own.canGoOn.value)
  // Whoever drops a table on the map may not see this part of the panel.
  useEffect(() => {
    if (asks) section.current?.scrollIntoView({ block: 'nearest' })
  }, [asks])
  return (
    <section ref={section} class="group own-data" aria-label="Own data">
      <h2>Own data</h2>
      {tables === null ? (
        <p class="hint">
          Your own customers and batteries in place of the drawn ones, and measured weather in place of the typical year: drop{' '}
          <code>customers.csv</code>, <code>batteries.csv</code> and <code>weather.csv</code> on the page, under any name. Segments without
          a row keep their drawn customers.
        </p>
      ) : (
        <ul class="own-tables">
          {ownKinds.map((kind) => tables[kind] && <TableRow key={kind} own={own} kind={kind} table={tables[kind]} />)}
        </ul>
      )}
      <Decision own={own} />
      {own.problems.value.length > 0 && <ProblemList problems={own.problems.value} />}
      {tables !== null && !own.isLasting.value && (
        <p class="hint">This browser gives the page no room for these files: drop them again after a reload.</p>
      )}
      <div class="edit-row">
        <button type="button" onClick={onChooseFiles}>
          Choose tables
        </button>
      </div>
      <p class="hint own-templates">
        Templates to fill in:{' '}
        {ownKinds.map((kind) => (
          <Template key={kind} own={own} kind={kind} failures={failures} />
        ))}
      </p>
      {failures.value.length > 0 && <ProblemList problems={failures.value} />}
    </section>
  )
}

const titles = { customers: 'Customers', batteries: 'Batteries', weather: 'Weather' } as const

function TableRow({ own, kind, table }: { own: OwnStore; kind: OwnKind; table: OwnTable }) {
  const report = own.report.value?.[kind] ?? null
  return (
    <li data-own={kind}>
      <div class="own-head">
        <span>
          <b>{titles[kind]}</b> <span class="own-file">{table.name}</span>
        </span>
        <button type="button" aria-label={`Remove the ${kind} of ${table.name}`} onClick={() => own.remove(kind)}>
          Remove
        </button>
      </div>
      {report !== null && <Rows report={report} table={table} isWaiting={own.isWaiting.value} />}
    </li>
  )
}

function Rows({ report, table, isWaiting }: { report: TableReport; table: OwnTable; isWaiting: boolean }) {
  const { refused, problems, state } = report
  const isLeftOut = state === 'partly' && table.isLenient === true
  const isUsed = state === 'good' || isLeftOut
  return (
    <>
      <p class={`own-rows ${isUsed ? '' : 'bad'}`}>
        {countRows(report, isUsed && !isWaiting)}
        {refused > 0 && `, ${formatCount(refused)} ${isLeftOut ? 'left out' : 'refused'}`}
      </p>
      {problems.length > 0 && <Problems problems={problems} name={table.name} isDecided={isLeftOut} />}
    </>
  )
}

function countRows({ used, state }: TableReport, isInUse: boolean): string {
  const rows = `${formatCount(used)} ${used === 1 ? 'row' : 'rows'}`
  // Rows may be good one by one and too many together.
  if (state === 'unusable') return used === 0 ? 'No row can be used' : `${rows} can be read, but the table cannot be used`
  return isInUse ? `${rows} used` : `${rows} can be used`
}

/** So many are shown at once; a file may have hundreds. */
const mostShown = 6

/** Once it is decided they are out of the way, but not lost. */
function Problems({ problems, name, isDecided }: { problems: readonly Problem[]; name: string; isDecided: boolean }) {
  const first = isDecided ? 0 : mostShown
  const rest = problems.slice(first)
  return (
    <div class="own-problems">
      {first > 0 && <ProblemItems problems={problems.slice(0, first)} name={name} />}
      {rest.length > 0 && (
        <details>
          <summary>{isDecided ? 'What was left out, and why' : `and ${formatCount(rest.length)} more`}</summary>
          <ProblemItems problems={rest} name={name} />
        </details>
      )}
    </div>
  )
}

/** The file's name stands above already. */
function ProblemItems({ problems, name }: { problems: readonly Problem[]; name: string }) {
  return (
    <ul>
      {problems.map(({ code, place, value, remedy }) => (
        <li key={`${code} ${place} ${value}`}>
          <b>{place.startsWith(name) ? place.slice(name.length).replace(/^,? /, '') || 'table' : place}</b> {value && <code>{value}</code>}{' '}
          {remedy}
        </li>
      ))}
    </ul>
  )
}

/** What waits is in use only when somebody says so. */
function Decision({ own }: { own: OwnStore }) {
  const { isWaiting, canGoOn, report } = own
  if (report.value === null || !(isWaiting.value || canGoOn.value)) return null
  return (
    <div class="own-decision" role="status">
      <p class="hint">
        {isWaiting.value ? 'Not in use yet: ' : 'Nothing runs with these tables now: '}
        mend the rows and drop the table again{canGoOn.value ? ', or go on without them.' : '.'}
      </p>
      <div class="edit-row">
        {canGoOn.value && (
          <button type="button" class="go" onClick={own.goOn}>
            Go on with the good rows
          </button>
        )}
        {isWaiting.value && (
          <button type="button" onClick={own.leave}>
            Leave it
          </button>
        )}
      </div>
    </div>
  )
}

function Template({ own, kind, failures }: { own: OwnStore; kind: OwnKind; failures: Signal<readonly Problem[]> }) {
  const save = async () => {
    const { value, problems } = await own.template(kind)
    failures.value = problems
    if (value !== null) saveFile(`${kind}.csv`, new Blob([value], { type: 'text/csv' }))
  }
  return (
    <button type="button" class="link" aria-label={`Template of ${kind}.csv`} onClick={() => void save()}>
      {kind}.csv
    </button>
  )
}
