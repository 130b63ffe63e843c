import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveLibrary } from '../library/index.ts'
import { loadScenario } from '../load/index.ts'
import type { JsonObject } from '../load/index.ts'
import { listFraction, planFraction } from './fraction.ts'
import { listPoints, placePoints, readDesign } from './index.ts'
import type { Design } from './index.ts'
import { fillLatin } from './latin.ts'

const head = { format: 'voltwin-experiment', version: 1, name: 'x', scenario: 'baseline', replications: 3 }
const couriers = { path: 'couriers.count', levels: [6, 8] }
const demand = { path: 'fleet.demandFactor', range: [0.8, 1.2] }
const hubs = { levels: { few: { 'hubs.chargers': 10, 'hubs.staff': 2 }, many: { 'hubs.chargers': 30, 'hubs.staff': 5 } } }

function read(keys: object): Design {
  const { value, problems } = readDesign(JSON.stringify({ ...head, ...keys }))
  expect(problems).toEqual([])
  return value!
}

const problemsOf = (keys: object) =>
  readDesign(JSON.stringify({ ...head, ...keys })).problems.map(({ code, place, remedy }) => [code, place, remedy])
const load = (overrides: JsonObject) => loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, self: 'baseline', overrides })
const namesOf = (keys: object) => listPoints(read(keys)).value!.points.map(({ name }) => name)

