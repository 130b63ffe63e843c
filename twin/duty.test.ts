import { describe, expect, it } from 'vitest'
import { advanceDay, createAgeingColumns, startAgeing } from './ageing/index.ts'
import { layOutWarmth } from './layout/index.ts'
import { atRestAt, createDutyRates, fillDutyRates, inUseAt, modelOf, useBins, useBinWidth } from './duty.ts'
import { createFixtureWorld } from './world-fixture.ts'

const { layout } = createFixtureWorld().w
const { spec } = layout

/** Capacity after a year of days with one class of stress. */
function capacityAfterYear(at: number, productId: string, meanDegC: number): number {
  const duty = createDutyRates(spec)
  fillDutyRates(duty, layout, layOutWarmth(spec, new Float64Array(24).fill(meanDegC)), 0)
  const model = modelOf(spec.products.find((p) => p.id === productId)!)
  const columns = createAgeingColumns(1)
  startAgeing(model, columns, 0)
  for (let day = 0; day < 365; day++) advanceDay(model, duty.rates, at, 1, 1, columns, 0)
  return columns.q[0]
}

describe('stress classes', () => {
  it('are found by the nearest bin of the day’s use; beyond the last one counts', () => {
    expect(inUseAt(0, 0)).toBe(0)
    expect(inUseAt(0, useBinWidth)).toBe(inUseAt(0, useBinWidth * 1.4))
    expect(inUseAt(0, useBinWidth * 1.6)).toBe(inUseAt(0, useBinWidth * 2))
    expect(inUseAt(0, 100)).toBe(inUseAt(0, (useBins - 1) * useBinWidth))
    expect(inUseAt(1, 0)).toBeGreaterThan(inUseAt(0, 100))
    const last = atRestAt(spec, spec.products.length - 1, true)
    expect(createDutyRates(spec).rates.length).toBeGreaterThan(last)
  })

  it.each([0, 1, 2, 3])('wear a battery of segment %i down the more the more it is used', (segment) => {
    const { product } = spec.segments[segment]
    const left = Array.from({ length: 9 }, (_, i) => capacityAfterYear(inUseAt(segment, i * useBinWidth), product, 15))
    // More use also means lower states of charge, which are kinder: from the first bin with use on, use decides.
    for (let i = 2; i < left.length; i++) expect(left[i]).toBeLessThanOrEqual(left[i - 1] + 1e-4)
    expect(left[8]).toBeLessThan(left[1])
    expect(left.every((q) => q > 0.3 && q < 1)).toBe(true)
  })

  it('wear a battery at rest down faster in a warm box than indoors, and faster in summer', () => {
    for (const [p, { id }] of spec.products.entries()) {
      const rest = (isInBox: boolean, meanDegC: number) => capacityAfterYear(atRestAt(spec, p, isInBox), id, meanDegC)
      expect(rest(true, 28)).toBeLessThan(rest(false, 28))
      expect(rest(true, 30)).toBeLessThan(rest(true, 15))
    }
  })
})
