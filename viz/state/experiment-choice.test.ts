import { expect, test } from 'vitest'
import { findNode } from '../../scenarios/index.ts'
import type { Field, Json } from '../../scenarios/index.ts'
import { canVary, firstChoice, suggestFactor, suggestNext, withScheme, type ExperimentChoice } from './experiment-choice.ts'
import { isSameExperiment, openDesign, writeDesign, type ExperimentBase } from './experiment-file.ts'
import { createLoader, judgeDesign, judgeLevels, withProblems } from './experiment-plan.ts'
import type { Draft } from './scenario-store.ts'

const fieldOf = (path: string) => findNode(path) as Field
const draft: Draft = { source: { kind: 'library', name: 'baseline' }, overrides: { seed: 7, 'couriers.count': 9 } }
const base: ExperimentBase = { draft, city: { city: null, grid: null } }

function levelsOf(path: string, value: Json | undefined, step?: number) {
  const factor = suggestFactor(path, fieldOf(path), value, false, step)
  return factor.kind === 'key' ? factor.levels : []
}

function choose(...paths: readonly string[]): ExperimentChoice {
  return { ...firstChoice, factors: paths.map((path) => suggestFactor(path, fieldOf(path), 1, false)) }
}

test('a factor begins a fifth below and above its value, rounded to the step and within the range; small numbers go one step each way', () => {
  expect(levelsOf('couriers.count', 12)).toEqual([10, 14])
  expect(levelsOf('couriers.count', 1)).toEqual([0, 2])
  expect(levelsOf('couriers.count', 0)).toEqual([0, 1])
  expect(levelsOf('partner.shareFrac', 1, 0.05)).toEqual([0.8, 1])
  expect(levelsOf('costs.energyEurPerKWh', 0.217)).toEqual([0.17, 0.26])
  expect(levelsOf('weather.meanDegC', -5, 0.5)).toEqual([-6, -4])
  expect(levelsOf('fleet.startFleet', 'mix')).toEqual(['mix', 'new'])
  expect(suggestNext([10, 14], fieldOf('couriers.count'))).toBe(18)
  expect(suggestNext(['mix', 'new'], fieldOf('fleet.startFleet'))).toBe('file')
})

test('what can be varied is a number or a choice, not seed and days', () => {
  const can = ['couriers.count', 'fleet.startFleet', 'seed', 'days', 'name'].filter((path) => canVary(path, fieldOf(path)))
  expect(can).toEqual(['couriers.count', 'fleet.startFleet'])
})

test('a Latin hypercube takes numbers between the ends and choices as levels', () => {
  const isNumber = (path: string) => fieldOf(path).kind === 'number'
  const three = { ...choose('couriers.count', 'fleet.startFleet') }
  const latin = withScheme(three, 'latin', isNumber)
  expect(latin.factors.map((factor) => factor.kind === 'key' && factor.isRange)).toEqual([true, false])
  expect(judgeDesign(latin, base)).toMatchObject({ points: 21, others: [] })
  expect(withScheme(latin, 'full', isNumber).factors).toEqual(three.factors)
})

test('what is wrong stands beside its factor, or for the design as a whole', () => {
  const wrong: ExperimentChoice = {
    ...choose('couriers.count', 'fleet.demandFactor'),
    factors: [
      { kind: 'key', name: 'couriers.count', path: 'couriers.count', levels: [4, 'many'], isRange: false },
      { kind: 'key', name: 'shift', path: 'couriers.shiftStart', levels: [1, 2], isRange: false },
      { kind: 'key', name: 'demand', path: 'fleet.demandFactor', levels: [0.8, 1.2], isRange: false },
    ],
    replications: { kind: 'fixed', n: NaN },
  }
  const { points, ofFactors, others } = judgeDesign(wrong, base)
  expect([points, ofFactors.map(({ length }) => length), others.map(({ place }) => place)]).toEqual([null, [1, 1, 0], ['replications']])
})

test('a level that is good by itself but not with the base is told beside its factor as well', async () => {
  const path = 'segments.scooters.modeShares.box'
  const choice = { ...firstChoice, factors: [{ kind: 'key', name: path, path, levels: [0, 0.9], isRange: false }] } as const
  expect(judgeDesign(choice, base).ofFactors).toEqual([[]])
  const found = await judgeLevels(choice, base, createLoader(base), () => false)
  const { ofFactors, others } = withProblems(judgeDesign(choice, base), found!, choice)
  expect([ofFactors[0].length > 0, others]).toEqual([true, []])
})

test('a design that is saved and opened is the same experiment on the same base', () => {
  const choice: ExperimentChoice = {
    ...withScheme(choose('couriers.count', 'boxes.count', 'hubs.chargers'), 'fractional', () => true),
    name: 'saved',
    description: 'to and fro',
    days: 40,
    warmUp: 7,
  }
  const opened = openDesign(writeDesign(choice, base), base)
  expect(opened.problems).toEqual([])
  expect(opened.value!.choice).toEqual(choice)
  expect(isSameExperiment({ choice, base: draft }, { choice: opened.value!.choice, base: opened.value!.draft })).toBe(true)
})

test('a file that the page cannot have is refused with what to do; a scenario of one’s own is the one on screen', () => {
  const head = { format: 'voltwin-experiment', version: 1, name: 'x', replications: 1 }
  const codesOf = (keys: object) => openDesign(JSON.stringify({ ...head, ...keys }), base).problems.map(({ code }) => code)
  const factors = { couriers: { path: 'couriers.count', levels: [1, 2] } }
  expect(codesOf({ scenario: 'mine.json', factors })).toEqual(['scenario-missing'])
  expect(codesOf({ scenario: 'baseline', city: 'porto.osm.pbf', factors })).toEqual(['city-missing'])
  expect(codesOf({ scenario: 'baseline', scenarios: { more: { couriers: { count: 8 } } } })).toEqual(['no-factors'])
  expect(codesOf({ scenario: 'baseline', factors: { x: { path: 'courier.count', levels: [1, 2] } } })).toEqual(['unknown-path'])
  const own: ExperimentBase = {
    draft: { source: { kind: 'file', name: 'mine.json', text: '{}' }, overrides: {} },
    city: { city: 'porto.osm.pbf', grid: null },
  }
  const text = JSON.stringify({ ...head, scenario: 'mine.json', city: 'data/porto.osm.pbf', factors })
  expect(openDesign(text, own)).toMatchObject({ problems: [], value: { draft: { source: own.draft.source } } })
})

test('levels that set several keys stay as the file has them', () => {
  const levels = { few: { 'hubs.chargers': 10, 'hubs.staff': 2 }, many: { 'hubs.chargers': 30, 'hubs.staff': 5 } }
  const file = { format: 'voltwin-experiment', version: 1, name: 'x', scenario: 'baseline', replications: 1, factors: { hubs: { levels } } }
  const { choice } = openDesign(JSON.stringify(file), base).value!
  expect(choice.factors).toEqual([{ kind: 'sets', name: 'hubs', levels }])
  expect(judgeDesign(choice, base)).toMatchObject({ points: 3, ofFactors: [[]], others: [] })
  expect(JSON.parse(writeDesign(choice, base))).toMatchObject({ factors: file.factors })
})
