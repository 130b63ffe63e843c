import type { Theme } from './theme.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

/** State of health that the ramp begins and ends with; what lies outside takes the end's colour. */
export const rampFromFrac = 0.6
export const rampToFrac = 1

/**
 * Viridis (Smith, van der Walt 2015) in five even stops, from worn to new: lightness rises all the way, so that it reads without colour
 * vision and in print. Dark: its dark end is lifted, light: its light end is lowered, so that each stop stands out from the ground 3 : 1.
 */
export const sohRamps: Readonly<Record<Theme, readonly Rgb[]>> = {
  dark: [
    [0x74, 0x68, 0xc9],
    [0x3f, 0x8a, 0xbd],
    [0x22, 0xa8, 0x90],
    [0x7d, 0xcf, 0x52],
    [0xfd, 0xe7, 0x25],
  ],
  light: [
    [0x3b, 0x0f, 0x70],
    [0x32, 0x48, 0x8a],
    [0x19, 0x68, 0x7c],
    [0x27, 0x7f, 0x47],
    [0x8a, 0x80, 0x00],
  ],
}

/** Colour of a state of health 0..1. */
export function colourOfSoh(theme: Theme, sohFrac: number): Rgb {
  return colourOfShare(theme, (sohFrac - rampFromFrac) / (rampToFrac - rampFromFrac))
}

/** Colour of a share of the ramp, 0..1; what lies outside takes the end's colour. */
export function colourOfShare(theme: Theme, shareFrac: number): Rgb {
  const stops = sohRamps[theme]
  const at = Math.min(1, Math.max(0, shareFrac)) * (stops.length - 1)
  const low = Math.min(Math.floor(at), stops.length - 2)
  const mix = (channel: number) => Math.round(stops[low][channel] + (stops[low + 1][channel] - stops[low][channel]) * (at - low))
  return [mix(0), mix(1), mix(2)]
}

/** The ramp as a CSS gradient, worn to new from left to right. */
export function cssRamp(theme: Theme): string {
  return `linear-gradient(90deg, ${sohRamps[theme].map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`
}

/** Relative luminance 0..1 by WCAG 2.2. */
export function luminanceOf(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((byte) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast 1..21 by WCAG 2.2. */
export function contrastOf(a: Rgb, b: Rgb): number {
  const [low, high] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}
