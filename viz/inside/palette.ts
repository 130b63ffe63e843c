import { Color } from 'three'
import type { Theme } from '../theme.ts'

/** Colours of the drawing, from the page's tokens and a few of its own by theme. */
export interface Palette {
  readonly theme: Theme
  readonly ground: Color
  readonly floor: Color
  readonly marking: Color
  readonly frame: Color
  readonly wall: Color
  readonly accent: Color
  readonly idle: Color
  readonly person: Color
  readonly unknown: Color
  readonly vehicles: readonly [Color, Color]
  readonly sky: Color
  /** Light from below. */
  readonly bounce: Color
  readonly sunIntensity: number
  readonly skyIntensity: number
}

/** Reads the tokens as they stand on an element. */
export function readPalette(element: Element, theme: Theme): Palette {
  const style = getComputedStyle(element)
  const read = (token: string): Color => new Color(style.getPropertyValue(token).trim() || '#888888')
  const isDark = theme === 'dark'
  return {
    theme,
    ground: read('--inside-ground'),
    floor: read('--inside-floor'),
    marking: read('--inside-marking'),
    frame: read('--inside-frame'),
    wall: read('--inside-wall'),
    accent: read('--inside-busy'),
    idle: read('--inside-free'),
    person: read('--inside-person'),
    unknown: read('--inside-unknown'),
    vehicles: [read('--inside-vehicle-0'), read('--inside-vehicle-1')],
    // Strong and even, without tone mapping: a lit face shows the very colour of the legend, or nearly so.
    sky: new Color('#ffffff'),
    bounce: new Color(isDark ? '#a8b2c0' : '#d8dde3'),
    sunIntensity: isDark ? 1.3 : 1.1,
    skyIntensity: isDark ? 2.3 : 2.6,
  }
}
