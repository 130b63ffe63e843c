import { expect, test } from 'vitest'
import { ageingModels } from '../twin/ageing/index.ts'
import { outlookOf } from '../twin/outlook.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from '../twin/world-fixture.ts'

test.each(ageingModels)(
  'a fleet of $id lives: start fleet, twenty days, an outlook for every battery',
  ({ id, hasResistance, chemistry }) => {
    const { w } = createFixtureWorld({
      ...fixtureSpec,
      products: fixtureSpec.products.map((product) => ({ ...product, ageingModel: id })),
      co2: { ...fixtureSpec.co2, packGramPerKWh: { [chemistry]: 74_000 } },
    })
    runWorld(w)
    const b = w.t.battery
    const rows = w.t.clock.batteryRows[0]
    expect(rows).toBeGreaterThan(40)
    let loss = 0
    for (let battery = 0; battery < rows; battery++) {
      expect(b.q[battery]).toBeGreaterThan(0)
      expect(b.q[battery]).toBeLessThan(1.01)
      expect(Number.isNaN(b.r[battery])).toBe(!hasResistance)
      expect(outlookOf(w, battery).daysToLimit).toBeGreaterThanOrEqual(0)
      loss += b.startQ[battery] - b.q[battery]
    }
    // Titanate may gain at rest; a fleet in use still loses.
    expect(loss).toBeGreaterThan(0)
  },
)
