import type { ReadonlySignal } from '@preact/signals'
import type { MapEvents } from './map-inputs.ts'
import type { Look } from './watch-pointer.ts'

/** A press that moves less than this is a click, pixels. */
const clickSlack = 4

/**
 * Takes a press on a place before the map does, while places can be dragged: a sign follows the pointer, and where it is let go the place
 * is put. Escape, or a pointer that is lost, leaves everything as it was. Returns how to stop.
 */
export function watchDrag(
  stage: HTMLElement,
  canDrag: ReadonlySignal<boolean>,
  { pickAt, pointAt }: Look,
  { onPick, onDrag }: Pick<MapEvents, 'onPick' | 'onDrag'>,
): () => void {
  const stop = new AbortController()
  const options = { signal: stop.signal, capture: true }
  let held: { readonly place: number; readonly x: number; readonly y: number; readonly sign: HTMLElement } | null = null
  const placeOf = (event: PointerEvent) => {
    const box = stage.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top] as const
  }
  const letGo = () => {
    held?.sign.remove()
    held = null
  }
  const press = (event: PointerEvent) => {
    if (!canDrag.peek() || !event.isPrimary || event.button !== 0) return
    const [x, y] = placeOf(event)
    const pick = pickAt(x, y)
    if (pick?.kind !== 'place') return
    event.stopPropagation()
    stage.setPointerCapture(event.pointerId)
    held = { place: pick.id, x, y, sign: stage.appendChild(createSign()) }
  }
  const move = (event: PointerEvent) => {
    if (held === null) return
    event.stopPropagation()
    const [x, y] = placeOf(event)
    held.sign.style.transform = `translate(${x}px, ${y}px)`
    held.sign.hidden = Math.hypot(x - held.x, y - held.y) <= clickSlack
  }
  const release = (event: PointerEvent) => {
    if (held === null) return
    const [x, y] = placeOf(event)
    const { place, sign } = held
    letGo()
    event.stopPropagation()
    if (sign.hidden) onPick({ kind: 'place', id: place }, pointAt(x, y))
    else onDrag(place, pointAt(x, y))
  }
  stage.addEventListener('pointerdown', press, options)
  stage.addEventListener('pointermove', move, options)
  stage.addEventListener('pointerup', release, options)
  stage.addEventListener('pointercancel', letGo, options)
  stage.addEventListener('keydown', (event) => event.key === 'Escape' && letGo(), options)
  return () => {
    letGo()
    stop.abort()
  }
}

function createSign(): HTMLElement {
  const sign = document.createElement('div')
  sign.className = 'map-drag-sign'
  sign.hidden = true
  return sign
}
