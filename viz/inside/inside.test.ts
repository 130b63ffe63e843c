import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InsideState } from '../../scenarios/index.ts'
import { PlaceKind } from '../../twin/index.ts'
import { capacityOf, packEdge, planFloor, zoneOf } from './floor-plan.ts'
import { stageInside } from './inside-fixture.ts'
import { firstHit } from './ray.ts'
import { assignSlots, placeBatteries } from './slots.ts'

const hub = (count: number, seed = 1) => stageInside({ kind: PlaceKind.hub, count, seed })

test('every battery has a cell of its own in the zone of what it does', () => {
  fc.assert(
    fc.property(fc.nat(900), fc.nat(50), fc.constantFrom(PlaceKind.hub, PlaceKind.shop, PlaceKind.box), (count, seed, kind) => {
      const view = stageInside({ kind, count: kind === PlaceKind.hub ? count : count % 25, seed })
      const plan = planFloor(view, null)
      const slots = assignSlots(view, plan, null)
      const positions = placeBatteries(view, slots)
      const cells = new Set<string>()
      for (let row = 0; row < view.batteries.count; row++) {
        const battery = view.batteries.battery[row]
        const zone = plan.zones.find(({ id }) => id === zoneOf(view, row))!
        expect(slots.cellOfBattery.get(battery)).toBeLessThan(capacityOf(zone))
        cells.add(positions.subarray(3 * row, 3 * row + 3).join())
      }
      expect(cells.size).toBe(view.batteries.count)
    }),
    { numRuns: 40 },
  )
})

test('a battery that goes on doing the same keeps its cell, whoever comes or leaves', () => {
  const first = hub(200)
  const plan = planFloor(first, null)
  const before = assignSlots(first, plan, null)
  const later = hub(180)
  const after = assignSlots(later, planFloor(later, plan), before)
  let kept = 0
  for (const [battery, cellBefore] of before.cellOfBattery) {
    if (after.zoneOfBattery.get(battery) !== before.zoneOfBattery.get(battery)) continue
    expect(after.cellOfBattery.get(battery)).toBe(cellBefore)
    kept += 1
  }
  expect(kept).toBeGreaterThan(100)
})

test('the plan stays while all have room in it, grows when they have not, and is new for another place', () => {
  const plan = planFloor(hub(200), null)
  expect(planFloor(hub(190), plan)).toBe(plan)
  expect(planFloor(hub(900), plan)).not.toBe(plan)
  expect(planFloor({ ...hub(200), place: 7 }, plan)).not.toBe(plan)
})

test('a ready battery that is still on its charger stands there', () => {
  const view = hub(50)
  const row = Array.from(view.batteries.state).findIndex((state, i) => state === InsideState.ready && view.batteries.isOnCharger[i] === 1)
  expect(zoneOf(view, row)).toBe('chargers')
})

test('heavier packs are larger, within limits', () => {
  expect([0.75, 2.9, 10, 48].map(packEdge)).toEqual([0.75, 2.9, 10, 48].map(packEdge).toSorted((a, b) => a - b))
  expect(packEdge(1000)).toBe(0.4)
})

test('a ray meets the nearest box, as a naive march along it says', () => {
  const unit = fc.double({ min: -1, max: 1, noNaN: true })
  const boxes = fc.array(fc.tuple(unit, unit, unit), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(boxes, unit, unit, (points, dx, dy) => {
      const ray = { from: [0, 0, 6], to: [dx * 0.3, dy * 0.3, -1] } as const
      const positions = Float32Array.from(points.flat())
      const edges = new Float32Array(points.length).fill(0.25)
      const hit = firstHit(ray, positions, edges)
      const holds = (row: number, at: number) => {
        const [x, y, z] = [0, 1, 2].map((axis) => ray.from[axis] + ray.to[axis] * at - positions[3 * row + axis])
        return Math.abs(x) <= 0.124 && y >= 0.001 && y <= 0.249 && Math.abs(z) <= 0.124
      }
      for (let at = 0; at < 12; at += 0.02) {
        const inside = points.findIndex((_, row) => holds(row, at))
        if (inside < 0) continue
        expect(hit).toBeGreaterThanOrEqual(0)
        return
      }
    }),
    { numRuns: 200 },
  )
  expect(firstHit({ from: [0, 0.1, 5], to: [0, 0, -1] }, Float32Array.of(0, 0, -2, 0, 0, 1, 3, 0, 2), Float32Array.of(0.3, 0.3, 0.3))).toBe(
    1,
  )
  expect(firstHit({ from: [0, 9, 5], to: [0, 0, -1] }, Float32Array.of(0, 0, 0), Float32Array.of(0.3))).toBe(-1)
})
