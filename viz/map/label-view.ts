import { effect, signal, type ReadonlySignal } from '@preact/signals'
import type { Camera, Size } from './camera.ts'
import type { Cover, LabelView } from './label-plan.ts'

/** The view has rested so long when labels are planned anew, ms. */
const restMs = 120
/** Zoom by which labels may be out of date while it changes. */
const zoomStep = 0.3

/**
 * The view that labels are planned for: the camera's when it has rested, or has zoomed far. A frame of moving costs nothing. What lies over
 * the map carries `data-covers-map`; a change of it counts as a move.
 */
export function followLabelView(stage: HTMLElement, camera: ReadonlySignal<Camera>, size: ReadonlySignal<Size>) {
  const view = signal<LabelView>({ camera: camera.peek(), size: size.peek(), covers: [] })
  let timer: ReturnType<typeof setTimeout> | undefined
  const plan = () => {
    clearTimeout(timer)
    timer = undefined
    view.value = { camera: camera.peek(), size: size.peek(), covers: readCovers(stage) }
  }
  const planSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(plan, restMs)
  }
  const stop = effect(() => {
    const { zoom } = camera.value
    const { width, height } = size.value
    const planned = view.peek()
    const isFar = Math.abs(zoom - planned.camera.zoom) >= zoomStep || width !== planned.size.width || height !== planned.size.height
    if (isFar) plan()
    planSoon()
  })
  const sizes = new ResizeObserver(planSoon)
  const watch = () => {
    sizes.disconnect()
    for (const cover of listCovers(stage)) sizes.observe(cover)
    planSoon()
  }
  const arrivals = new MutationObserver(watch)
  for (const parent of [stage.parentElement, stage.parentElement?.parentElement]) if (parent) arrivals.observe(parent, { childList: true })
  watch()
  return {
    view,
    dispose: () => {
      clearTimeout(timer)
      stop()
      sizes.disconnect()
      arrivals.disconnect()
    },
  }
}

function listCovers(stage: HTMLElement): HTMLElement[] {
  return [...(stage.parentElement?.parentElement?.querySelectorAll<HTMLElement>('[data-covers-map]') ?? [])]
}

function readCovers(stage: HTMLElement): Cover[] {
  const own = stage.getBoundingClientRect()
  return listCovers(stage).map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { left: left - own.left, top: top - own.top, width, height }
  })
}