describe('points', () => {
  test('of a full factorial: every combination, the base first, several keys at one level', () => {
    expect(namesOf({ factors: { couriers, hubs } })).toEqual([
      'base',
      'couriers=6 hubs=few',
      'couriers=6 hubs=many',
      'couriers=8 hubs=few',
      'couriers=8 hubs=many',
    ])
    const [, , many] = listPoints(read({ factors: { couriers, hubs } })).value!.points
    expect(many.overrides).toEqual({ couriers: { count: 6 }, hubs: { chargers: 30, staff: 5 } })
  })

  test('of named scenarios', () => {
    const scenarios = { 'two more': { couriers: { count: 10 } }, quiet: { fleet: { demandFactor: 0.9 } } }
    expect(namesOf({ scenarios })).toEqual(['base', 'two more', 'quiet'])
  })

  test('of a Latin hypercube: one in each stratum of each factor, whole numbers whole, and a factor more moves none of the others', () => {
    const many = { path: 'couriers.count', range: [4, 13] }
    const points = (factors: object) => listPoints(read({ factors, design: { kind: 'latin', points: 10, seed: 7 } })).value!.points.slice(1)
    const two = points({ many, demand })
    expect(two.map(({ levels }) => levels[0].value!).toSorted((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(two.map(({ levels }) => Math.floor((levels[1].value! - 0.8) * 25)).toSorted((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    expect(points({ hubs, many, demand }).map(({ levels }) => levels.slice(1))).toEqual(two.map(({ levels }) => levels))
  })

  test('Latin strata, for any number of points and seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), (points, seed) => {
        const rows = fillLatin(['a', 'b'], points, seed)
        for (const column of [0, 1])
          expect(rows.map((row) => Math.floor(row[column] * points)).toSorted((a, b) => a - b)).toEqual(rows.map((_, i) => i))
      }),
      { numRuns: 30 },
    )
  })
})

describe('a fraction', () => {
  const namesUpTo = (k: number) => Array.from({ length: k }, (_, i) => `f${i}`)
  const search = (k: number, resolution: number) =>
    planFraction(
      { kind: 'fractional', resolution, generators: {} },
      namesUpTo(k),
      Array.from({ length: k }, () => 2),
    )

  test('of a resolution is as small as the tables say', () => {
    // Runs by Box, Hunter and Hunter, Statistics for Experimenters (2005), table 6.22.
    const sizes = [
      [3, 3, 4],
      [5, 3, 8],
      [7, 3, 8],
      [11, 3, 16],
      [15, 3, 16],
      [4, 4, 8],
      [8, 4, 16],
      [9, 4, 32],
      [5, 5, 16],
      [6, 5, 32],
      [8, 5, 64],
      [10, 5, 128],
      [11, 5, 128],
    ]
    for (const [k, resolution, runs] of sizes) {
      const { value } = search(k, resolution)
      expect([k, resolution, listFraction(value!).length]).toEqual([k, resolution, runs])
      expect(value!.resolution).toBeGreaterThanOrEqual(resolution)
    }
  })

  test('is balanced, and any resolution − 1 factors meet in all combinations', () => {
    const { value } = search(7, 4)
    const rows = listFraction(value!)
    for (let a = 0; a < 7; a++)
      for (let b = a + 1; b < 7; b++)
        for (let c = b + 1; c < 7; c++) {
          const counts = Array.from({ length: 8 }, () => 0)
          for (const row of rows) counts[4 * row[a] + 2 * row[b] + row[c]]++
          expect(new Set(counts)).toEqual(new Set([rows.length / 8]))
        }
  })

  test('by generators: words and resolution are told', () => {
    const factors = { a: couriers, b: demand, c: hubs }
    const { value } = listPoints(read({ factors, design: { kind: 'fractional', generators: { c: ['a', 'b'] } } }))
    expect(value).toMatchObject({ resolution: 3, words: [['a', 'b', 'c']] })
    // C = AB: high where both are high or both low.
    expect(value!.points.slice(1).map(({ name }) => name)).toEqual([
      'a=6 b=0.8 c=many',
      'a=6 b=1.2 c=few',
      'a=8 b=0.8 c=few',
      'a=8 b=1.2 c=many',
    ])
  })

  test('that cannot be is refused', () => {
    const codeOf = (factors: object, design: object) =>
      listPoints(read({ factors, design: { kind: 'fractional', ...design } })).problems.map(({ code }) => code)
    const three = { a: couriers, b: demand, c: hubs }
    expect(codeOf({ ...three, a: { ...couriers, levels: [6, 7, 8] } }, { resolution: 3 })).toEqual(['not-two-levels'])
    expect(codeOf({ a: couriers, b: demand }, { resolution: 3 })).toEqual(['too-few-factors'])
    expect(codeOf(three, { resolution: 4 })).toEqual(['no-fraction'])
    expect(codeOf(three, { resolution: 7 })).toEqual(['resolution-too-high'])
    expect(codeOf(three, { resolution: 4, generators: { c: ['a', 'b'] } })).toEqual(['resolution-too-low'])
    expect(codeOf(three, { generators: { c: ['a', 'a'] } })).toEqual(['bad-generator'])
    expect(codeOf(three, { generators: { c: ['a', 'b'], b: ['a', 'c'] } })).toEqual(['generated-twice'])
    expect(search(17, 3).problems[0].code).toBe('too-many-factors')
  })
})

describe('bad input is told with place, value and remedy', () => {
  test('paths that are not there, with what was likely meant', () => {
    const factors = {
      a: { path: 'courier.count', levels: [1, 2] },
      b: { path: 'hubs.chargrs', levels: [1, 2] },
      c: { path: 'hubs', levels: [1, 2] },
    }
    expect(problemsOf({ factors })).toEqual([
      ['unknown-path', 'factors.a.path', 'Did you mean "couriers.count"?'],
      ['unknown-path', 'factors.b.path', 'Did you mean "hubs.chargers"?'],
      ['not-a-value', 'factors.c.path', 'Go on to one value, such as hubs.sites.'],
    ])
  })

  test('levels that are impossible', () => {
    const codes = problemsOf({
      factors: {
        a: { path: 'couriers.count', levels: [6, -1] },
        b: { path: 'partner.shareFrac', levels: [0.1, 20] },
        c: { path: 'fleet.demandFactor', range: [1.2, 0.8] },
        d: { path: 'timeZone', range: [1, 2] },
        e: { levels: { few: { 'hubs.chargers': 10 }, many: { 'hubs.chargers': 'lots' } } },
        f: { path: 'shops.count', levels: [3] },
        g: { path: 'boxes.count', levels: [3, 3] },
        h: { path: 'seed', levels: [1, 2] },
      },
    })
    expect(codes.map(([code, place]) => [code, place])).toEqual([
      ['negative-count', 'factors.a.levels.1 → couriers.count'],
      ['out-of-range', 'factors.b.levels.1 → partner.shareFrac'],
      ['bad-range', 'factors.c.range'],
      ['not-a-number', 'factors.d.path'],
      ['wrong-type', 'factors.e.levels.many → hubs.chargers'],
      ['wrong-type', 'factors.f.levels'],
      ['equal-levels', 'factors.g.levels'],
      ['not-variable', 'factors.h.levels.0 → seed'],
      ['not-variable', 'factors.h.levels.1 → seed'],
    ])
  })

  test('keys, rules and names', () => {
    const codes = (keys: object) => problemsOf({ factors: { couriers }, ...keys }).map(([code, place]) => [code, place])
    expect(codes({ factor: {} })).toEqual([['unknown-key', 'factor']])
    expect(codes({ customers: 3, goodRows: 'yes', model: '', models: 'm.json' })).toEqual([
      ['wrong-type', 'customers'],
      ['wrong-type', 'goodRows'],
      ['wrong-type', 'model'],
      ['wrong-type', 'models'],
    ])
    expect(codes({ factors: { couriers, twice: { path: 'couriers.count', levels: [1, 2] } } })).toEqual([['set-twice', 'factors.twice']])
    expect(codes({ replications: 0 })).toEqual([['out-of-range', 'replications']])
    expect(codes({ replications: { kpi: 'slaKpt', least: 1, shareOfMean: 2 } })).toEqual([
      ['out-of-range', 'replications.least'],
      ['out-of-range', 'replications.shareOfMean'],
      ['unknown-kpi', 'replications.kpi'],
    ])
    expect(codes({ warmUp: 'soon' })).toEqual([['wrong-type', 'warmUp']])
    expect(codes({ design: 'half' })).toEqual([['unknown-choice', 'design.kind']])
    expect(codes({ design: { kind: 'fractional', generators: { x: ['couriers'] } } })).toEqual([['unknown-factor', 'design.generators']])
    expect(codes({ design: { kind: 'latin', points: 1 } })).toEqual([['out-of-range', 'design.points']])
    expect(codes({ scenarios: { a: {} } })).toEqual([['two-subjects', 'scenarios']])
    expect(problemsOf({ scenarios: { base: {}, a: { name: 'b' }, c: { seed: 3 } } }).map(([code, place]) => [code, place])).toEqual([
      ['name-taken', 'scenarios.base'],
      ['not-variable', 'scenarios.a.name'],
      ['not-variable', 'scenarios.c → seed'],
    ])
    expect(problemsOf({})[0].slice(0, 2)).toEqual(['missing-key', 'factors'])
    expect(readDesign('[1]').problems[0].code).toBe('wrong-type')
    expect(readDesign('{').problems[0].code).toBe('broken-json')
    expect(readDesign('{"format":"voltwin-experiment","version":9}').problems.map(({ code }) => code)).toContain('newer-version')
  })
})

describe('points on their base', () => {
  const place = (keys: object) => {
    const design = read(keys)
    return placePoints(design, listPoints(design).value!, load)
  }

  test('are whole scenarios with the overrides of all and their own', () => {
    const { value, problems } = place({ factors: { couriers }, overrides: { days: 30 } })
    expect(problems).toEqual([])
    expect(value!.map(({ scenario: { spec } }) => [spec.days, spec.couriers.count])).toEqual([
      [30, load({}).value!.spec.couriers.count],
      [30, 6],
      [30, 8],
    ])
  })

  test('that are not whole are told by name: a misspelt item, keys that do not fit together', () => {
    const misspelt = place({ factors: { a: { path: 'segments.scoters.customers', levels: [10, 20] } } })
    expect(misspelt.problems.map(({ code, place: at, remedy }) => [code, at, remedy])).toEqual([
      ['unknown-item', 'a=10 → segments.scoters.customers', 'Did you mean "scooters"?'],
    ])
    const unfit = place({
      factors: { open: { path: 'hubs.openHour', levels: [8, 23] }, close: { path: 'hubs.closeHour', levels: [7, 20] } },
    })
    expect(unfit.value).toBe(null)
    expect(unfit.problems[0].place).toMatch(/^open=8 close=7 → hubs\./)
  })

  test('too many are refused', () => {
    const factors = Object.fromEntries(
      ['hubs.chargers', 'hubs.staff', 'couriers.count', 'shops.count', 'boxes.count'].map((path) => [
        path,
        { path, levels: [1, 2, 3, 4, 5, 6, 7] },
      ]),
    )
    expect(listPoints(read({ factors })).problems[0]).toMatchObject({ code: 'too-many-points', value: '16807' })
  })
})
