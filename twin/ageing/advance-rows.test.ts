import { describe, expect, test } from 'vitest'
import { advanceRows, createAgeingRows } from './advance-rows.ts'
import { advanceDay, createAgeingColumns, startAgeing } from './advance.ts'
import { computeDayRates, rateWidth } from './day-rates.ts'
import { ageingModels } from './model.ts'

const stress = { tempK: [300, 290], socFrac: [0.9, 0.5], hours: [16, 8], cRate: 0.2 }

describe.each(ageingModels.map((model) => [model.id, model] as const))('%s', (_, model) => {
  test('rows aged together have the bits of rows aged one by one; rows that are not named stay', () => {
    const rates = new Float64Array(2 * rateWidth)
    computeDayRates(model, { ...stress, dod: 0.5, efc: 0.7 }, rates, 0)
    computeDayRates(model, { ...stress, dod: 0, efc: 0 }, rates, rateWidth)
    const [together, apart] = [createAgeingColumns(4), createAgeingColumns(4)]
    for (const columns of [together, apart]) for (let row = 0; row < 4; row++) startAgeing(model, columns, row)
    const multiplier = Float64Array.of(1, 1.3, 1, 0.8)
    const rows = createAgeingRows(3)
    rows.row.set([0, 1, 3])
    rows.count = 3
    for (let day = 0; day < 40; day++) {
      rows.at.set(day % 5 === 0 ? [rateWidth, 0, 0] : [0, 0, rateWidth])
      advanceRows(model, rates, rows, multiplier, together)
      for (let i = 0; i < 3; i++) advanceDay(model, rates, rows.at[i], 1, multiplier[rows.row[i]], apart, rows.row[i])
    }
    expect(together).toEqual(apart)
    expect(together.efc[2]).toBe(0)
  })
})
