import { PlaceKind } from '../../../twin/index.ts'
import type { MapColours } from '../colours.ts'

const cell = 96

const entry = (column: number) => ({ x: column * cell, y: 0, width: cell, height: cell, mask: false })

/** Where each kind of place lies in the picture of `drawPlaceIcons`. */
export const placeIconMapping = {
  [`${PlaceKind.hub}`]: entry(0),
  [`${PlaceKind.shop}`]: entry(1),
  [`${PlaceKind.box}`]: entry(2),
}

/** Outlines in units of a 24 × 24 cell, also drawn by the legend: what stands here stands on the map. */
export const placeShapes = {
  hub: { body: 'M7 2h10a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5z', sign: 'M13 5 8 13h3.4L11 19l5-8h-3.4z' },
  shop: { body: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z', sign: 'M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z' },
  box: { body: 'M12 1.5 22.5 12 12 22.5 1.5 12z', sign: 'M12 8.2 15.8 12 12 15.8 8.2 12z' },
} as const

/** The symbols side by side, in the colours of the theme. */
export function drawPlaceIcons({ land, ink }: MapColours): HTMLCanvasElement {
  const picture = document.createElement('canvas')
  picture.width = cell * 3
  picture.height = cell
  const pen = picture.getContext('2d')!
  const [ground, line] = [`rgb(${land.join(' ')})`, `rgb(${ink.join(' ')})`]
  for (const [column, { body, sign }] of [placeShapes.hub, placeShapes.shop, placeShapes.box].entries()) {
    pen.setTransform(cell / 24, 0, 0, cell / 24, column * cell, 0)
    pen.lineWidth = column === 0 ? 1.8 : 2.6
    pen.strokeStyle = line
    fillPath(pen, body, ground)
    pen.stroke(new Path2D(body))
    fillPath(pen, sign, line)
  }
  return picture
}

function fillPath(pen: CanvasRenderingContext2D, path: string, colour: string): void {
  pen.fillStyle = colour
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a pen fills a shape here, no array is filled
  pen.fill(new Path2D(path))
}
