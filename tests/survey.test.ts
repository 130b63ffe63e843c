import { expect, test } from 'vitest'
import { generateCity } from '../twin/city/index.ts'
import { loadSmall, shareCity } from './small-scenario.ts'
import { createWorld } from '../twin/create-world.ts'
import { hashWorld } from '../twin/state-hash.ts'
import { createRecord, runWorld } from '../twin/world-fixture.ts'
import { layOut } from '../twin/layout/layout.ts'
import { createSurvey } from '../twin/layout/survey.ts'

const city = shareCity()
const survey = createSurvey(city)

test('a kept survey gives the layout that a new one gives, whatever was asked of it before', () => {
  const base = { days: 4 }
  const changes = [base, { ...base, couriers: { count: 5 }, boxes: { count: 6 }, seed: 9 }, base]
  for (const change of changes) {
    const spec = loadSmall(change)
    const kept = layOut(spec, city, survey)
    expect(kept).toEqual(layOut(spec, city))
    const run = () => {
      const w = createWorld(kept, { sink: createRecord().sink, level: 0 })
      runWorld(w)
      return hashWorld(w)
    }
    expect(run()).toBe(run())
  }
})

test('what does not change is not measured again', () => {
  const first = layOut(loadSmall({ days: 4 }), city, survey)
  expect(survey.contract(null)).toBe(survey.contract(null))
  expect(survey.place(2)).toBe(survey.place(2))
  expect(layOut(loadSmall({ days: 4, couriers: { count: 4, eurPerHour: 30 } }), city, survey).places.node).toEqual(first.places.node)
})

test('a survey of another city is refused', () => {
  const other = generateCity({ seed: 2 })
  expect(() => layOut(loadSmall({ days: 4 }), other, survey)).toThrow('survey-city')
})
