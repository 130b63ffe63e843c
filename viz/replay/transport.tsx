import { useComputed } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { addLocalDays, calendarOf, formatMoment, hourMs } from './local-time.ts'
import type { ReplayClock, TimeInputs } from './replay-inputs.ts'
import { describeSpeed, speeds, stepSpeed } from './speeds.ts'
import { usePageKeys } from './replay-keys.ts'

/** Buttons and keys of the clock: play both ways, step, speed, and where it stands. */
export function Transport({ clock, scene }: TimeInputs) {
  const shown = scene.value
  const calendar = useMemo(() => (shown === null ? null : calendarOf(shown)), [shown])
  const act = useMemo(() => actionsOf(clock), [clock])
  const text = useComputed(() => (scene.value === null ? '' : formatMoment(calendarOf(scene.value), clock.timeMs.value)))
  usePageKeys((event) => shown !== null && press(act, event))
  const [isPlaying, isBackwards] = [clock.isPlaying.value, clock.isBackwards.value]
  const isOff = shown === null
  return (
    <div class="transport" role="group" aria-label="Clock">
      <IconButton label="A day back" isOff={isOff} onClick={() => calendar && clock.seek(addLocalDays(calendar, clock.timeMs.peek(), -1))}>
        <path d="M3 3v10M13 3 8.5 8 13 13M8.5 3 4 8l4.5 5" />
      </IconButton>
      <IconButton label="An hour back" keys="," isOff={isOff} onClick={() => act.step(-1)}>
        <path d="M10.5 3 6 8l4.5 5" />
      </IconButton>
      <IconButton
        label={isPlaying && isBackwards ? 'Pause' : 'Play backwards'}
        keys="B"
        isOff={isOff}
        isOn={isPlaying && isBackwards}
        onClick={act.playBackwards}
      >
        {isPlaying && isBackwards ? <path d="M5 3v10M11 3v10" /> : <path class="solid" d="M12 3 4 8l8 5z" />}
      </IconButton>
      <IconButton
        label={isPlaying && !isBackwards ? 'Pause' : 'Play'}
        keys="Space"
        isOff={isOff}
        isOn={isPlaying && !isBackwards}
        onClick={act.playForwards}
      >
        {isPlaying && !isBackwards ? <path d="M5 3v10M11 3v10" /> : <path class="solid" d="m4 3 8 5-8 5z" />}
      </IconButton>
      <IconButton label="An hour on" keys="." isOff={isOff} onClick={() => act.step(1)}>
        <path d="M5.5 3 10 8l-4.5 5" />
      </IconButton>
      <IconButton label="A day on" isOff={isOff} onClick={() => calendar && clock.seek(addLocalDays(calendar, clock.timeMs.peek(), 1))}>
        <path d="M13 3v10M3 3l4.5 5L3 13M7.5 3 12 8l-4.5 5" />
      </IconButton>
      <SpeedSelect clock={clock} isOff={isOff} />
      <output class="transport-time">{text}</output>
      <ToLived clock={clock} scene={scene} />
    </div>
  )
}

function SpeedSelect({ clock, isOff }: { clock: ReplayClock; isOff: boolean }) {
  const speed = clock.speed.value
  const steps = [...new Set([...speeds, speed])].toSorted((a, b) => a - b)
  return (
    <select
      aria-label="Speed"
      title="Scenario time per time of watching: keys [ and ]"
      disabled={isOff}
      value={speed}
      onChange={(event) => (clock.speed.value = Number(event.currentTarget.value))}
    >
      {steps.map((step) => (
        <option key={step} value={step}>
          {describeSpeed(step)}
        </option>
      ))}
    </select>
  )
}

/** While a run is under way: to the newest day that was lived. */
function ToLived({ clock, scene }: Omit<TimeInputs, 'eventsPerHour'>) {
  const endMs = scene.value?.dayStartMs[scene.value.days] ?? 0
  if (clock.endMs.value >= endMs) return null
  return (
    <button type="button" onClick={() => clock.seek(clock.endMs.peek())} title="To the newest day that was lived">
      To now lived
    </button>
  )
}

interface IconButtonProps {
  readonly label: string
  readonly keys?: string
  readonly isOff: boolean
  readonly isOn?: boolean
  readonly onClick: () => void
  readonly children: ComponentChildren
}

function IconButton({ label, keys, isOff, isOn = false, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      class={`transport-button${isOn ? ' on' : ''}`}
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={isOff}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {children}
      </svg>
    </button>
  )
}

interface TransportActions {
  readonly toggle: () => void
  readonly playForwards: () => void
  readonly playBackwards: () => void
  readonly step: (direction: 1 | -1) => void
  readonly changeSpeed: (direction: 1 | -1) => void
}

/** What buttons and keys do to a clock. */
function actionsOf(clock: ReplayClock): TransportActions {
  const playTowards = (isBackwards: boolean) => {
    const isSame = clock.isPlaying.peek() && clock.isBackwards.peek() === isBackwards
    clock.isBackwards.value = isBackwards
    clock.isPlaying.value = !isSame
  }
  return {
    toggle: () => (clock.isPlaying.value = !clock.isPlaying.peek()),
    playForwards: () => playTowards(false),
    playBackwards: () => playTowards(true),
    step: (direction) => clock.seek(clock.timeMs.peek() + direction * hourMs),
    changeSpeed: (direction) => (clock.speed.value = stepSpeed(clock.speed.peek(), direction)),
  }
}

/** Whether a key meant something. */
function press(act: TransportActions, { key }: KeyboardEvent): boolean {
  switch (key) {
    case ' ':
      act.toggle()
      return true
    case 'b':
    case 'B':
      act.playBackwards()
      return true
    case ',':
    case '.':
      act.step(key === '.' ? 1 : -1)
      return true
    case '[':
    case ']':
      act.changeSpeed(key === ']' ? 1 : -1)
      return true
    default:
      return false
  }
}
