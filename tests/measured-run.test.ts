import { expect, test } from 'vitest'
import { columnOf, type ColumnTable } from '../data/columns/index.ts'
import { advanceMeasured, factsMeasured, startMeasuring } from '../scenarios/experiment/index.ts'
import { advanceRun, factsOf, startRun } from '../scenarios/run/index.ts'
import { hashWorld } from '../twin/state-hash.ts'
import { layOut } from '../twin/layout/layout.ts'
import { LogLevel } from '../twin/log.ts'
import { hourlyMeasures } from '../twin/facts.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const days = 30
const layout = layOut(loadSmall({ days, startDate: '2027-03-20', segments: { scooters: { customers: 80 } } }), shareCity())

function measure(warmUpDays: number, slice = 500) {
  const measured = startMeasuring(layout, warmUpDays, { level: LogLevel.facts })
  while (advanceMeasured(measured, slice).kind === 'running');
  return { facts: factsMeasured(measured), hash: hashWorld(measured.run.world) }
}

function sumOf(table: ColumnTable, name: string): number {
  return Array.from(columnOf(table, name)).reduce((sum, value) => sum + value, 0)
}

test('without a warm-up the facts are those of any run, and the run keeps its bits with one', () => {
  const plain = startRun(layout, { level: LogLevel.facts })
  while (advanceRun(plain, 500).kind === 'running');
  const whole = measure(0)
  expect(whole.facts).toEqual(factsOf(plain))
  expect(whole.hash).toBe(hashWorld(plain.world))
  expect(measure(14).hash).toBe(whole.hash)
})

test('only the measured days are there, and hours of the week tell the same sums as days', () => {
  for (const warmUpDays of [7, 14, days - 1]) {
    const [daily, hourly] = measure(warmUpDays).facts as [ColumnTable, ColumnTable]
    expect(Math.min(...columnOf(daily, 'day'))).toBe(warmUpDays)
    for (const { name } of hourlyMeasures) expect([name, sumOf(hourly, name)]).toEqual([name, sumOf(daily, name)])
  }
})

test('where the slices end does not matter', () => {
  expect(measure(7, 3).facts).toEqual(measure(7, 100_000).facts)
})
