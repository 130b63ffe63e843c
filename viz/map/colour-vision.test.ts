import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrastOf, sohRamps, type Rgb } from '../ramp.ts'

/** Full dichromacy on linear light, rows red, green, blue (Machado, Oliveira, Fernandes 2009, severity 1.0). */
type Vision = 'usual' | 'protanopia' | 'deuteranopia' | 'tritanopia'
const visions: Readonly<Record<Vision, readonly (readonly number[])[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const toLinear = (byte: number) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)

/** CIE L*a*b* (D65) of what an eye sees. */
function labOf(rgb: Rgb, vision: Vision): [number, number, number] {
  const light = rgb.map(toLinear)
  const [r, g, b] = visions[vision].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, i) => sum + weight * light[i], 0),
      ),
    ),
  )
  const f = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : (841 / 108) * t + 4 / 29)
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIEDE2000 (Sharma, Wu, Dalal 2005). */
function deltaE([l1, a1, b1]: readonly number[], [l2, a2, b2]: readonly number[]): number {
  const rad = Math.PI / 180
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)))
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)]
  const hue = (b: number, a: number) => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / rad + 360) % 360)
  const [h1, h2] = [hue(b1, p1), hue(b2, p2)]
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * rad)
  const meanH = c1 * c2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2
  const [meanL, meanP] = [(l1 + l2) / 2, (c1 + c2) / 2]
  const cos = (deg: number) => Math.cos(deg * rad)
  const t = 1 - 0.17 * cos(meanH - 30) + 0.24 * cos(2 * meanH) + 0.32 * cos(3 * meanH + 6) - 0.2 * cos(4 * meanH - 63)
  const sL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2)
  const [sC, sH] = [1 + 0.045 * meanP, 1 + 0.015 * meanP * t]
  const rT = -Math.sin(60 * Math.exp(-(((meanH - 275) / 25) ** 2)) * rad) * 2 * Math.sqrt(meanP ** 7 / (meanP ** 7 + 25 ** 7))
  const [x, y, z] = [(l2 - l1) / sL, (c2 - c1) / sC, dH / sH]
  return Math.sqrt(x * x + y * y + z * z + rT * y * z)
}

/** A token of a theme, from the style sheets themselves. */
function token(theme: 'dark' | 'light', name: string): Rgb {
  const text = ['viz/map/map.css', 'viz/styles/tokens.css'].map((path) => readFileSync(path, 'utf8')).join('\n')
  const blocks = [...text.matchAll(/:root(\[data-theme='light'\])? \{([^}]*)\}/g)].filter(
    ([, light]) => (light !== undefined) === (theme === 'light'),
  )
  const hex = blocks.flatMap(([, , body]) => new RegExp(`${name}: #([0-9a-f]{6})`).exec(body)?.[1] ?? [])[0]
  const value = Number.parseInt(hex, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

test('the distance is that of its paper', () => {
  // Pairs 1, 7 and 25 of Sharma, Wu, Dalal (2005), table 1.
  expect(deltaE([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 3)
  expect(deltaE([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 3)
  expect(deltaE([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 3)
})

describe.each(['dark', 'light'] as const)('%s theme', (theme) => {
  const far = (a: Rgb, b: Rgb) =>
    (Object.keys(visions) as Vision[]).map((vision) => [vision, deltaE(labOf(a, vision), labOf(b, vision))] as const)
  const expectFar = (a: Rgb, b: Rgb, least: number) => expect(far(a, b).filter(([, distance]) => distance < least)).toEqual([])

  test('each stop of the ramp is told from the next, and the ends from afar, by every eye', () => {
    const stops = sohRamps[theme]
    for (let i = 1; i < stops.length; i++) expectFar(stops[i - 1], stops[i], 6)
    expectFar(stops[0], stops[4], 25)
  })

  test('a battery of unknown health is told from every stop', () => {
    for (const stop of sohRamps[theme]) expectFar(token(theme, '--map-unknown'), stop, 5)
  })

  test('the two vehicles are told apart', () => {
    expectFar(token(theme, '--map-vehicle-0'), token(theme, '--map-vehicle-1'), 15)
  })

  test('by night too every battery stands out from the ground, and the ground from day', () => {
    const [day, night] = [token(theme, '--map-land'), token(theme, '--map-night-land')]
    for (const stop of sohRamps[theme]) expect(contrastOf(stop, night)).toBeGreaterThanOrEqual(3)
    expectFar(day, night, 2.5)
    expectFar(token(theme, '--map-road-0'), token(theme, '--map-night-road-0'), 10)
  })

  test('water, green and land are told apart by day and by night', () => {
    for (const head of ['--map', '--map-night']) {
      const [land, water, green] = ['land', 'water', 'green'].map((name) => token(theme, `${head}-${name}`))
      expectFar(land, water, 4)
      expectFar(water, green, 4)
      expectFar(land, green, 2.5)
    }
  })
})
