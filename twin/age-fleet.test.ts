import { expect, test } from 'vitest'
import { PlaceKind } from './kinds.ts'
import type { WorldSpec } from './spec.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const day = 86_400_000
const warmBoxes: WorldSpec = { ...fixtureSpec, days: 2, boxes: { ...fixtureSpec.boxes, warmK: 6 } }

test('a battery is as warm as the class that it aged in: warmer in a box, half way to a heated room in a hub; not known before its first midnight', () => {
  const { w } = createFixtureWorld(warmBoxes)
  const { placeKind, tempDegC } = w.t.battery
  expect(tempDegC.subarray(0, w.t.clock.batteryRows[0]).every(Number.isNaN)).toBe(true)
  runWorld(w, day)
  const air = w.layout.weather.meanDegC[0]
  expect(tempDegC[placeKind.indexOf(PlaceKind.box)]).toBeCloseTo(air + 6, 4)
  expect(tempDegC[placeKind.indexOf(PlaceKind.hub)]).toBeCloseTo((air + 20) / 2, 4)
})
