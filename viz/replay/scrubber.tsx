import { effect, useComputed, useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { CalendarSpec } from '../../twin/index.ts'
import { formatCount } from '../format.ts'
import type { RunScene } from '../run-api.ts'
import { currentTheme } from '../theme.ts'
import { aggregateDensity, eventsAt, livedPixels, type Density } from './density.ts'
import { barPx, drawDensity } from './draw-density.ts'
import { calendarOf, formatMoment } from './local-time.ts'
import type { ReplayClock, TimeInputs } from './replay-inputs.ts'
import { useWidth } from './strip-size.ts'
import { perFrame } from './throttle.ts'
import { placeTicks } from './ticks.ts'
import { timeAfterKey } from './time-keys.ts'
import { pixelOf, timeAt, type TimeScale } from './time-scale.ts'

const barsHeightPx = 56
/** A screen reader need not hear each frame of a clock that plays. */
const speakEveryMs = 500

/** The run as a strip of time: how much happened when, where the clock stands, and a handle to move it. */
export function Scrubber({ clock, scene, eventsPerHour }: TimeInputs) {
  const shown = scene.value
  if (shown === null) {
    return (
      <div class="scrubber scrubber-empty">
        <p>The days of a run appear here as they are lived.</p>
      </div>
    )
  }
  return <Strip key={shown.run} clock={clock} scene={shown} eventsPerHour={eventsPerHour} />
}

interface StripProps {
  readonly clock: ReplayClock
  readonly scene: RunScene
  readonly eventsPerHour: ReadonlySignal<Uint16Array>
}

function Strip({ clock, scene, eventsPerHour }: StripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const width = useWidth(strip)
  const calendar = useMemo(() => calendarOf(scene), [scene])
  const endMs = scene.dayStartMs[scene.days] ?? 1
  const scale = useComputed<TimeScale>(() => ({ fromMs: 0, toMs: endMs, widthPx: Math.max(1, width.value) }))
  const density = useComputed(() => aggregateDensity(eventsPerHour.value, scale.value, barPx))
  const hoverMs = useSignal<number | null>(null)
  const pointer = usePointer(clock, scale, hoverMs)
  useSpokenTime(strip, clock, calendar)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const target = timeAfterKey(calendar, endMs, clock.timeMs.peek(), event)
    if (target === null) return
    event.preventDefault()
    event.stopPropagation()
    clock.seek(target)
  }
  return (
    <div class="scrubber">
      <div
        class="scrubber-strip"
        ref={strip}
        role="slider"
        tabIndex={0}
        aria-label="Time of the run"
        aria-valuemin={0}
        aria-valuemax={endMs}
        onKeyDown={onKeyDown}
        {...pointer}
      >
        <Bars density={density} scale={scale} clock={clock} />
        <Handle clock={clock} scale={scale} />
        <HoverMark hoverMs={hoverMs} scale={scale} calendar={calendar} density={density} eventsPerHour={eventsPerHour} />
        <p class="scrubber-key">{describeBars(density.value.peak)}</p>
      </div>
      <Ticks calendar={calendar} days={scene.days} scale={scale} />
    </div>
  )
}

function describeBars(peak: number): string {
  return peak === 0 ? 'exchanges per hour' : `exchanges per hour, up to ${formatCount(peak)} · each bar: least, mean and most`
}

/** Drag by captured pointer, hover without; at most one seek a frame. */
function usePointer(clock: ReplayClock, scale: ReadonlySignal<TimeScale>, hoverMs: { value: number | null }) {
  const seek = useMemo(() => perFrame<number>((timeMs) => clock.seek(timeMs)), [clock])
  const hover = useMemo(() => perFrame<number | null>((timeMs) => (hoverMs.value = timeMs)), [hoverMs])
  useEffect(
    () => () => {
      seek.stop()
      hover.stop()
      clock.isDragged.value = false
    },
    [clock, seek, hover],
  )
  return useMemo(() => {
    const momentOf = (event: PointerEvent) => {
      const strip = event.currentTarget as HTMLElement
      return timeAt(scale.peek(), event.clientX - strip.getBoundingClientRect().left)
    }
    return {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return
        ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
        clock.isPlaying.value = false
        clock.isDragged.value = true
        seek.call(momentOf(event))
      },
      onPointerMove: (event: PointerEvent) => {
        const timeMs = momentOf(event)
        if ((event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) seek.call(timeMs)
        hover.call(timeMs)
      },
      onLostPointerCapture: () => (clock.isDragged.value = false),
      onPointerLeave: () => hover.call(null),
    }
  }, [clock, scale, seek, hover])
}

