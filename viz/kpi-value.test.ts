import { expect, test } from 'vitest'
import { kpis } from '../scenarios/kpis/index.ts'
import { formatQuantity } from './format.ts'
import { toKpiValue } from './kpi-value.ts'

const show = (id: string, value: number) => {
  const unit = kpis.find((kpi) => kpi.id === id)!.unit
  const shown = toKpiValue({ id, value, unit, n: 1, at: null, groups: [] })
  const quantity = formatQuantity(shown.value, shown.unit)
  return `${quantity.number} ${quantity.unit}`.trim()
}

test.each([
  ['slaKept', 0.953, '95.3 %'],
  ['floatFactor', 1.25, '1.25'],
  ['swapsPerCourierHour', 4.3, '4.3 per h'],
  ['replacedPerYear', 0.11, '11.0 % per year'],
  ['fadeMean', 2.31, '2.31 points per year'],
  ['lostPerThousandMonths', 0.4, '0.4 per 1\u202f000 months'],
  ['costPerKWh', 0.4123, '0.41 € per kWh'],
  ['costPerBatteryMonth', -11.4, '−11.40 € per month'],
  ['kmPerStop', 2.5, '2.5 km'],
  ['energyBought', 912_345, '912.3 MWh'],
])('%s of %d reads %s', (id, value, expected) => {
  expect(show(id, value)).toBe(expected)
})

test('every figure has a label, a meaning and a unit that people know', () => {
  for (const { id } of kpis) {
    const { label, counts, meaning, unit } = toKpiValue({
      id,
      value: 1,
      unit: kpis.find((kpi) => kpi.id === id)!.unit,
      n: 1,
      at: null,
      groups: [],
    })
    expect([label, counts, meaning].every((words) => words.length > 0)).toBe(true)
    expect(formatQuantity(1, unit).unit).toMatch(/^(|%|(% |points |€ |kg )?per .+|km|kWh|kg|points)$/)
  }
})
