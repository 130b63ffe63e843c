import type { Density } from './density.ts'

/** Pixels from one bar to the next; the last one is the gap. */
export const barPx = 4

/** Draws the bars of a density: the most of each in pale, the mean in the middle, the least in full colour. Sizes in CSS pixels. */
export function drawDensity(canvas: HTMLCanvasElement, density: Density, widthPx: number, heightPx: number, livedPx: number): void {
  const ratio = devicePixelRatio
  const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const pen = canvas.getContext('2d')
  if (pen === null) return
  const style = getComputedStyle(canvas)
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.clearRect(0, 0, widthPx, heightPx)
  pen.fillStyle = style.color
  const perEvent = density.peak > 0 ? (heightPx - 1) / density.peak : 0
  for (const { rows, opacity } of [
    { rows: density.max, opacity: 0.38 },
    { rows: density.mean, opacity: 0.5 },
    { rows: density.min, opacity: 1 },
  ]) {
    pen.globalAlpha = opacity
    pen.beginPath()
    rows.forEach((events, bar) => {
      const high = events * perEvent
      if (high > 0) pen.rect(bar * barPx, heightPx - high, Math.min(barPx - 1, widthPx - bar * barPx), high)
    })
    pen.fill()
  }
  pen.globalAlpha = 0.6
  pen.fillRect(0, heightPx - 1, livedPx, 1)
}
