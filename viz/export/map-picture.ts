import { formatShare } from '../format.ts'
import { rampFromFrac, rampToFrac, sohRamps } from '../ramp.ts'
import type { Theme } from '../theme.ts'

export interface PictureWords {
  /** Scenario and seed. */
  readonly title: string
  readonly city: string
  /** Local time of what is shown. */
  readonly time: string
  /** Of the map's data; empty for a generated city. */
  readonly attribution: string
  /** What circles on the map mean; empty where there are none. */
  readonly marks: string
}

const bandPx = 96

/** The map as it stands, with a band below that says what it shows: legend, city, time and whose data it is. */
export async function composePicture(map: HTMLCanvasElement, words: PictureWords, theme: Theme): Promise<Blob | null> {
  const scale = Math.max(1, devicePixelRatio)
  const canvas = document.createElement('canvas')
  canvas.width = map.width
  canvas.height = map.height + bandPx * scale
  const context = canvas.getContext('2d')!
  const style = getComputedStyle(document.documentElement)
  const colour = (token: string) => style.getPropertyValue(token).trim()
  context.fillStyle = colour('--panel')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = colour('--map-land')
  context.fillRect(0, 0, map.width, map.height)
  context.drawImage(map, 0, 0)
  context.translate(0, map.height)
  context.scale(scale, scale)
  const width = map.width / scale
  drawWords(context, words, width, colour)
  await drawLegend(context, width, theme, colour)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function drawWords(context: CanvasRenderingContext2D, words: PictureWords, width: number, colour: (token: string) => string): void {
  const lines = [words.title, `${words.city} · ${words.time}`, words.attribution, words.marks].filter((line) => line !== '')
  const room = width < 520 ? width - 24 : width / 2 - 24
  lines.forEach((line, i) => {
    context.font = `${i === 0 ? 600 : 400} ${i === 0 ? 14 : 12}px Inter, system-ui, sans-serif`
    context.fillStyle = colour(i === 0 ? '--ink' : '--dim')
    context.fillText(line, 12, 22 + i * 20, room)
  })
}

const symbols = [
  ['hub', 'Hub'],
  ['shop', 'Shop'],
  ['box', 'Box'],
] as const

const outline = (shape: string): Path2D => new Path2D(shape)

/** At the right; a narrow picture has no room for it beside the words, and its map has its own colours only. */
async function drawLegend(
  context: CanvasRenderingContext2D,
  width: number,
  theme: Theme,
  colour: (token: string) => string,
): Promise<void> {
  if (width < 520) return
  const { placeShapes } = await import('../map/index.ts')
  const [left, right] = [width - 260, width - 12]
  context.font = '12px Inter, system-ui, sans-serif'
  context.fillStyle = colour('--dim')
  context.fillText('Batteries by state of health', left, 20)
  const ramp = context.createLinearGradient(left, 0, right, 0)
  const stops = sohRamps[theme]
  stops.forEach((rgb, i) => ramp.addColorStop(i / (stops.length - 1), `rgb(${rgb.join(' ')})`))
  context.fillStyle = ramp
  context.fillRect(left, 28, right - left, 8)
  context.fillStyle = colour('--dim')
  for (const [frac, x, align] of [
    [rampFromFrac, left, 'left'],
    [(rampFromFrac + rampToFrac) / 2, (left + right) / 2, 'center'],
    [rampToFrac, right, 'right'],
  ] as const) {
    context.textAlign = align
    context.fillText(formatShare(frac), x, 51)
  }
  context.textAlign = 'left'
  symbols.forEach(([kind, label], i) => {
    context.save()
    context.translate(left + i * 84, 62)
    context.save()
    context.scale(0.8, 0.8)
    context.strokeStyle = colour('--ink')
    context.lineWidth = 2.4
    context.stroke(outline(placeShapes[kind].body))
    context.fillStyle = colour('--ink')
    context.fill(outline(placeShapes[kind].sign))
    context.restore()
    context.fillStyle = colour('--dim')
    context.fillText(label, 26, 14)
    context.restore()
  })
}
