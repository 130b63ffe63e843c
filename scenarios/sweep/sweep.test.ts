import { describe, expect, test } from 'vitest'
import { listPoints, placePoints, readDesign } from '../design/index.ts'
import type { ReplicationResult } from '../experiment/index.ts'
import { resolveLibrary } from '../library/index.ts'
import { loadScenario } from '../load/index.ts'
import { createManifest } from '../manifest/index.ts'
import { judgeSweep, nameRun, planSweep, readResult, reportSweep, writeResult } from './index.ts'
import type { SweepRun } from './index.ts'

const manifest = createManifest({
  engine: 'e',
  scenario: 's',
  models: 'm',
  city: 'c',
  grid: '',
  own: '',
  policyModel: '',
  seed: 4,
  scenarioName: 'x',
  cityName: 'y',
})

function plan(keys: object, warmUpDays = 0) {
  const file = {
    format: 'voltwin-experiment',
    version: 1,
    name: 'x',
    scenario: 'baseline',
    replications: 3,
    overrides: { days: 30 },
    ...keys,
  }
  const design = readDesign(JSON.stringify(file)).value!
  const points = listPoints(design).value!
  const placed = placePoints(design, points, (overrides) =>
    loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, self: 'baseline', overrides }),
  )
  return planSweep(design, points, placed.value!, { days: warmUpDays, unsteady: [], isTooShort: false }, { city: 'town', own: '' })
}

const factors = { couriers: { path: 'couriers.count', levels: [6, 8] }, boxes: { path: 'boxes.count', levels: [10, 20] } }
const runsOf = (points: number, made: number): SweepRun[] =>
  Array.from({ length: points * made }, (_, i) => ({
    point: i % points,
    r: Math.floor(i / points),
    seed: Math.floor(i / points),
    id: `${i % points}-${Math.floor(i / points)}`,
  }))
/** Luck by replication, and 5 for each couriers’ level. */
const lifeOf = (id: string): ReplicationResult => {
  const [point, r] = id.split('-').map(Number)
  return { kind: 'done', hash: id, figures: { slaKept: 50 + 7 * ((r * 3) % 5) + (point > 2 ? 5 : 0) } }
}

describe('a report', () => {
  const { value } = plan({ factors })

  test('has means, paired differences to the base and effects', () => {
    const { results, screening, failed, made } = reportSweep(value!, runsOf(5, 3), lifeOf, 'most')
    expect(made).toEqual({ replications: 3, stop: 'most' })
    expect(results[0].figures['slaKept']).toMatchObject({ n: 3, difference: { mean: 0, halfWidth: 0 }, isDistinguishable: false })
    expect(results[3]).toMatchObject({ name: 'couriers=8 boxes=10', replications: 3 })
    expect(results[3].figures['slaKept']).toMatchObject({ difference: { mean: 5, halfWidth: 0 }, isDistinguishable: true })
    expect(screening['slaKept'].effects.map(({ factor, effect }) => [factor, effect.mean])).toEqual([
      ['couriers', 5],
      ['boxes', 0],
    ])
    expect(results[0].figures['stockOut']).toMatchObject({ n: 0, mean: null })
    expect(failed).toEqual([])
  })

  test('keeps what failed with its seed, and goes on with the others', () => {
    const resultOf = (id: string): ReplicationResult =>
      id === '3-1' ? { kind: 'failed', message: 'limits.events is reached' } : lifeOf(id)
    const { results, failed, screening } = reportSweep(value!, runsOf(5, 3), resultOf, 'most')
    expect(failed).toEqual([{ point: 'couriers=8 boxes=10', r: 1, seed: 1, id: '3-1', message: 'limits.events is reached' }])
    expect([results[3].replications, results[3].figures['slaKept'].difference.n]).toEqual([2, 2])
    expect(screening['slaKept'].effects[0].effect.n).toBe(2)
  })

  test('of a Latin hypercube tells sensitivity by regression', () => {
    const latin = plan({
      factors: { demand: { path: 'fleet.demandFactor', range: [0.8, 1.2] } },
      design: { kind: 'latin', points: 6 },
    }).value!
    const demandOf = (id: string) => latin.points[Number(id.split('-')[0])].coded[0] ?? 1
    const report = reportSweep(latin, runsOf(7, 3), (id) => ({ kind: 'done', hash: '', figures: { slaKept: 2 * demandOf(id) } }), 'most')
    expect(report.screening['slaKept']).toMatchObject({ method: 'regression', r2: expect.closeTo(1, 9) })
    expect(report.screening['slaKept'].effects[0].standardised).toBeCloseTo(1, 9)
  })
})

test('replications go on to their number, or until the KPI is known finely enough', () => {
  const fixed = plan({ factors }).value!
  expect([judgeSweep(fixed, [], lifeOf), judgeSweep(fixed, runsOf(5, 2), lifeOf), judgeSweep(fixed, runsOf(5, 3), lifeOf)]).toEqual([
    'go-on',
    'go-on',
    'most',
  ])
  const sequential = plan({ factors, replications: { kpi: 'slaKept', least: 2, most: 30, shareOfMean: 0.1 } }).value!
  const stopAt = [1, 2, 3, 4, 8, 16].map((made) => judgeSweep(sequential, runsOf(5, made), lifeOf))
  expect(stopAt.slice(0, 3)).toEqual(['go-on', 'go-on', 'go-on'])
  expect(stopAt.at(-1)).toBe('precise')
})

test('a warm-up that leaves nothing is told for each point', () => {
  expect(plan({ factors }, 30).problems.map(({ code, place }) => [code, place])[0]).toEqual(['warm-up-too-long', 'base → warmUp'])
})

test('a result is read under its own name only, and never when it is broken', () => {
  const id = nameRun(manifest, 7)
  expect(id).toMatch(/^[0-9a-f]{16}-7$/)
  const result = { id, seed: 4, manifest, outcome: { kind: 'done' as const, hash: 'h', figures: { slaKept: 0.1 + 0.2, stockOut: null } } }
  const text = writeResult(result)
  expect(readResult(text, id)).toMatchObject(result)
  expect(readResult(text, nameRun(manifest, 0))).toBe(null)
  expect(readResult(text, nameRun({ ...manifest, engine: 'other' }, 7))).toBe(null)
  expect(readResult(text.slice(0, -20), id)).toBe(null)
  expect(readResult('', id)).toBe(null)
})