/**
 * Value and words of the slider, without a render; while the clock plays a few times a second at most. At rest they are there when a key has
 * been answered: an effect of its own, since those of the hooks wait for a frame.
 */
function useSpokenTime(strip: RefObject<HTMLElement | null>, clock: ReplayClock, calendar: CalendarSpec): void {
  useEffect(() => {
    let timer = 0
    const speak = () => {
      timer = 0
      strip.current?.setAttribute('aria-valuenow', String(Math.round(clock.timeMs.peek())))
      strip.current?.setAttribute('aria-valuetext', formatMoment(calendar, clock.timeMs.peek()))
    }
    const stop = effect(() => {
      void clock.timeMs.value
      if (!clock.isPlaying.value) speak()
      else if (timer === 0) timer = window.setTimeout(speak, speakEveryMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [strip, clock, calendar])
}

interface ScaledProps {
  readonly scale: ReadonlySignal<TimeScale>
}

function Bars({ density, scale, clock }: ScaledProps & { density: ReadonlySignal<Density>; clock: ReplayClock }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const livedPx = useComputed(() => livedPixels(scale.value, clock.endMs.value))
  useSignalEffect(() => {
    currentTheme()
    const [{ widthPx }, columns, lived] = [scale.value, density.value, livedPx.value]
    // In the next frame the document has the theme's colours.
    const frame = requestAnimationFrame(() => canvas.current && drawDensity(canvas.current, columns, widthPx, barsHeightPx, lived))
    return () => cancelAnimationFrame(frame)
  })
  const restPx = scale.value.widthPx - livedPx.value
  return (
    <>
      <canvas ref={canvas} aria-hidden="true" style={{ height: `${barsHeightPx}px` }} />
      {restPx >= 1 && (
        <div class="scrubber-unlived" style={{ left: `${livedPx.value}px` }}>
          {restPx > 110 && <span>not lived yet</span>}
        </div>
      )}
    </>
  )
}

/** Moves without a render: only its place changes, frame by frame. */
function Handle({ clock, scale }: ScaledProps & { clock: ReplayClock }) {
  const handle = useRef<HTMLDivElement>(null)
  const ahead = useRef<HTMLDivElement>(null)
  useSignalEffect(() => {
    const pixel = pixelOf(scale.value, clock.timeMs.value)
    if (handle.current) handle.current.style.transform = `translateX(${pixel}px)`
    if (ahead.current) ahead.current.style.clipPath = `inset(0 0 0 ${pixel}px)`
  })
  return (
    <>
      <div class="scrubber-ahead" ref={ahead} />
      <div class="scrubber-handle" ref={handle} />
    </>
  )
}

interface HoverMarkProps extends ScaledProps {
  readonly hoverMs: ReadonlySignal<number | null>
  readonly calendar: CalendarSpec
  readonly density: ReadonlySignal<Density>
  readonly eventsPerHour: ReadonlySignal<Uint16Array>
}

function HoverMark({ hoverMs, scale, calendar, density, eventsPerHour }: HoverMarkProps) {
  const timeMs = hoverMs.value
  if (timeMs === null) return null
  const pixel = pixelOf(scale.value, timeMs)
  const events = eventsAt(eventsPerHour.value, timeMs)
  const bar = Math.min(density.value.max.length - 1, Math.floor(pixel / barPx))
  const [min, max] = [density.value.min[bar], density.value.max[bar]]
  return (
    <>
      <div class="scrubber-hover" style={{ transform: `translateX(${pixel}px)` }} />
      <div class="scrubber-tip" style={{ left: `clamp(0px, ${pixel - 90}px, calc(100% - 180px))` }}>
        {formatMoment(calendar, timeMs)}
        <small>
          {events === null ? 'not lived yet' : `${formatCount(events)} ${events === 1 ? 'exchange' : 'exchanges'} in this hour`}
        </small>
        {events !== null && max > min && (
          <small>
            bar: {formatCount(min)} to {formatCount(max)} per hour
          </small>
        )}
      </div>
    </>
  )
}

function Ticks({ calendar, days, scale }: ScaledProps & { calendar: CalendarSpec; days: number }) {
  return (
    <div class="scrubber-ticks" aria-hidden="true">
      {placeTicks(calendar, days, scale.value).map(({ timeMs, pixel, text }) => (
        <span key={timeMs} style={{ left: `${pixel}px` }}>
          {text}
        </span>
      ))}
    </div>
  )
}
