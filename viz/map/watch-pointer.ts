import type { Pick as Picked } from '../../scenarios/index.ts'
import type { LonLatDeg, MapEvents } from './map-inputs.ts'

/** A press that moves further than this is a drag, pixels. */
const clickSlack = 4

/** What lies under pixels from the top left corner of the stage. */
export interface Look {
  readonly pickAt: (x: number, y: number) => Picked | null
  readonly pointAt: (x: number, y: number) => LonLatDeg
}

/** Hover, at most once a frame, and clicks. Returns how to stop. */
export function watchPointer(stage: HTMLElement, { pickAt, pointAt }: Look, { onPick, onHover }: PointerEvents): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let frame = 0
  let pressed: { readonly x: number; readonly y: number } | null = null
  const placeOf = (event: PointerEvent) => {
    const box = stage.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const leave = () => {
    cancelAnimationFrame(frame)
    stage.classList.remove('over')
    onHover(null)
  }
  const hover = (event: PointerEvent) => {
    if (event.buttons !== 0) return leave()
    const { x, y } = placeOf(event)
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      const pick = pickAt(x, y)
      stage.classList.toggle('over', pick !== null)
      onHover(pick && { pick, x, y })
    })
  }
  const release = (event: PointerEvent) => {
    const { x, y } = placeOf(event)
    if (pressed !== null && Math.hypot(x - pressed.x, y - pressed.y) <= clickSlack) onPick(pickAt(x, y), pointAt(x, y))
    pressed = null
  }
  stage.addEventListener('pointermove', hover, { signal })
  stage.addEventListener('pointerleave', leave, { signal })
  stage.addEventListener('pointerdown', (event) => (pressed = event.isPrimary ? placeOf(event) : null), { signal })
  stage.addEventListener('pointerup', release, { signal })
  stage.addEventListener('pointercancel', () => (pressed = null), { signal })
  return () => {
    cancelAnimationFrame(frame)
    stop.abort()
  }
}

/** Double clicks, in pixels from the top left corner of the stage. Returns how to stop. */
export function watchDoubleClick(stage: HTMLElement, act: (x: number, y: number) => unknown): () => void {
  const listen = (event: MouseEvent) => {
    const box = stage.getBoundingClientRect()
    act(event.clientX - box.left, event.clientY - box.top)
  }
  stage.addEventListener('dblclick', listen)
  return () => stage.removeEventListener('dblclick', listen)
}

type PointerEvents = Pick<MapEvents, 'onPick' | 'onHover'>
