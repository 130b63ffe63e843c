import { describe, expect, it } from 'vitest'
import { createFixtureWorld, fixtureSpec } from '../world-fixture.ts'
import { layOutCouriers, staffOn } from './couriers.ts'

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

  it('follow what is stated for their hub from its day on, and the even part of the count before and elsewhere', () => {
    const staffing = [
      { hub: places.name[1], fromDay: 31, count: 5 },
      { hub: places.name[1], fromDay: 59, count: 0 },
      { hub: places.name[2], fromDay: 0, count: 1 },
    ]
    const table = layOutCouriers({ ...spec, count: 7, staffing }, places)
    const staff = (day: number) => table.staffing.map((steps) => staffOn(steps, day))
    expect([0, 30, 31, 58, 59].map(staff)).toEqual([
      [3, 2, 1],
      [3, 2, 1],
      [3, 5, 1],
      [3, 5, 1],
      [3, 0, 1],
    ])
    // The fifth courier of hub 1 is courier 13: rows reach as far as it, and those before keep what they have.
    expect(table.count).toBe(14)
    const plain = layOutCouriers({ ...spec, count: 7 }, places)
    for (const key of ['hub', 'vehicle', 'shift', 'worksWeekends'] as const)
      expect(Array.from(table[key].subarray(0, 7))).toEqual(Array.from(plain[key]))
  })

  it('are spread evenly without a statement', () => {
    for (let count = 0; count < 8; count++) {
      const { staffing, hub } = layOutCouriers({ ...spec, count }, places)
      expect(staffing.map((steps) => staffOn(steps, 99))).toEqual([0, 1, 2].map((h) => hub.filter((of) => of === h).length))
    }
  })
})
