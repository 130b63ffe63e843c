import type { CalendarSpec } from '../../twin/index.ts'
import type { Inspection, Pick } from '../run-api.ts'
import { formatMoment } from './local-time.ts'
import type { Piece } from './names.ts'

interface JourneyProps {
  readonly title: string
  readonly events: Inspection['events']
  /** The moment of the story: what comes after it is planned. */
  readonly timeMs: number
  readonly calendar: CalendarSpec
  readonly link: (text: string) => readonly Piece[]
  readonly onSeek: (timeMs: number) => void
  readonly onPick: (pick: Pick) => void
}

/** What happened, the newest first, and what is planned: times lead the clock there, names to what they name. */
export function Journey({ title, events, timeMs, calendar, link, onSeek, onPick }: JourneyProps) {
  const follow = (event: MouseEvent, pick: Pick) => {
    // With a key held, the browser opens the address elsewhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onPick(pick)
  }
  if (events.length === 0) return <p class="inspector-note">Nothing has happened to it so far.</p>
  return (
    <>
      <h3 class="journey-head">{title}</h3>
      <ol class="card journey">
        {events.toReversed().map((event, i) => (
          <li key={i} class={event.timeMs > timeMs ? 'planned' : ''}>
            <button type="button" class="journey-time" title="Move the clock there" onClick={() => onSeek(event.timeMs)}>
              {shortMoment(calendar, event.timeMs)}
            </button>
            <span>
              {link(event.text).map(({ text, pick }, at) =>
                pick === null ? (
                  text
                ) : (
                  <a key={at} href={addressOf(pick)} onClick={(click) => follow(click, pick)}>
                    {text}
                  </a>
                ),
              )}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

/** `24 Nov 10:42`: the year and the weekday stand above. */
function shortMoment(calendar: CalendarSpec, timeMs: number): string {
  const [, day, month, , ...clock] = formatMoment(calendar, timeMs).split(' ')
  return `${day} ${month} ${clock.join(' ')}`
}

/** The page's own address with something else selected. */
function addressOf({ kind, id }: Pick): string {
  const address = new URLSearchParams(location.search)
  address.set('pick', `${kind}.${id}`)
  return `?${address}`
}
