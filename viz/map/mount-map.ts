import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals'
import type { CityDrawing, Pick } from '../../scenarios/index.ts'
import type { MapWindow } from '../moments/index.ts'
import { answerKey, fitBounds, pointAt, zoomAt, zoomCamera, zoomLimits, type Camera, type Size } from './camera.ts'
import { lightUp, readMapColours } from './colours.ts'
import { centreOn, keepInView, whereIs } from './follow-camera.ts'
import { RowTextures, type Device } from './layers/index.ts'
import { copyPicture, createDecks, drawLayers, sayWhenDrawn, type Canvases } from './decks.ts'
import { followLight } from './light.ts'
import { followLabelView } from './label-view.ts'
import type { Moment } from './moment.ts'
import { createMapLayers, type MapLayers } from './map-layers.ts'
import type { MapEvents, MapInputs } from './map-inputs.ts'
import { pickAt } from './pick.ts'
import { tailSeconds } from './sizes.ts'
import { watchDrag } from './watch-drag.ts'
import { watchDoubleClick, watchPointer, type Look } from './watch-pointer.ts'
import { queueWindows } from './window-queue.ts'

/** A map on a canvas, until it is destroyed. */
export interface MountedMap {
  /** Shows the whole city. */
  fit(): void
  /** Zooms by half steps. */
  zoomBy(steps: number): void
  /** Answers a key; whether it was the map's. */
  press(key: string): boolean
  /** What is on the map now, at the screen's own pixels. */
  picture(): HTMLCanvasElement
  destroy(): void
}

/**
 * Draws the inputs on canvases that fill `stage`, and keeps drawing as they change. Whoever mounts must destroy: that frees the GPU's
 * memory and every listener.
 */
export function mountMap(stage: HTMLElement, canvases: Canvases, inputs: MapInputs, events: MapEvents): MountedMap {
  const camera = signal<Camera>({ longitude: 0, latitude: 0, zoom: zoomLimits.min })
  const size = signal<Size>({ width: stage.clientWidth, height: stage.clientHeight })
  const moment: Moment = { timeS: 0, tailS: 0 }
  // The theme is read for its tokens, which stand on the document by the time that the layers are made.
  const colours = computed(() => (inputs.theme.value, readMapColours(stage)))
  const light = followLight(inputs)
  const lit = computed(() => lightUp(colours.value, light.value))
  const labelView = followLabelView(stage, camera, size)
  const device = signal<Device | null>(null)
  const textures = new RowTextures()
  const queue = queueWindows(inputs, device, textures)
  const { shown } = queue
  const layers = createMapLayers(inputs, { colours, lit, labelView: labelView.view, moment, shown, textures })
  const fitter = followCity(inputs, size, camera)
  const move = (next: Camera) => {
    fitter.hold()
    events.onUnfollow?.()
    camera.value = next
  }
  const fitAll = () => {
    events.onUnfollow?.()
    fitter.fit()
  }
  const decks = createDecks(canvases, events, { onCamera: move, onDevice: (made) => void (device.value = made) })
  sayWhenDrawn(decks, layers, () => shown.peek() === inputs.window.peek(), events.onDrawn)

  const look: Look = {
    pickAt: (x, y) => untracked(() => pickAt(listPickable(inputs, shown.value, layers, moment), camera.value, size.value, x, y)),
    pointAt: (x, y) => untracked(() => pointAt(camera.value, size.value, x, y)),
  }
  const disposers = [
    followSize(stage, size),
    fitter.dispose,
    labelView.dispose,
    effect(() => stage.parentElement?.style.setProperty('--map-land-lit', `rgb(${lit.value.land.join(' ')})`)),
    drawLayers(decks, layers, camera),
    followClock(inputs, shown, layers, moment),
    followTarget(inputs, size, camera, fitter.hold),
    followLoss(canvases, events.onLost),
    watchPointer(stage, look, events),
    watchDrag(stage, inputs.canDrag, look, events),
    queue.stop,
    watchDoubleClick(stage, (x, y) => openPlace(look.pickAt(x, y), events) || move(zoomAt(camera.value, size.value, x, y, 1))),
  ]
  return {
    fit: fitAll,
    zoomBy: (steps) => move(zoomCamera(camera.value, steps / 2)),
    press(key) {
      if (key === 'Enter') pickMiddle(size.value, look, events)
      const answer = answerKey(key, camera.value)
      if (answer === 'fit') fitAll()
      else if (answer !== null) move(answer)
      return key === 'Enter' || answer !== null
    },
    picture: () => copyPicture(decks, canvases),
    destroy: () => disposers.forEach((dispose) => dispose()),
  }
}

