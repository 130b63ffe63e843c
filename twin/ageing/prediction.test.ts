import { describe, expect, test } from 'vitest'
import { advanceDay, createAgeingColumns, startAgeing } from './advance.ts'
import { averageDayRates, computeDayRates, rateWidth } from './day-rates.ts'
import type { DayStress } from './day-stress.ts'
import { ageFromNew } from './history.ts'
import { ageingModels } from './model.ts'
import { daysUntilSoh } from './prediction.ts'

const cases = ageingModels.flatMap((model) =>
  [
    { warm: 25, efc: 0.5, cRate: 0.05 },
    { warm: 33, efc: 2, cRate: 0.3 },
  ].flatMap((use) => [1, 1.5].map((multiplier) => ({ id: model.id, model, multiplier, ...use }))),
)

function stressOf(tempDegC: number, efc: number, cRate: number): DayStress {
  return { tempK: [tempDegC + 273.15], socFrac: [0.6], hours: [24], dod: 0.85, cRate, efc }
}

describe('daysUntilSoh', () => {
  test.each(cases)(
    '$id at $warm °C, $efc efc a day, multiplier $multiplier: agrees with daily stepping',
    ({ model, multiplier, warm, efc, cRate }) => {
      const rates = new Float64Array(rateWidth)
      computeDayRates(model, stressOf(warm, efc, cRate), rates, 0)
      for (const used of [0, 300]) {
        for (const limit of [0.9, 0.8, 0.7, 0.6]) {
          const columns = createAgeingColumns(1)
          startAgeing(model, columns, 0)
          for (let day = 0; day < used; day++) advanceDay(model, rates, 0, 1, multiplier, columns, 0)
          const before = columns.z0[0]
          const predicted = daysUntilSoh(model, rates, 0, columns, 0, multiplier, limit)
          expect(columns.z0[0]).toBe(before)
          let days = 0
          while (columns.q[0] > limit && days < 40_000) {
            advanceDay(model, rates, 0, 1, multiplier, columns, 0)
            days++
          }
          if (days < 40_000) expect(Math.abs(predicted - days + 0.5)).toBeLessThan(Math.max(0.6, 0.005 * days))
        }
      }
    },
  )

  test('at rest it is exact, also to the part of a day', () => {
    const [lfp] = ageingModels
    const rates = new Float64Array(rateWidth)
    computeDayRates(lfp, { ...stressOf(40, 0, 0), dod: 0 }, rates, 0)
    const columns = createAgeingColumns(1)
    startAgeing(lfp, columns, 0)
    const days = daysUntilSoh(lfp, rates, 0, columns, 0, 1, 0.95)
    advanceDay(lfp, rates, 0, days, 1, columns, 0)
    expect(columns.q[0]).toBeCloseTo(0.95, 9)
    expect(daysUntilSoh(lfp, rates, 0, columns, 0, 1, 0.95 + 1e-6)).toBe(0)
  })

  test('a limit out of reach is infinitely far', () => {
    const [lfp] = ageingModels
    const columns = createAgeingColumns(1)
    startAgeing(lfp, columns, 0)
    expect(daysUntilSoh(lfp, new Float64Array(rateWidth), 0, columns, 0, 1, 0.8)).toBe(Infinity)
    const rates = new Float64Array(rateWidth)
    computeDayRates(lfp, { ...stressOf(15, 0, 0), dod: 0 }, rates, 0)
    expect(daysUntilSoh(lfp, rates, 0, columns, 0, 0, 0.8)).toBe(Infinity)
  })
})

describe('ageFromNew', () => {
  /** Six years of days with seasons, their monthly means as the last rows, and the months' lengths. */
  function buildHistory(model: (typeof ageingModels)[number]): {
    rates: Float64Array
    days: number
    months: { at: number[]; days: number[] }
  } {
    const days = 2190
    const monthDays = 30
    const monthCount = days / monthDays
    const rates = new Float64Array((days + monthCount) * rateWidth)
    for (let day = 0; day < days; day++) {
      const tempDegC = 18 + 10 * Math.cos((2 * Math.PI * (day - 20)) / 365) + 4 * Math.cos(day * 1.7)
      computeDayRates(model, stressOf(tempDegC, day % 7 < 5 ? 1.5 : 0.2, 0.15), rates, day * rateWidth)
    }
    const months = { at: [] as number[], days: [] as number[] }
    for (let month = 0; month < monthCount; month++) {
      const at = (days + month) * rateWidth
      const rows = Array.from({ length: monthDays }, (_, k) => (month * monthDays + k) * rateWidth)
      averageDayRates(rates, rows, rates, at)
      months.at.push(at)
      months.days.push(monthDays)
    }
    return { rates, days, months }
  }

  const stated = (id: string): { month: number; short: number; long: number } => {
    if (['Lfp_Gr_250AhPrismatic', 'Nca_Gr_Panasonic3Ah_Battery', 'Nmc111_Gr_Kokam75Ah_Battery'].includes(id))
      return { month: 2e-5, short: 6e-4, long: 2e-4 }
    return { month: id === 'Lfp_Gr_SonyMurata3Ah_Battery' ? 9e-4 : 3e-4, short: 2e-3, long: 7e-4 }
  }

  test.each(ageingModels)('$id: monthly steps are as near to daily stepping as stated', (model) => {
    const { rates, days, months } = buildHistory(model)
    const columns = createAgeingColumns(2)
    for (const multiplier of [1, 1.4]) {
      for (const age of [5, 15, 30, 45.5, 60, 100, 365, 1000, 2190]) {
        startAgeing(model, columns, 0)
        const first = Math.floor(days - age)
        for (let day = first; day < days; day++) {
          advanceDay(model, rates, day * rateWidth, day === first ? first + 1 - (days - age) : 1, multiplier, columns, 0)
        }
        ageFromNew(model, { rates, ...months }, age, multiplier, columns, 1)
        const beginsWithMonth = age % 30 === 0
        const { month, short, long } = stated(model.id)
        expect(Math.abs(columns.q[0] - columns.q[1])).toBeLessThan(beginsWithMonth ? month : age < 60 ? short : long)
        expect(Math.abs(columns.efc[1] / columns.efc[0] - 1)).toBeLessThan(beginsWithMonth ? 7e-3 : 0.11)
      }
    }
  })

  test('a new battery stays new, and a history that is too short is a programmer’s error', () => {
    const [lfp] = ageingModels
    const columns = createAgeingColumns(1)
    const history = { rates: new Float64Array(rateWidth), at: [0], days: [30] }
    ageFromNew(lfp, history, 0, 1, columns, 0)
    expect(columns.q[0]).toBe(1)
    expect(() => ageFromNew(lfp, history, 31, 1, columns, 0)).toThrow('ageing-history-too-short')
  })
})
