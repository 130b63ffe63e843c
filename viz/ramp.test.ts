import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { colourOfSoh, contrastOf, cssRamp, luminanceOf, sohRamps, type Rgb } from './ramp.ts'

const grounds: Readonly<Record<'dark' | 'light', Rgb>> = { dark: [0x13, 0x19, 0x20], light: [0xf1, 0xf3, 0xf5] }

describe.each(['dark', 'light'] as const)('the ramp of the %s theme', (theme) => {
  test('gets lighter all the way from worn to new, so that it reads without colour vision', () => {
    const lightness = Array.from({ length: 81 }, (_, i) => luminanceOf(colourOfSoh(theme, 0.6 + i * 0.005)))
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1] - 0.002)
    expect(sohRamps[theme].map(luminanceOf)).toEqual(sohRamps[theme].map(luminanceOf).toSorted((a, b) => a - b))
  })

  test('stands out from the ground 3 : 1 at every stop', () => {
    for (const stop of sohRamps[theme]) expect(contrastOf(stop, grounds[theme])).toBeGreaterThanOrEqual(3)
  })

  test('any state of health has a colour within bytes, and the ends hold beyond the ends', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (soh) => {
        for (const byte of colourOfSoh(theme, soh)) expect(Number.isInteger(byte) && byte >= 0 && byte <= 255).toBe(true)
      }),
    )
    expect(colourOfSoh(theme, 0.2)).toEqual(sohRamps[theme][0])
    expect(colourOfSoh(theme, 1)).toEqual(sohRamps[theme].at(-1))
    expect(colourOfSoh(theme, 0.8)).toEqual(sohRamps[theme][2])
  })

  test('the legend shows the very stops', () => {
    for (const stop of sohRamps[theme]) expect(cssRamp(theme)).toContain(`rgb(${stop.join(' ')})`)
  })
})

test('contrast is that of WCAG: white on black is 21', () => {
  expect(contrastOf([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 10)
  expect(contrastOf([0x77, 0x77, 0x77], [255, 255, 255])).toBeCloseTo(4.48, 2)
})