/** Whether the pick was a place that somebody opens. */
function openPlace(pick: Pick | null, { onOpen }: MapEvents): boolean {
  if (pick?.kind === 'place') onOpen?.(pick.id)
  return pick?.kind === 'place' && onOpen !== undefined
}

function pickMiddle({ width, height }: Size, { pickAt: pick, pointAt: point }: Look, { onPick }: MapEvents): void {
  onPick(pick(width / 2, height / 2), point(width / 2, height / 2))
}

function fitCity({ drawing, margins }: MapInputs, size: Size): Camera | null {
  return drawing.value && size.width > 0 ? fitBounds(drawing.value.boundsLonLat, size, margins()) : null
}

/** Another city is fitted, and another size as long as the person has not taken the camera: `hold` says that, `fit` gives it back. */
function followCity(inputs: MapInputs, size: { readonly value: Size }, camera: Signal<Camera>) {
  let fitted: CityDrawing | null = null
  let isHeld = false
  const fit = () => {
    isHeld = false
    camera.value = fitCity(inputs, size.value) ?? camera.peek()
  }
  const dispose = effect(() => {
    const isOther = inputs.drawing.value !== fitted
    if (size.value.width === 0 || (isHeld && !isOther)) return
    fitted = inputs.drawing.value
    fit()
  })
  return { fit, hold: () => void (isHeld = true), dispose }
}

function followSize(stage: HTMLElement, size: { value: Size }): () => void {
  const observer = new ResizeObserver(() => {
    const [width, height] = [stage.clientWidth, stage.clientHeight]
    if (width !== size.value.width || height !== size.value.height) size.value = { width, height }
  })
  observer.observe(stage)
  return () => observer.disconnect()
}

/** A tick of the clock changes two numbers and asks the moving layers to be drawn again: no layer is made, no prop compared. */
function followClock({ clock }: MapInputs, shown: ReadonlySignal<MapWindow | null>, layers: MapLayers, moment: Moment): () => void {
  return effect(() => {
    if (shown.value === null) return
    const { fromMs, toMs } = shown.value
    // Outside the window, while the next is awaited, its nearest moment stays on screen.
    moment.timeS = Math.min((toMs - fromMs) / 1000 - 0.5, Math.max(0, (clock.timeMs.value - fromMs) / 1000))
    moment.tailS = tailSeconds(clock.isPlaying.value ? clock.speed.value : 1)
    for (const layer of layers.moving.value) layer.setNeedsRedraw()
  })
}

/** Moves the camera with what is followed: to it at first, then only as far as it needs to stay off the edges. */
function followTarget(inputs: MapInputs, size: { readonly value: Size }, camera: Signal<Camera>, hold: () => void): () => void {
  const { follow, drawing, scene, window, clock } = inputs
  let followed = ''
  return effect(() => {
    const target = follow?.value ?? null
    if (target === null) followed = ''
    const at = target && whereIs(target, { drawing: drawing.value, scene: scene.value, window: window.value, timeMs: clock.timeMs.value })
    if (target === null || at === null || size.value.width === 0) return
    const name = `${target.pick.kind} ${target.pick.id}`
    hold()
    camera.value = name === followed ? keepInView(camera.peek(), size.value, at) : centreOn(camera.peek(), at)
    followed = name
  })
}

/** Losing one is losing both: they are mounted anew together. */
function followLoss({ ground, above }: Canvases, onLost: () => void): () => void {
  let isLost = false
  const listen = (event: Event) => {
    event.preventDefault()
    if (!isLost) onLost()
    isLost = true
  }
  for (const canvas of [ground, above]) canvas.addEventListener('webglcontextlost', listen)
  return () => {
    for (const canvas of [ground, above]) canvas.removeEventListener('webglcontextlost', listen)
  }
}

function listPickable({ drawing, scene }: MapInputs, window: MapWindow | null, { isFlowing }: MapLayers, { timeS }: Moment) {
  return {
    drawing: drawing.value,
    scene: scene.value,
    window,
    timeS,
    hasCouriers: !isFlowing.value,
  }
}
