import type { Layer } from '@deck.gl/core'
import { TextLayer } from '@deck.gl/layers'
import type { CityDrawing } from '../../../scenarios/index.ts'
import type { MapColours } from '../colours.ts'
import { labelPixels, type Label, type LabelLook } from '../label-plan.ts'
import { anchorTo } from './ground.ts'

const fontFamily = 'Inter, system-ui, sans-serif'
// One weight for all, so that one atlas of letters serves every look.
const fontWeight = 600

/** One layer a look, districts lowest, each text with a halo of the ground. */
export function createLabelLayers(drawing: CityDrawing, labels: readonly Label[], colours: MapColours): Layer[] {
  const looks = (['district', 'place', 'hub'] as const).filter((look) => labels.some((label) => label.look === look))
  return looks.map((look) => {
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
      fontWeight,
      characterSet: 'auto',
      fontSettings: { sdf: true, fontSize: 40, buffer: 13, radius: 14, smoothing: 0.14 },
      outlineWidth: 10,
      outlineColor: [...colours.land],
    })
  })
}

/** Measures texts as they will be drawn. */
export function createTextMeasure(): (text: string, look: LabelLook) => number {
  const context = document.createElement('canvas').getContext('2d')!
  return (text, look) => {
    context.font = `${fontWeight} ${labelPixels[look]}px ${fontFamily}`
    return context.measureText(text).width
  }
}
