import { describe, expect, it } from 'vitest'
import { dailyFacts, dailyMeasures } from './facts.ts'
import { flushDay } from './flush-day.ts'
import { DeliveryMode } from './kinds.ts'
import { cellOf } from './layout/layout.ts'
import { createFixtureWorld } from './world-fixture.ts'

const names = dailyFacts.columns.map((c) => c.name)

describe('flushDay', () => {
  it('hands on one row for each cell in which anything happened, with its keys, and empties the accumulators', () => {
    const { w, record } = createFixtureWorld()
    for (const m of dailyMeasures) w.t.dayFacts[m.name].fill(0)
    const box = cellOf(w.layout, 0, DeliveryMode.box, 0)
    const home = cellOf(w.layout, 0, DeliveryMode.fullMaintenance, 3)
    w.t.dayFacts.swaps[box] = 5
    w.t.dayFacts.feeMicroEur[box] = 7
    // What only takes away is told as well.
    w.t.dayFacts.renewalMicroEur[home] = -3
    flushDay(w, 4)
    const row = (at: number) => Object.fromEntries(names.map((name, i) => [name, record.days[0][i][at]]).filter(([, value]) => value !== 0))
    expect(record.days[0][0].length).toBe(2)
    expect(row(0)).toEqual({ day: 4, mode: DeliveryMode.box, swaps: 5, feeMicroEur: 7 })
    expect(row(1)).toEqual({ day: 4, mode: DeliveryMode.fullMaintenance, product: 3, renewalMicroEur: -3 })
    for (const m of dailyMeasures) expect(w.t.dayFacts[m.name].every((value) => value === 0)).toBe(true)
  })

  it('hands on an empty day as such', () => {
    const { w, record } = createFixtureWorld()
    for (const m of dailyMeasures) w.t.dayFacts[m.name].fill(0)
    flushDay(w, 0)
    expect(record.days.length).toBe(1)
    expect(record.days[0].map((column) => column.length)).toEqual(names.map(() => 0))
  })
})
