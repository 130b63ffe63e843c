import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CalendarSpec } from '../../twin/index.ts'
import { formatCount, formatDifference, formatQuantity } from '../format.ts'
import type { Pick, WorstDay } from '../run-api.ts'
import { formatDate } from './local-time.ts'
import { usePageKeys } from './replay-keys.ts'

interface WorstDayProps {
  readonly day: WorstDay
  readonly calendar: CalendarSpec
  readonly onRank: (rank: number) => void
  readonly onPick: (pick: Pick) => void
  readonly onClose: () => void
}

/** A day with many missed promises: by what steps they failed, where, and what of the day was unlike other days. Counted, never guessed. */
export function WorstDayPanel({ day, calendar, onRank, onPick, onClose }: WorstDayProps) {
  const head = useRef<HTMLHeadingElement>(null)
  // The keys go on in the panel: Tab into its tables, Escape to close it.
  useLayoutEffect(() => head.current?.focus(), [day.run, day.rank])
  usePageKeys(({ key }) => {
    if (key !== 'Escape') return false
    onClose()
    return true
  }, true)
  return (
    <section class="worst" aria-label="Worst day" tabIndex={0}>
      <header class="worst-head">
        <h2 ref={head} tabIndex={-1}>
          {day.rank === 1 ? 'Worst day' : `Worst day, number ${formatCount(day.rank)} of ${formatCount(day.ranks)}`}
        </h2>
        <button type="button" disabled={day.rank === 1} onClick={() => onRank(day.rank - 1)}>
          Worse
        </button>
        <button type="button" disabled={day.rank === day.ranks} onClick={() => onRank(day.rank + 1)}>
          Next worst
        </button>
        <button type="button" class="inspector-close" aria-label="Close the worst day" title="Close (Escape)" onClick={onClose}>
          ×
        </button>
      </header>
      <p class="worst-sum">
        <b>{formatDate(calendar, day.fromMs)}</b>: {formatCount(day.missed)} of {formatCount(day.due)} promises missed.
      </p>
      {day.notes.map((note) => (
        <p class="worst-note" key={note}>
          {note}
        </p>
      ))}
      <Causes day={day} />
      <Where day={day} onPick={onPick} />
      <Figures day={day} />
    </section>
  )
}

function Causes({ day }: { day: WorstDay }) {
  return (
    <>
      <h3>How the promises failed</h3>
      <ul class="worst-causes">
        {day.causes.map(({ text, count }) => (
          <li key={text}>
            <span class="worst-bar" style={{ width: `${(100 * count) / day.missed}%` }} aria-hidden="true" />
            <b>{formatCount(count)}</b> {text}
          </li>
        ))}
      </ul>
    </>
  )
}

function Where({ day, onPick }: { day: WorstDay; onPick: (pick: Pick) => void }) {
  return (
    <>
      <table>
        <caption>Where, by responsible hub and mode</caption>
        <thead>
          <tr>
            <th scope="col">Hub, mode</th>
            <th scope="col" class="number">
              Missed
            </th>
            <th scope="col" class="number">
              Due
            </th>
            <th scope="col" class="number" title={`Missed a day, mean of ${day.comparedWith}`}>
              Usual
            </th>
          </tr>
        </thead>
        <tbody>
          {day.where
            .filter((row) => row.missed > 0)
            .map(({ hub, hubName, mode, missed, due, usual }) => (
              <tr key={`${hub} ${mode}`}>
                <th scope="row">
                  <button type="button" class="link" onClick={() => onPick({ kind: 'place', id: hub })}>
                    {hubName}
                  </button>
                  , {mode}
                </th>
                <td class="number">{formatCount(missed)}</td>
                <td class="number count">{formatCount(due)}</td>
                <td class="number count">{meanOf(usual)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {day.places.length > 0 && (
        <p>
          Most customers left:{' '}
          {day.places.map(({ place, name, missed }, i) => (
            <span key={place}>
              {i > 0 && ', '}
              <button type="button" class="link" onClick={() => onPick({ kind: 'place', id: place })}>
                {name}
              </button>{' '}
              ({formatCount(missed)})
            </span>
          ))}
        </p>
      )}
    </>
  )
}

function Figures({ day }: { day: WorstDay }) {
  return (
    <table>
      <caption>The day beside {day.comparedWith}</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col" class="number">
            This day
          </th>
          <th scope="col" class="number">
            Usual
          </th>
          <th scope="col" class="number">
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        {day.figures.map(({ label, unit, value, usual }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="number">{textOf(value, unit)}</td>
            <td class="number count">{unit === '1' ? meanOf(usual) : textOf(usual, unit)}</td>
            <td class="number count">{differenceOf(value, usual, unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A mean of whole numbers: one decimal says enough. */
function meanOf(usual: number | null): string {
  return formatQuantity(usual === null ? null : Math.round(usual * 10) / 10, '1').number
}

function textOf(value: number | null, unit: string): string {
  const { number, unit: shown } = formatQuantity(value, unit)
  return `${number}\u202f${shown}`.trim()
}

function differenceOf(value: number | null, usual: number | null, unit: string): string {
  const { number, unit: shown } = formatDifference(value === null || usual === null ? null : value - usual, unit)
  return `${number}\u202f${shown}`.trim()
}
