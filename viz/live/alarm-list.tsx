import { formatCount } from '../format.ts'
import type { LiveStore } from './live-store.ts'
import { alarmWords, describeAlarm, momentText } from './words.ts'

/** Alarms of the fleet, those that nobody has acknowledged first. */
export function AlarmList({ store, zone }: { store: LiveStore; zone: string }) {
  const look = store.look.value
  const alarms = look?.alarms ?? []
  const unseen = alarms.filter(({ isSeen }) => !isSeen)
  return (
    <section class="group" aria-label="Alarms">
      <div class="live-title">
        <h2>Alarms</h2>
        {unseen.length > 0 && (
          <button type="button" class="link" onClick={() => store.acknowledge(unseen)}>
            Acknowledge {unseen.length === 1 ? 'it' : `these ${formatCount(unseen.length)}`}
          </button>
        )}
      </div>
      {alarms.length === 0 && <p class="hint">None up to this moment.</p>}
      <ul class="live-alarms" tabIndex={0} aria-label="Alarms, newest first">
        {alarms.map((alarm) => (
          <li key={`${alarm.battery} ${alarm.kind} ${alarm.fromMs}`} class={alarm.isSeen ? 'is-seen' : ''}>
            <span class={`live-tag tag-${alarmWords[alarm.kind]} ${alarm.isSeen ? '' : 'is-new'}`}>{alarmWords[alarm.kind]}</span>
            <button type="button" class="link" onClick={() => store.select(alarm.battery)}>
              {alarm.battery}
            </button>
            <span class="live-what">
              {describeAlarm(alarm)}
              <small>
                {momentText(zone, alarm.fromMs)}
                {alarm.toMs === Infinity ? ', still' : ''}
              </small>
            </span>
            {!alarm.isSeen && (
              <button
                type="button"
                aria-label={`Seen: ${alarmWords[alarm.kind]} of ${alarm.battery}`}
                onClick={() => store.acknowledge([alarm])}
              >
                Seen
              </button>
            )}
          </li>
        ))}
      </ul>
      {look !== null && look.alarmCount > alarms.length && <p class="hint">{formatCount(look.alarmCount - alarms.length)} more.</p>}
    </section>
  )
}
