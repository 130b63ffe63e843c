import { expect, it } from 'vitest'
import { benchFleet } from './fleet.ts'

it('has the stated exchanges by their modes', async () => {
  const { value, problems } = await benchFleet({ batteries: 3000, days: 10 })
  expect(problems).toEqual([])
  expect(value).toMatchObject({ bench: 'fleet', n: 3000, days: 10, level: 'exchanges', seed: 1 })
  expect(value!.exchangesPerBatteryDay).toBeCloseTo(0.1, 1)
  expect(value!.byMode['box']).toBeCloseTo(0.7, 1)
  expect(value!.byMode['pickUp']).toBeCloseTo(0.2, 1)
  expect(value!.byMode['delivery']).toBeCloseTo(0.08, 1)
  expect(value!.byMode['fullMaintenance']).toBeCloseTo(0.02, 1)
  expect(value!.courierStops).toBeGreaterThan(0)
  expect(value!.kpis['slaKept']).toBeGreaterThan(0.9)
  expect(value!.logRows).toBeGreaterThan(value!.exchanges)
}, 30_000)

it('refuses a fleet beyond the limits of a scenario', async () => {
  const { value, problems } = await benchFleet({ batteries: 1e12 })
  expect(value).toBeNull()
  expect(problems.length).toBeGreaterThan(0)
})
