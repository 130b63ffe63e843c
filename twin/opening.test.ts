import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wallHourAt } from './layout/days.ts'
import { addOpenMs } from './opening.ts'
import type { HubSpec } from './spec.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec } from './world-fixture.ts'

const minute = 60_000
const hour = 60 * minute

function withHours(hours: Partial<HubSpec>, offsets = fixtureSpec.calendar.utcOffsets): World {
  const calendar = { ...fixtureSpec.calendar, utcOffsets: offsets }
  return createFixtureWorld({ ...fixtureSpec, calendar, hubs: { ...fixtureSpec.hubs, ...hours } }).w
}

const usual = withHours({ openHour: 6, closeHour: 22 })
const spring = withHours({ openHour: 1, closeHour: 5 }, [
  { fromMs: 0, offsetMs: hour },
  { fromMs: 26 * hour, offsetMs: 2 * hour },
])

/** Minute by minute. */
function addNaively(w: World, fromMs: number, spanMs: number): number {
  const { openHour, closeHour } = w.layout.spec.hubs
  let at = fromMs
  for (let left = spanMs; left > 0; at += minute) {
    const wall = wallHourAt(w.layout.days, at)
    if (wall >= openHour && wall < closeHour) left -= minute
  }
  return at
}

describe('addOpenMs', () => {
  it('is what a clock that runs in opening hours only shows', () => {
    const worlds = fc.constantFrom(usual, spring)
    fc.assert(
      fc.property(worlds, fc.nat(3 * 24 * 60), fc.integer({ min: 1, max: 40 * 60 }), (w, from, span) => {
        expect(addOpenMs(w, from * minute, span * minute)).toBe(addNaively(w, from * minute, span * minute))
      }),
    )
  })

  it('ends at closing time sharp, and goes on in the morning with a millisecond more', () => {
    expect(addOpenMs(usual, 20 * hour, 2 * hour)).toBe(22 * hour)
    expect(addOpenMs(usual, 20 * hour, 2 * hour + 1)).toBe(30 * hour + 1)
  })

  it('counts every hour where hubs never open', () => {
    expect(addOpenMs(withHours({ openHour: 8, closeHour: 8 }), 3 * hour, 50 * hour)).toBe(53 * hour)
  })
})
