import { assert, integer, property, tuple, array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveLibrary } from '../library/index.ts'
import { loadScenario } from '../load/index.ts'
import type { JsonObject } from '../load/index.ts'
import { apportion } from './divide.ts'
import { placeCities, readSpan } from './index.ts'

const load = (overrides: JsonObject) =>
  loadScenario(resolveLibrary('baseline') ?? '', { resolve: resolveLibrary, self: 'baseline', overrides })

function place(cities: object, keys: object = {}, scale = 1) {
  const file = { format: 'voltwin-span', version: 1, name: 'span', seed: 1, scenario: 'baseline', ...keys, cities }
  const { value, problems } = readSpan(JSON.stringify(file))
  expect(problems).toEqual([])
  return placeCities(value!, load, scale)
}

const specsOf = (cities: object, keys: object = {}, scale = 1) => place(cities, keys, scale).value!.map(({ scenario }) => scenario.spec)

describe('cities of a span', () => {
  test('share the base’s customers, places and couriers so that nothing is lost', () => {
    const cities = { A: { generated: 1, share: 0.5 }, B: { generated: 2, share: 0.3 }, C: { generated: 3, share: 0.2 } }
    const specs = specsOf(cities)
    const sum = (figure: (spec: (typeof specs)[number]) => number) => specs.reduce((total, spec) => total + figure(spec), 0)
    expect(specs[0].segments.map(({ customers }) => customers)).toEqual([600, 150, 750, 60])
    expect(sum(({ segments }) => segments.reduce((total, { customers }) => total + customers, 0))).toBe(1200 + 300 + 1500 + 120)
    expect([sum(({ boxes }) => boxes.count), sum(({ shops }) => shops.count), sum(({ couriers }) => couriers.count)]).toEqual([38, 10, 12])
    expect(specs.map(({ hubs }) => hubs.count)).toEqual([1, 1, 1])
    expect(specs[2].boxes).toMatchObject({ count: 8, slots: 11 })
  })

  test('without shares have the whole base each; own overrides lie over all', () => {
    const [a, b] = specsOf({ A: { generated: 1 }, B: { generated: 2, overrides: { boxes: { count: 5 } } } }, { overrides: { days: 30 } })
    expect([a.boxes.count, b.boxes.count, a.days, b.days]).toEqual([38, 5, 30, 30])
  })

  test('are scaled as a whole', () => {
    expect(specsOf({ A: { generated: 1, share: 0.5 }, B: { generated: 2, share: 0.5 } }, {}, 0.1)[0].segments[0].customers).toBe(60)
  })

  test('have luck of their own that depends on the span’s seed and their name alone', () => {
    const [a, b] = specsOf({ A: { generated: 1, share: 0.5 }, B: { generated: 2, share: 0.5 } })
    const [again] = specsOf({ A: { generated: 1, share: 0.5 }, A2: { generated: 9, share: 0.5 } })
    expect([again.seed === a.seed, a.seed === b.seed, specsOf({ A: { generated: 1 } }, { seed: 2 })[0].seed === a.seed]).toEqual([
      true,
      false,
      false,
    ])
    expect(Number.isSafeInteger(a.seed)).toBe(true)
  })

  test('whose scenario is not sound are told by name', () => {
    const tooMany = { A: { generated: 1, overrides: { segments: { scooters: { product: 'skate' } } } } }
    expect(place(tooMany).problems[0]).toMatchObject({
      place: expect.stringContaining('cities.A → segments.scooters.product'),
      value: '"skate"',
    })
  })

  test('cannot share places that stand in one of them', () => {
    const closures = { hubs: { closures: { strike: { hub: 'North', fromDay: 1, days: 2 } } } }
    const cities = { A: { generated: 1, share: 1 } }
    expect(place(cities, { overrides: closures }).problems).toMatchObject([{ code: 'of-one-city', place: 'overrides → hubs.closures' }])
    expect(place({ A: { ...cities.A, overrides: closures } }).problems).toEqual([])
  })
})

test('parts add up to the whole, and none is more than one away from its share', () => {
  const weights = array(integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 })
  assert(
    property(tuple(integer({ min: 0, max: 2_000_000 }), weights), ([figure, parts]) => {
      const sum = parts.reduce((total, part) => total + part, 0)
      const shares = parts.map((part) => part / sum)
      const found = apportion(figure, shares)
      expect(found.reduce((total, part) => total + part, 0)).toBe(figure)
      found.forEach((part, i) => expect(Math.abs(part - figure * shares[i])).toBeLessThan(1.001))
    }),
  )
})
