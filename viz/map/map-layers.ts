import { computed, type ReadonlySignal } from '@preact/signals'
import type { Layer } from '@deck.gl/core'
import type { MapColours } from './colours.ts'
import { planLabels } from './label-plan.ts'
import {
  createBatteryLayer,
  createCustomerLayer,
  type WindowContext,
  createCourierLayers,
  createFlowLayers,
  createGroundLayers,
  createLabelLayers,
  createTextMeasure,
  createPlaceLayer,
  createRoadLayers,
  createSelectionLayer,
} from './layers/index.ts'
import type { Moment } from './moment.ts'
import type { MapInputs } from './map-inputs.ts'
import { prepareLegs, prepareStays, type LegColumns, type StayColumns } from './moments.ts'

/** A window made ready to be drawn. */
export interface PreparedWindow {
  readonly stays: StayColumns
  readonly legs: LegColumns
}

export interface MapLayers {
  /** All layers, lowest first. */
  readonly layers: ReadonlySignal<Layer[]>
  /** Those that read the moment: a tick of the clock asks them to be drawn again. */
  readonly moving: ReadonlySignal<Layer[]>
  readonly prepared: ReadonlySignal<PreparedWindow | null>
  /** Couriers are drawn as flows. */
  readonly isFlowing: ReadonlySignal<boolean>
}

/** Zoom steps at which labels are placed anew. */
const labelSteps = 4

/**
 * Layers by subject, each group its own computed value: what does not change keeps its very layers, which deck.gl then passes over.
 */
export function createMapLayers(
  inputs: MapInputs,
  colours: ReadonlySignal<MapColours>,
  zoom: ReadonlySignal<number>,
  moment: Moment,
): MapLayers {
  const { drawing, scene, window, clock, theme, selection } = inputs
  const prepared = computed(() => window.value && { stays: prepareStays(window.value), legs: prepareLegs(window.value) })
  const isFlowing = computed(() => clock.isPlaying.value && clock.speed.value > inputs.flowsFromSpeed)
  const selectedOf = (kind: 'battery' | 'courier') => computed(() => (selection.value?.kind === kind ? selection.value.id : -1))
  const [battery, courier] = [selectedOf('battery'), selectedOf('courier')]
  const context = computed<WindowContext | null>(
    () =>
      drawing.value && window.value && { drawing: drawing.value, window: window.value, moment, colours: colours.value, theme: theme.value },
  )

  const ground = computed(() =>
    drawing.value ? [...createGroundLayers(drawing.value, colours.value), ...createRoadLayers(drawing.value, colours.value)] : [],
  )
  const customers = computed(() => drawing.value && scene.value && createCustomerLayer(drawing.value, scene.value, colours.value))
  const places = computed(() => drawing.value && scene.value && createPlaceLayer(drawing.value, scene.value, colours.value))
  const batteries = computed(() => context.value && createBatteryLayer(context.value, prepared.value!.stays, battery.value))
  const couriers = computed(() => {
    if (context.value === null) return []
    const { legs } = prepared.value!
    return isFlowing.value ? createFlowLayers(context.value, legs) : createCourierLayers(context.value, legs, courier.value)
  })
  const ring = computed(
    () => drawing.value && scene.value && createSelectionLayer(drawing.value, scene.value, selection.value, colours.value),
  )

  const layers = computed(() => {
    const [tails, dots = null] = couriers.value
    const all = [...ground.value, customers.value, batteries.value, tails ?? null, places.value, dots, ...labels.value, ring.value]
    return all.filter((layer) => layer !== null)
  })
  const labels = createLabels(inputs, colours, zoom)
  const moving = computed(() => [...couriers.value, ...(batteries.value ? [batteries.value] : [])])
  return { layers, moving, prepared, isFlowing }
}

function createLabels(
  { drawing, scene }: MapInputs,
  colours: ReadonlySignal<MapColours>,
  zoom: ReadonlySignal<number>,
): ReadonlySignal<Layer[]> {
  const measure = createTextMeasure()
  const step = computed(() => Math.floor(zoom.value * labelSteps) / labelSteps)
  const planned = computed(() => (drawing.value ? planLabels(drawing.value, scene.value, step.value, measure) : []))
  return computed(() => (drawing.value ? createLabelLayers(drawing.value, planned.value, colours.value) : []))
}
