import { expect, test } from 'vitest'
import { resolveSpan } from '../../scenarios/index.ts'
import { readSpanSource } from '../span/prepare.ts'
import { benchMillion, exponentOf, measureSpan } from './million.ts'

const text = resolveSpan('million') ?? ''

test('the library’s million has a million batteries in ten cities, each of them laid out for its part', () => {
  const { value, problems } = readSpanSource({ text, file: null }, {})
  expect(problems).toEqual([])
  const specs = value!.cities.map(({ scenario }) => scenario.spec)
  expect(specs.map(({ segments }) => segments.map(({ customers }) => customers))).toEqual(Array.from({ length: 10 }, () => [80_000]))
  expect(specs[0]).toMatchObject({ days: 365, hubs: { count: 10 }, boxes: { count: 400 }, shops: { count: 80 }, couriers: { count: 170 } })
  expect(800_000 * specs[0].products[0].floatFactor).toBe(1_000_000)
  expect(new Set(specs.map(({ seed }) => seed)).size).toBe(10)
  const seeds = value!.cities.map(({ place }) => (place.kind === 'generated' ? place.seed : -1))
  expect(new Set(seeds).size).toBe(10)
})

test('a scaled-down copy of it has the stated exchanges by their modes', async () => {
  // Two cities say the same of exchanges as ten, and are drawn and measured in a fifth of the time.
  const { cities, ...file } = JSON.parse(text) as { cities: Record<string, object> }
  const two = { Aldern: { ...cities['Aldern'], share: 0.5 }, Brenfurt: { ...cities['Brenfurt'], share: 0.5 } }
  const { value, problems } = await measureSpan({ text: JSON.stringify({ ...file, cities: two }), file: null }, 10_000, { days: 21 })
  expect(problems).toEqual([])
  expect(value).toMatchObject({ bench: 'million', n: 10_000, days: 21, cities: 2, seed: 1 })
  expect(value!.exchangesPerBatteryDay).toBeCloseTo(0.3, 2)
  expect(value!.byMode['box']).toBeCloseTo(0.7, 1)
  expect(value!.byMode['pickUp']).toBeCloseTo(0.2, 1)
  expect(value!.byMode['delivery']).toBeCloseTo(0.08, 1)
  expect(value!.byMode['fullMaintenance']).toBeCloseTo(0.02, 1)
  expect(value!.promisesKept).toBeGreaterThan(0.95)
  expect(value!.courierStops).toBeGreaterThan(0)
  expect(value!.quartersMemoryMB).toHaveLength(4)
}, 60_000)

test('the exponent is 1 where a battery-day costs the same at every size', () => {
  expect(exponentOf([1, 10, 100].map((n) => ({ n, cpuSeconds: 3 * n })))).toBeCloseTo(1, 12)
  expect(exponentOf([1, 10, 100].map((n) => ({ n, cpuSeconds: n * n })))).toBeCloseTo(2, 12)
  expect(exponentOf([{ n: 5, cpuSeconds: 1 }])).toBeNull()
})

test('sizes that cannot be are refused', async () => {
  const { value, problems } = await benchMillion({ batteries: ['10000', '1e9'] }, () => undefined)
  expect({ value, problems }).toMatchObject({ value: null, problems: [{ code: 'bad-number', place: '--batteries', value: '1e9' }] })
})
