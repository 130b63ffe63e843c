import { describe, expect, it } from 'vitest'
import { createFixtureWorld, fixtureSpec } from '../world-fixture.ts'
import { layOutCouriers } from './couriers.ts'

const { places } = createFixtureWorld({ ...fixtureSpec, hubs: { ...fixtureSpec.hubs, count: 3 } }).w.layout
const [van] = fixtureSpec.couriers.vehicles
const spec = {
  ...fixtureSpec.couriers,
  weekendShare: 0.75,
  vehicles: [
    { ...van, id: 'bike', share: 0.5 },
    { ...van, id: 'van', share: 0.3 },
    { ...van, id: 'truck', share: 0.2 },
  ],
}

describe('couriers', () => {
  it('have vehicles, shifts and weekends by their shares, as evenly as whole numbers allow', () => {
    const { vehicle, shift, worksWeekends, hub } = layOutCouriers({ ...spec, count: 60 }, places)
    const count = (values: Uint8Array, value: number) => values.filter((v) => v === value).length
    expect([0, 1, 2].map((v) => count(vehicle, v))).toEqual([30, 18, 12])
    expect([0, 1].map((s) => count(shift, s))).toEqual([30, 30])
    expect([0, 1, 2].map((h) => count(hub, h))).toEqual([20, 20, 20])
    expect(count(worksWeekends, 1)).toBe(45)
  })

  it('keep what they have when one more is hired', () => {
    for (let count = 0; count < 25; count++) {
      const before = layOutCouriers({ ...spec, count }, places)
      const after = layOutCouriers({ ...spec, count: count + 1 }, places)
      for (const key of ['hub', 'vehicle', 'shift', 'worksWeekends'] as const)
        expect(Array.from(after[key].subarray(0, count))).toEqual(Array.from(before[key]))
    }
  })

  it('may be none', () => {
    expect(layOutCouriers({ ...spec, count: 0 }, places).count).toBe(0)
  })
})
