import type { LiveMode } from './live-types.ts'
import { spanOf } from './live-clock.ts'
import type { LiveStore } from './live-store.ts'
import { ageText, momentText } from './words.ts'

const speeds = [1, 5, 10, 60, 300, 600, 3600, 21_600] as const
const modes: readonly { readonly mode: LiveMode; readonly label: string; readonly title: string }[] = [
  { mode: 'live', label: 'Live', title: 'Readings arrive as the clock goes on' },
  { mode: 'replay', label: 'Replay', title: 'Any moment before, with all that is known of it now' },
  { mode: 'forecast', label: 'Forecast', title: 'What comes after: each battery goes on with its own mean use of the last day' },
]

/** The clock of the room: which of the three, where it stands, and how fast it goes. */
export function TransportBar({ store, zone }: { store: LiveStore; zone: string }) {
  const isPlaying = store.isPlaying.value
  return (
    <div class="live-transport" role="group" aria-label="Clock">
      <Modes store={store} />
      <button type="button" class={isPlaying ? '' : 'go'} title="Key: Space" onClick={() => (store.isPlaying.value = !isPlaying)}>
        {isPlaying ? 'Pause' : 'Play'}
      </button>
      <select aria-label="Speed" value={store.speed.value} onChange={(event) => (store.speed.value = Number(event.currentTarget.value))}>
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            {speed < 60 ? `${speed} ×` : `${speed} × · ${ageText(speed * 1000)} per s`}
          </option>
        ))}
      </select>
      {store.mode.value === 'live' && <LiveSteps store={store} />}
      <Moment store={store} zone={zone} />
    </div>
  )
}

function Modes({ store }: { store: LiveStore }) {
  return (
    <div class="live-modes" role="radiogroup" aria-label="Which time">
      {modes.map(({ mode, label, title }) => (
        <label key={mode} title={title}>
          <input type="radio" name="live-mode" checked={store.mode.value === mode} onChange={() => store.setMode(mode)} />
          {label}
        </label>
      ))}
    </div>
  )
}

function LiveSteps({ store }: { store: LiveStore }) {
  const nextMs = store.look.value?.nextMs ?? Infinity
  return (
    <>
      <button
        type="button"
        disabled={nextMs === Infinity}
        title="Goes over the quiet time to when the next reading arrives. Key: N"
        onClick={store.toNextReading}
      >
        Next reading
      </button>
      <button type="button" title="The file plays from its begin; what you acknowledged stays" onClick={store.rewind}>
        From the start
      </button>
    </>
  )
}

function Moment({ store, zone }: { store: LiveStore; zone: string }) {
  const [mode, head, at] = [store.mode.value, store.headMs.value, store.atMs.value]
  const [low, high] = spanOf(store)
  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 3_600_000 : 60_000
    const target = { ArrowRight: at + step, ArrowLeft: at - step, Home: low, End: high }[event.key]
    if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    store.seek(target)
  }
  return (
    <>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={momentText(zone, at)}
        min={low}
        max={high}
        step={1000}
        value={at}
        style={{ '--fill': `${((at - low) / Math.max(1, high - low)) * 100}%` }}
        onKeyDown={press}
        onInput={(event) => store.seek(Number(event.currentTarget.value))}
      />
      <output class="live-now">
        {momentText(zone, at)}
        <small>{mode === 'forecast' ? `${ageText(at - head)} ahead` : mode === 'replay' ? `${ageText(head - at)} back` : zone}</small>
      </output>
    </>
  )
}
