import { useRef } from 'preact/hooks'
import { alarmKinds, AlarmTags } from './alarm-tags.tsx'
import { formatCount } from '../format.ts'
import type { LiveStore } from './live-store.ts'
import type { LiveRow, LiveSort } from './live-types.ts'
import { ageText, chargeText, textOf } from './words.ts'

const rowPx = 30
const overscan = 8
const headPx = 28

const columns: readonly { readonly sort: LiveSort; readonly label: string; readonly title: string }[] = [
  { sort: 'name', label: 'Battery', title: 'Name of the battery' },
  { sort: 'measured', label: 'Measured', title: 'Last measured state of charge' },
  {
    sort: 'predicted',
    label: 'Predicted',
    title: 'State of charge by the energy balance and all measurements, with two standard deviations',
  },
  { sort: 'age', label: 'Age', title: 'Time since the last reading' },
  { sort: 'temp', label: 'Temp.', title: 'Last measured temperature of the battery' },
  { sort: 'alarms', label: 'Alarms', title: 'Alarms: filled ones are not acknowledged' },
]

/**
 * All batteries, a line each; only those in sight are in the page. Arrows move the choice, Page keys by ten, Home and End to the ends; A acknowledges
 * the alarms of the chosen one.
 */
export function BatteryList({ store }: { store: LiveStore }) {
  const list = store.list.value
  const look = store.look.value
  const total = look?.total ?? 0
  return (
    <section class="live-list" aria-label="Batteries">
      <div class="live-filter">
        <input
          type="search"
          aria-label="Find a battery"
          placeholder="Find a battery"
          value={list.filter}
          onInput={(event) => (store.list.value = { ...list, filter: event.currentTarget.value, first: 0 })}
        />
        <label>
          <input
            type="checkbox"
            checked={list.onlyAlarms}
            onChange={(event) => (store.list.value = { ...list, onlyAlarms: event.currentTarget.checked, first: 0 })}
          />
          Alarms only
        </label>
        <span class="dim" role="status">
          {formatCount(total)} of {formatCount(look?.batteries ?? 0)}
        </span>
      </div>
      <Grid store={store} total={total} />
    </section>
  )
}

function Heads({ store }: { store: LiveStore }) {
  const list = store.list.value
  const order = (sort: LiveSort) => {
    const isSame = list.sort === sort
    store.list.value = {
      ...list,
      sort,
      isDescending: isSame ? !list.isDescending : sort !== 'name' && sort !== 'measured' && sort !== 'predicted',
      first: 0,
    }
  }
  return (
    <div class="live-heads" role="rowgroup">
      <div class="live-row" role="row" aria-rowindex={1}>
        {columns.map(({ sort, label, title }) => (
          <div
            key={sort}
            class={`live-cell cell-${sort}`}
            role="columnheader"
            aria-sort={list.sort === sort ? (list.isDescending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" title={`${title}. Press to sort.`} onClick={() => order(sort)}>
              {label}
              <span aria-hidden="true">{list.sort === sort ? (list.isDescending ? ' ↓' : ' ↑') : ''}</span>
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}

/** The frame that scrolls: heads that stay, and as many lines as are in sight. */
function Grid({ store, total }: { store: LiveStore; total: number }) {
  const frame = useRef<HTMLDivElement>(null)
  const look = store.look.value
  const selected = store.selected.value
  const follow = () => {
    const box = frame.current
    if (box === null) return
    const first = Math.max(0, Math.floor(box.scrollTop / rowPx) - overscan)
    const rows = Math.ceil(box.clientHeight / rowPx) + 2 * overscan
    const list = store.list.peek()
    if (first !== list.first || rows !== list.rows) store.list.value = { ...list, first, rows }
  }
  const reveal = (at: number) => {
    const box = frame.current
    if (box === null) return
    if (at * rowPx < box.scrollTop) box.scrollTop = at * rowPx
    else if ((at + 1) * rowPx > box.scrollTop + box.clientHeight - headPx) box.scrollTop = (at + 1) * rowPx - box.clientHeight + headPx
  }
  const move = (event: KeyboardEvent) => {
    if (!answerListKey(store, event, reveal)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const activeId = look !== null && look.rows.some(({ name }) => name === selected) ? 'live-active' : undefined
  return (
    <div
      ref={(element) => {
        frame.current = element
        if (element !== null && store.list.peek().rows === 40) queueMicrotask(follow)
      }}
      class="live-grid"
      role="grid"
      tabIndex={0}
      aria-label="Batteries: arrows choose, A acknowledges"
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={activeId}
      onScroll={follow}
      onKeyDown={move}
    >
      <Heads store={store} />
      <div class="live-lines" role="rowgroup" style={{ height: `${Math.max(1, total) * rowPx}px` }}>
        {look?.rows.map((row, i) => (
          <Line key={row.name} row={row} at={look.first + i} isSelected={row.name === selected} onPick={() => store.select(row.name)} />
        ))}
      </div>
      {total === 0 && (
        <p class="live-none">{look === null ? 'Reading …' : 'No battery fits. Change the filter, or let the clock go on.'}</p>
      )}
    </div>
  )
}

/** Whether a key was the list's. */
function answerListKey(store: LiveStore, event: KeyboardEvent, reveal: (at: number) => void): boolean {
  const look = store.look.peek()
  if (event.ctrlKey || event.metaKey || event.altKey || look === null) return false
  // Keys of the heads are theirs.
  if (event.target instanceof Element && event.target.closest('button') !== null) return false
  const { selectedAt: at, selected, total } = look
  const page = 10
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: total - 1 }[event.key]
  if (target !== undefined) {
    const wanted = Math.min(total - 1, Math.max(0, target))
    store.selectAt(wanted)
    reveal(wanted)
  } else if (event.key === 'a' && selected !== null) acknowledgeRow(store, selected)
  else return false
  return true
}

/** Acknowledges whatever the battery has that nobody has seen. */
export function acknowledgeRow(store: LiveStore, { name, alarms }: LiveRow): void {
  const own = alarmKinds.filter((kind) => (alarms & (1 << kind)) !== 0)
  if (own.length > 0) store.acknowledge(own.map((kind) => ({ battery: name, kind })))
}

function Line({ row, at, isSelected, onPick }: { row: LiveRow; at: number; isSelected: boolean; onPick: () => void }) {
  const isKnown = row.predictedFrac === row.predictedFrac
  return (
    <div
      class="live-row live-line"
      role="row"
      id={isSelected ? 'live-active' : undefined}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${at * rowPx}px)` }}
      onClick={onPick}
    >
      <div class="live-cell cell-name" role="gridcell" title={row.name}>
        {row.name}
      </div>
      <div class="live-cell cell-measured" role="gridcell">
        {chargeText(row.measuredFrac)}
      </div>
      <div class="live-cell cell-predicted" role="gridcell">
        {chargeText(row.predictedFrac)}
        {isKnown && <small> ± {Math.max(1, Math.round(row.sdFrac * 200))}</small>}
      </div>
      <div class="live-cell cell-age" role="gridcell">
        {ageText(row.ageMs)}
      </div>
      <div class="live-cell cell-temp" role="gridcell">
        {row.tempDegC === row.tempDegC ? textOf(Math.round(row.tempDegC), '°C') : '–'}
      </div>
      <div class="live-cell cell-alarms" role="gridcell">
        <AlarmTags bits={row.alarms} />
      </div>
    </div>
  )
}
