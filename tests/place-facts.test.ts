import { expect, test } from 'vitest'
import { columnOf } from '../data/columns/index.ts'
import { tabulatePlaces } from '../scenarios/replay/place-facts.ts'
import { advanceReplay, startReplay } from '../scenarios/replay/replay.ts'
import { factsOf } from '../scenarios/run/index.ts'
import { createSurvey } from '../twin/layout/survey.ts'
import { layOut } from '../twin/layout/layout.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

test('what happened by place adds up to the facts of the run', () => {
  const city = shareCity()
  const survey = createSurvey(city)
  const spec = loadSmall({ days: 30, couriers: { count: 1 }, segments: { scooters: { customers: 120 } } })
  const replay = startReplay(layOut(spec, city, survey), survey)
  while (advanceReplay(replay, 5000).kind === 'running');
  const [daily] = factsOf(replay.run)
  const sumOf = (name: string): number => Float64Array.from(columnOf(daily, name)).reduce((sum, value) => sum + value, 0)
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
  const places = tabulatePlaces(replay.layout, replay.journal.counts)
  const missed = sumOf('promisesDue') - sumOf('promisesKept')
  expect(missed).toBeGreaterThan(0)
  expect(total(places.promisesMissed)).toBe(missed)
  expect(total(places.exchanges)).toBe(sumOf('swaps') + sumOf('replacements'))
  expect(sumOf('stockOutMs')).toBeGreaterThan(0)
  expect(total(places.stockOutMs)).toBe(sumOf('stockOutMs'))
  expect(places.exchanges.filter((count) => count > 0).length).toBeGreaterThan(2)
})
