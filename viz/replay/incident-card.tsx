import type { CalendarSpec } from '../../twin/index.ts'
import { formatCount } from '../format.ts'
import type { IncidentAnswer, IncidentKind } from '../run-api.ts'
import { formatMoment } from './local-time.ts'

const words: Readonly<Record<IncidentKind, { readonly one: string; readonly none: string }>> = {
  breach: { one: 'SLA breach', none: 'No promise was missed in what has been lived.' },
  stockOut: { one: 'Stock-out', none: 'No stock ran out in what has been lived.' },
  failedAttempt: { one: 'Failed attempt', none: 'At every attempt so far somebody was there.' },
}

interface IncidentCardProps {
  readonly answer: IncidentAnswer & { readonly direction: 1 | -1 }
  readonly calendar: CalendarSpec
  readonly onJump: (kind: IncidentKind, direction: 1 | -1) => void
  readonly onClose: () => void
}

/** What was jumped to: which of how many, when, what it is about and why. */
export function IncidentCard({ answer: { kind, count, sinceMs, incident, direction }, calendar, onJump, onClose }: IncidentCardProps) {
  const { one, none } = words[kind]
  const since = sinceMs > 0 ? `since ${formatMoment(calendar, sinceMs)}` : 'so far'
  const absent = count === 0 ? none : `There is no ${direction > 0 ? 'later' : 'earlier'} one among the ${formatCount(count)} ${since}.`
  return (
    <section class="card incident" aria-label={one} role="status">
      <header class="incident-head">
        <h2>
          {one}
          {incident !== null && ` ${formatCount(incident.number)} of ${formatCount(count)}${sinceMs > 0 ? ` ${since}` : ''}`}
        </h2>
        <button
          type="button"
          aria-label={`Previous ${one.toLowerCase()}, from here`}
          disabled={count === 0}
          onClick={() => onJump(kind, -1)}
        >
          ‹
        </button>
        <button type="button" aria-label={`Next ${one.toLowerCase()}, from here`} disabled={count === 0} onClick={() => onJump(kind, 1)}>
          ›
        </button>
        <button type="button" aria-label={`Put away: ${one.toLowerCase()}`} onClick={onClose}>
          ×
        </button>
      </header>
      {incident === null ? (
        <p>{absent}</p>
      ) : (
        <p>
          <b>{capitalise(incident.title)}</b>: {incident.why}. <span class="dim">{formatMoment(calendar, incident.timeMs)}</span>
        </p>
      )}
    </section>
  )
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
