import { useSignal, type ReadonlySignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { InsideView } from '../../scenarios/index.ts'
import { formatCount, formatQuantity } from '../format.ts'
import type { Theme } from '../theme.ts'
import { insideStateWords, labelZones } from './building.ts'
import { cell, floorGap, zoneWords, type FloorPlan } from './floor-plan.ts'
import type { InsideStage } from './stage.ts'
import { useStage } from './use-stage.ts'

interface StageViewProps {
  readonly view: InsideView
  readonly theme: Theme
  readonly marked: number | null
  readonly onPick: (battery: number) => void
  readonly onUnable: () => void
}

/** A press that moves further than this is a turn of the camera, pixels. */
const clickSlack = 4
const turn = Math.PI / 24

/** The place in three dimensions. Keys when it has the focus: arrows turn it, + and − go closer and away, 0 shows all of it. */
export function StageView({ view, theme, marked, onPick, onUnable }: StageViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const { stage, state, drawn } = useStage(host, view, theme, marked)
  const pointer = usePointer(host, stage, onPick)
  const hover = pointer.hover
  if (state.value === 'unable') onUnable()
  return (
    <div class={`inside-stage${hover.value === null ? '' : ' over'}`}>
      <div
        ref={host}
        class="inside-canvas"
        role="application"
        tabIndex={0}
        aria-label={`${view.name} from inside, in three dimensions`}
        aria-description="Arrows turn it, plus and minus go closer and away, 0 shows all of it. The list beside has every battery."
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || !press(stage.current, event.key)) return
          event.preventDefault()
          event.stopPropagation()
        }}
        {...pointer.listeners}
      />
      <Labels view={view} stage={stage} drawn={drawn} />
      {hover.value !== null && <Tip view={view} {...hover.value} width={host.current?.clientWidth ?? 0} />}
      {state.value === 'lost' && (
        <p class="inside-note" role="status">
          The graphics card took the picture away. It comes back by itself.
        </p>
      )}
    </div>
  )
}

/** Hover, at most once a frame, and clicks. */
function usePointer(
  host: { readonly current: HTMLElement | null },
  stage: { readonly current: InsideStage | null },
  onPick: (battery: number) => void,
) {
  const hover = useSignal<{ readonly battery: number; readonly x: number; readonly y: number } | null>(null)
  const pressed = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const frame = useRef(0)
  const placeOf = (event: PointerEvent) => {
    const box = host.current!.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const leave = () => {
    cancelAnimationFrame(frame.current)
    hover.value = null
  }
  const onPointerMove = (event: PointerEvent) => {
    cancelAnimationFrame(frame.current)
    if (event.buttons !== 0) return leave()
    const at = placeOf(event)
    frame.current = requestAnimationFrame(() => {
      const battery = stage.current?.pickAt(at.x, at.y) ?? null
      hover.value = battery === null ? null : { battery, ...at }
    })
  }
  const onPointerUp = (event: PointerEvent) => {
    const at = placeOf(event)
    const isClick = pressed.current !== null && Math.hypot(at.x - pressed.current.x, at.y - pressed.current.y) <= clickSlack
    pressed.current = null
    const battery = isClick ? (stage.current?.pickAt(at.x, at.y) ?? null) : null
    if (battery !== null) onPick(battery)
  }
  const onPointerDown = (event: PointerEvent) => void (pressed.current = event.isPrimary ? placeOf(event) : null)
  return { hover, listeners: { onPointerMove, onPointerUp, onPointerDown, onPointerLeave: leave } }
}

/** Whether a key was the drawing's. */
function press(stage: InsideStage | null, key: string): boolean {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      stage?.orbit(key === 'ArrowRight' ? turn : -turn, 0)
      return true
    case 'ArrowUp':
    case 'ArrowDown':
      stage?.orbit(0, key === 'ArrowUp' ? turn : -turn)
      return true
    case '+':
    case '=':
      stage?.zoom(1.2)
      return true
    case '-':
      stage?.zoom(1 / 1.2)
      return true
    case '0':
      stage?.fit()
      return true
    default:
      return false
  }
}

/** Names of the zones and how many stand in each, over the drawing; the table says the same. */
function Labels({
  view,
  stage,
  drawn,
}: {
  view: InsideView
  stage: { readonly current: InsideStage | null }
  drawn: ReadonlySignal<number>
}) {
  // Each picture may come from another side.
  void drawn.value
  const [shown, plan] = [stage.current, stage.current?.plan() ?? null]
  if (shown === null || plan === null) return null
  return (
    <div class="inside-labels" aria-hidden="true">
      {placeLabels(view, plan, shown).map(({ id, text, count, x, y }) => (
        <span key={id} style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -100%)` }}>
          {text} <b>{count}</b>
        </span>
      ))}
    </div>
  )
}

const labelHeight = 22

/** Labels over their zones; one that would lie on another goes above it. */
function placeLabels(view: InsideView, plan: FloorPlan, stage: InsideStage) {
  const placed: {
    readonly id: string
    readonly text: string
    readonly count: string
    readonly x: number
    readonly y: number
    readonly width: number
  }[] = []
  for (const { zone, count } of labelZones(view, plan)) {
    const [text, number] = [zoneWords[zone.id], formatCount(count)]
    const { x: middle, y, isAhead } = stage.project(zone.x + zone.width / 2, floorGap + zone.levels * cell.height + 0.35, zone.z)
    if (!isAhead) continue
    const width = (text.length + number.length) * 6.6 + 24
    const x = Math.min(stage.width() - width / 2, Math.max(width / 2, middle))
    let top = y
    const isTaken = () => placed.some((one) => Math.abs(one.x - x) < (one.width + width) / 2 && Math.abs(one.y - top) < labelHeight)
    while (isTaken()) top -= labelHeight
    placed.push({ id: zone.id, text, count: number, x, y: top, width })
  }
  return placed
}

function Tip({ view, battery, x, y, width }: { view: InsideView; battery: number; x: number; y: number; width: number }) {
  const row = view.batteries.battery.indexOf(battery)
  if (row < 0) return null
  const { product, state, soc } = view.batteries
  const { number, unit } = formatQuantity(soc[row], 'frac')
  const charge = Number.isNaN(soc[row]) ? 'charge unknown' : `charge ${number}\u202f${unit}`
  const isRight = x > width - 220
  return (
    <div
      class="card inside-tip"
      role="tooltip"
      style={{ transform: `translate(${x + (isRight ? -14 : 14)}px, ${y + 14}px)${isRight ? ' translateX(-100%)' : ''}` }}
    >
      Battery {battery + 1}
      <small>
        {view.products[product[row]].label}, {insideStateWords[state[row]]}, {charge}
      </small>
    </div>
  )
}
