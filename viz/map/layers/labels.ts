import type { Layer } from '@deck.gl/core'
import { TextLayer } from '@deck.gl/layers'
import type { CityDrawing, RunScene } from '../../../scenarios/index.ts'
import type { MapColours } from '../colours.ts'
import { labelPixels, type Label, type LabelLook } from '../label-plan.ts'
import type { Rgb } from '../../ramp.ts'
import { anchorTo } from './anchor.ts'

const fontFamily = 'Inter, system-ui, sans-serif'
// One weight for all, so that one atlas of letters serves every look.
const fontWeight = 600

/** All texts as one layer, each with a halo of the ground. `letters` are all that may ever be needed: the atlas is then made once a city. */
export function createLabelLayer(drawing: CityDrawing, labels: readonly Label[], letters: string, colours: MapColours): Layer {
  const inkOf: Readonly<Record<LabelLook, Rgb>> = {
    ...colours.names,
    hub: colours.ink,
    place: colours.district,
    district: colours.district,
  }
  return new TextLayer<Label>({
    id: 'labels',
    ...anchorTo(drawing),
    data: labels as Label[],
    getText: ({ text }) => text,
    getPosition: ({ lonLat }) => [lonLat[0], lonLat[1]],
    getPixelOffset: ({ belowPixels }) => [0, belowPixels],
    getAngle: ({ angleDeg }) => angleDeg,
    getSize: ({ look }) => labelPixels[look],
    getColor: ({ look }) => [...inkOf[look]],
    updateTriggers: { getColor: [inkOf.hub.join(), inkOf.street.join()] },
    fontFamily,
    fontWeight,
    characterSet: letters,
    fontSettings: { sdf: true, fontSize: 40, buffer: 13, radius: 14, smoothing: 0.14 },
    outlineWidth: 10,
    outlineColor: [...colours.land],
  })
}

/** Every letter that a name of the city or of the run's places is written with. */
export function lettersOf({ lineNames, areaNames, districts }: CityDrawing, scene: RunScene | null): string {
  const letters = new Set('\u200a')
  const add = (text: string): void => {
    for (const letter of text) letters.add(letter)
  }
  for (const text of [...lineNames.names, ...areaNames.map(({ name }) => name), ...(scene?.places.name ?? [])]) add(text)
  for (const { name } of districts) add(name.toUpperCase())
  return [...letters].toSorted().join('')
}

/** Measures texts as they will be drawn; each once. */
export function createTextMeasure(): (text: string, look: LabelLook) => number {
  const context = document.createElement('canvas').getContext('2d')!
  const known = new Map<string, number>()
  return (text, look) => {
    const key = `${labelPixels[look]} ${text}`
    const found = known.get(key)
    if (found !== undefined) return found
    context.font = `${fontWeight} ${labelPixels[look]}px ${fontFamily}`
    const { width } = context.measureText(text)
    known.set(key, width)
    return width
  }
}
