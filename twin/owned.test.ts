import { expect, test } from 'vitest'
import { LogLevel } from './log.ts'
import { bookOwned } from './owned.ts'
import { createFixtureWorld, runWorld } from './world-fixture.ts'

const hourMs = 3_600_000

test('owned batteries counted by their lists are those that a full log counts one by one, also while couriers carry some', () => {
  for (const hours of [8, 11, 14, 30]) {
    const [few, all] = [LogLevel.facts, LogLevel.full].map((level) => {
      const { w } = createFixtureWorld(undefined, level)
      runWorld(w, hours * hourMs)
      w.t.dayFacts.ownedDays.fill(0)
      bookOwned(w)
      return [...w.t.dayFacts.ownedDays]
    })
    expect(few).toEqual(all)
    expect(few.reduce((sum, days) => sum + days, 0)).toBeGreaterThan(0)
  }
})
