import type { Layer } from '@deck.gl/core'
import { TextLayer } from '@deck.gl/layers'
import type { CityDrawing } from '../../../scenarios/index.ts'
import type { MapColours } from '../colours.ts'
import { labelPixels, type Label, type LabelLook } from '../label-plan.ts'
import { anchorTo } from './ground.ts'

const fontFamily = 'Inter, system-ui, sans-serif'
const weightOf: Readonly<Record<LabelLook, number>> = { hub: 650, district: 500, place: 500 }

/** One layer a look, districts lowest, each text with a halo of the ground. */
export function createLabelLayers(drawing: CityDrawing, labels: readonly Label[], colours: MapColours): Layer[] {
  return (['district', 'place', 'hub'] as const).map((look) => {
    return new TextLayer<Label>({
      id: `labels-${look}`,
      ...anchorTo(drawing),
      data: labels.filter((label) => label.look === look),
      getText: ({ text }) => text,
      getPosition: ({ lonLat }) => [lonLat[0], lonLat[1]],
      getPixelOffset: ({ belowPixels }) => [0, belowPixels],
      getSize: labelPixels[look],
      getColor: [...(look === 'hub' ? colours.ink : colours.district)],
      fontFamily,
      fontWeight: weightOf[look],
      characterSet: 'auto',
      fontSettings: { sdf: true, fontSize: 48, buffer: 8, radius: 10 },
      outlineWidth: 2.4,
      outlineColor: [...colours.land],
    })
  })
}

/** Measures texts as they will be drawn. */
export function createTextMeasure(): (text: string, look: LabelLook) => number {
  const context = document.createElement('canvas').getContext('2d')!
  return (text, look) => {
    context.font = `${weightOf[look]} ${labelPixels[look]}px ${fontFamily}`
    return context.measureText(text).width
  }
}
