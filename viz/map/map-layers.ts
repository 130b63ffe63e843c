import { computed, type ReadonlySignal } from '@preact/signals'
import type { Layer } from '@deck.gl/core'
import type { MapWindow } from '../moments/index.ts'
import type { MapColours } from './colours.ts'
import type { LabelView } from './label-plan.ts'
import {
  createBatteryLayer,
  createCustomerLayer,
  type WindowContext,
  createCourierLayers,
  createFlowLayers,
  createGroundLayers,
  createHandLayers,
  createMarkLayer,
  createPlaceLayer,
  createSelectionLayer,
  prepareCustomers,
  type RowTextures,
} from './layers/index.ts'
import { createMapLabels } from './map-labels.ts'
import type { Moment } from './moment.ts'
import type { MapInputs } from './map-inputs.ts'

export interface MapLayers {
  /** Areas, waters and roads, lowest first: what the light of the hour falls on. */
  readonly ground: ReadonlySignal<readonly Layer[]>
  /** All that stands and moves on it, lowest first. */
  readonly above: ReadonlySignal<readonly Layer[]>
  /** Those that read the moment: a tick of the clock asks them to be drawn again. */
  readonly moving: ReadonlySignal<Layer[]>
  /** Couriers are drawn as flows. */
  readonly isFlowing: ReadonlySignal<boolean>
}

/** What the layers are a function of, beside the inputs. */
export interface LayerParts {
  readonly colours: ReadonlySignal<MapColours>
  /** The colours in the light of the hour, for the ground. */
  readonly lit: ReadonlySignal<MapColours>
  readonly labelView: ReadonlySignal<LabelView>
  readonly moment: Moment
  /** The window whose rows the GPU has. */
  readonly shown: ReadonlySignal<MapWindow | null>
  readonly textures: RowTextures
}

/**
 * Layers by subject, each group its own computed value: what does not change keeps its very layers, which deck.gl then passes over.
 */
export function createMapLayers(inputs: MapInputs, parts: LayerParts): MapLayers {
  const { drawing, scene, clock, theme, selection } = inputs
  const { colours, lit, labelView, moment, shown, textures } = parts
  const isFlowing = computed(() => clock.isPlaying.value && clock.speed.value > inputs.flowsFromSpeed)
  const selectedOf = (kind: 'battery' | 'courier') => computed(() => (selection.value?.kind === kind ? selection.value.id : -1))
  const [battery, courier] = [selectedOf('battery'), selectedOf('courier')]
  const context = computed<WindowContext | null>(() => {
    const [city, window] = [drawing.value, shown.value]
    return city && window && { drawing: city, window, textures, moment, colours: colours.value, theme: theme.value }
  })

  const ground = computed(() => (drawing.value ? createGroundLayers(drawing.value, textures, lit.value) : []))
  const customerRows = computed(() => scene.value && prepareCustomers(scene.value))
  const customers = computed(
    () => drawing.value && customerRows.value && createCustomerLayer(drawing.value, customerRows.value, textures, colours.value),
  )
  const places = computed(() => drawing.value && scene.value && createPlaceLayer(drawing.value, scene.value, colours.value))
  const batteries = computed(() => context.value && createBatteryLayer(context.value, battery.value))
  const couriers = computed(() => {
    if (context.value === null) return []
    return isFlowing.value ? createFlowLayers(context.value) : createCourierLayers(context.value, courier.value)
  })
  const ring = computed(
    () => drawing.value && scene.value && createSelectionLayer(drawing.value, scene.value, selection.value, colours.value),
  )

  const hand = computed(() => (drawing.value && inputs.hand.value ? createHandLayers(drawing.value, inputs.hand.value, colours.value) : []))
  const marks = computed(() => drawing.value && inputs.marks && createMarkLayer(drawing.value, inputs.marks.value, colours.value))

  const above = computed(() => {
    const [tails, dots = null] = couriers.value
    const all = [
      ...hand.value,
      customers.value,
      batteries.value,
      tails ?? null,
      places.value,
      dots,
      marks.value,
      ...labels.value,
      ring.value,
    ]
    return all.filter((layer) => layer !== null && layer !== undefined)
  })
  const labels = createMapLabels(inputs, colours, labelView)
  const moving = computed(() => [...couriers.value, ...(batteries.value ? [batteries.value] : [])])
  return { ground, above, moving, isFlowing }
}
