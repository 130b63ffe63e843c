import { computed, type ReadonlySignal } from '@preact/signals'
import type { Layer } from '@deck.gl/core'
import type { MapColours } from './colours.ts'
import { planLabels, type Label, type LabelView } from './label-plan.ts'
import { createLabelLayer, createTextMeasure, lettersOf } from './layers/index.ts'
import type { MapInputs } from './map-inputs.ts'

/** The texts of the map as layers, planned anew when city, places or view change, and only then. */
export function createMapLabels(
  { drawing, scene }: Pick<MapInputs, 'drawing' | 'scene'>,
  colours: ReadonlySignal<MapColours>,
  view: ReadonlySignal<LabelView>,
): ReadonlySignal<Layer[]> {
  const measure = createTextMeasure()
  const letters = computed(() => (drawing.value ? lettersOf(drawing.value, scene.value) : ''))
  // The same texts at the same places are the same array, so that nothing is uploaded where a new plan changes nothing.
  let last: { readonly key: string; readonly labels: readonly Label[] } = { key: '', labels: [] }
  const planned = computed(() => {
    const labels = drawing.value ? planLabels(drawing.value, scene.value, view.value, measure) : []
    const key = JSON.stringify([drawing.value?.hash, labels])
    if (key !== last.key) last = { key, labels }
    return last.labels
  })
  return computed(() =>
    drawing.value && planned.value.length > 0 ? [createLabelLayer(drawing.value, planned.value, letters.value, colours.value)] : [],
  )
}
