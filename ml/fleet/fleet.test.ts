import { describe, expect, test } from 'vitest'
import { policiesOf } from '../../twin/create-world.ts'
import { ReplacementCause } from '../../twin/kinds.ts'
import { createHistory } from '../../twin/policy.ts'
import type { ExchangeQuestion } from '../../twin/policy.ts'
import { fixtureSpec } from '../../twin/world-fixture.ts'
import { createHeadroomModel } from '../model-fixture.ts'
import { fleetFeatures } from './fleet-features.ts'
import { createFleetRecorder, describeFleet } from './fleet-record.ts'
import { createLearnedPolicies, judgeForFleet } from './learned-policy.ts'

const limit = fixtureSpec.rules.replaceBelowSohFrac
const base = policiesOf(fixtureSpec)

function ask(battery: number, day: number, sohFrac: number, changes: Partial<ExchangeQuestion> = {}): ExchangeQuestion {
  const history = { ...createHistory(), battery, day, ageDays: 400 + day, efc: 200 + day / 2, ambientDegC: 10 }
  return { sohFrac, fadePerDay: 0.001, minimumSohFrac: 0, isFaulty: false, isWrongForContract: false, history, ...changes }
}

describe('what a run tells', () => {
  const recorder = createFleetRecorder(fixtureSpec)
  const policies = recorder.watch(base)
  // Battery 0 wears down and is replaced; battery 1 is well to the end; battery 2 breaks on day 10.
  const leadFrac = 0.001 * fixtureSpec.rules.replaceLeadDays
  const firstSoh = limit + leadFrac + 0.0295
  let replacedOn = -1
  for (let day = 0; day < 60; day++) {
    if (replacedOn < 0 && policies.exchangeNow(ask(0, day, firstSoh - 0.001 * day)) === ReplacementCause.wear) replacedOn = day
    policies.exchangeNow(ask(1, day, 0.95))
    if (day <= 10) policies.exchangeNow(ask(2, day, 0.9, { isFaulty: day === 10 }))
  }
  const data = describeFleet(recorder.read(), 'a run')
  const rowsOf = (battery: number) => [...data.cellOfRow.keys()].filter((row) => data.cells[data.cellOfRow[row]] === `battery ${battery}`)

  test('a battery that was replaced for wear tells its days to the limit, to the end of its last loss', () => {
    expect(replacedOn).toBe(30)
    for (const row of rowsOf(0)) {
      const headroom = data.x[row * fleetFeatures.length + 1]
      expect(data.isAtLeast[row]).toBe(0)
      expect(data.y[row]).toBeCloseTo(headroom / 0.001, 6)
    }
    expect(rowsOf(0)).toHaveLength(5)
  })

  test('of any other is known how long it lasted at least', () => {
    const last = [59, 10]
    for (const battery of [1, 2])
      for (const row of rowsOf(battery)) {
        expect(data.isAtLeast[row]).toBe(1)
        expect(data.y[row]).toBe(last[battery - 1] - recorder.read().day[row])
      }
  })

  test('every feature is a finite number; the straight line is headroom over the loss since new', () => {
    expect(data.x.every((value) => Number.isFinite(value))).toBe(true)
    const [row] = rowsOf(1)
    const day = recorder.read().day[row]
    expect(data.lineEstimate[row]).toBeCloseTo(((0.95 - limit) / 0.05) * (400 + day), 6)
  })

  test('no answer is changed, and a look back tells nothing twice', () => {
    const before = recorder.read().rows
    for (const question of [ask(0, 5, 0.5), ask(1, 20, 0.95), ask(2, 3, 0.9, { isFaulty: true })])
      expect(policies.exchangeNow(question)).toBe(base.exchangeNow(question))
    expect(recorder.read().rows).toBe(before)
  })
})

describe('a learned policy', () => {
  const spec = { ...fixtureSpec, rules: { ...fixtureSpec.rules, replacement: { model: '', belowDays: 14 } } }
  const decide = (model = createHeadroomModel(1000)) => createLearnedPolicies(base, model, spec).value!.exchangeNow

  test('replaces when the model says that fewer days are left, and at the latest at the limit', () => {
    expect(decide()(ask(0, 0, limit + 0.015))).toBe(ReplacementCause.none)
    expect(decide()(ask(0, 0, limit + 0.013))).toBe(ReplacementCause.wear)
    expect(decide(createHeadroomModel(-1e6))(ask(0, 0, limit - 0.001))).toBe(ReplacementCause.wear)
    expect(decide()(ask(0, 0, 0.86, { minimumSohFrac: 0.85 }))).toBe(ReplacementCause.wear)
  })

  test('a model in cycles is told in days by the battery’s own use', () => {
    // 200 cycles in 400 days: 0.5 a day; 13 cycles left are 26 days, 6 are 12.
    const inCycles = decide(createHeadroomModel(1000, 'cycles'))
    expect(inCycles(ask(0, 0, limit + 0.013))).toBe(ReplacementCause.none)
    expect(inCycles(ask(0, 0, limit + 0.006))).toBe(ReplacementCause.wear)
  })

  test('faults and contracts are decided as before', () => {
    expect(decide()(ask(0, 0, 0.99, { isFaulty: true }))).toBe(ReplacementCause.fault)
    expect(decide()(ask(0, 0, 0.99, { isWrongForContract: true }))).toBe(ReplacementCause.contract)
  })

  test('a model that asks for what no fleet measures, or answers in no time, is refused', () => {
    const { net, ...origin } = createHeadroomModel(1)
    const strange = {
      ...origin,
      net: { ...net, features: [{ name: 'log10VarDeltaQ', unit: '1', meaning: '' }], target: { ...net.target, unit: 'Ah' } },
    }
    expect(judgeForFleet(strange).map(({ code, value }) => [code, value])).toEqual([
      ['unknown-features', 'log10VarDeltaQ'],
      ['no-time', 'Ah'],
    ])
    expect(createLearnedPolicies(base, strange, spec).value).toBeNull()
    expect(judgeForFleet(createHeadroomModel(1))).toEqual([])
  })
})
