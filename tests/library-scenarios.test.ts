import { beforeAll, describe, expect, test } from 'vitest'
import { openNodeStore } from '../data/store/node/index.ts'
import { advanceRun, computeKpis, factsOf, loadScenario, resolveLibrary, startRun } from '../scenarios/index.ts'
import type { JsonObject } from '../scenarios/index.ts'
import { generateCity, layOut, LogLevel } from '../twin/index.ts'
import type { City } from '../twin/index.ts'

type Figures = ReadonlyMap<string, number>

/** Some weeks are enough to see the direction; the whole years stand in docs/baseline.md. */
const days = 35
let city: City

async function live(name: string, overrides: JsonObject): Promise<Figures> {
  const { value, problems } = loadScenario(resolveLibrary(name) ?? '', { resolve: resolveLibrary, self: name, overrides })
  expect(problems).toEqual([])
  const run = startRun(layOut(value!.spec, city), { level: LogLevel.facts })
  while (advanceRun(run, 1e6).kind === 'running');
  const store = await openNodeStore()
  for (const table of factsOf(run)) await store.load(table)
  const results = await computeKpis(async (sql) => (await store.query(sql)).rows)
  await store.close()
  return new Map(results.map(({ id, value: figure }) => [id, figure ?? NaN]))
}

describe('each scenario of the library differs from the baseline as a planner would expect', () => {
  let base: Figures
  beforeAll(async () => {
    city = generateCity()
    base = await live('baseline', { days })
  })

  test('two more couriers: better kept promises, less busy, dearer', async () => {
    const more = await live('two-more-couriers', { days })
    expect(more.get('slaKept')).toBeGreaterThan(base.get('slaKept')!)
    expect(more.get('courierBusy')).toBeLessThan(base.get('courierBusy')!)
    expect(more.get('costPerKWh')).toBeGreaterThan(base.get('costPerKWh')!)
  })

  test('more demand strains, less demand relieves', async () => {
    const more = await live('demand-plus-30', { days })
    const less = await live('demand-minus-30', { days })
    for (const id of ['slaKept', 'swapServiceLevel']) {
      expect(more.get(id)).toBeLessThan(base.get(id)!)
      expect(less.get(id)).toBeGreaterThan(base.get(id)!)
    }
    expect(more.get('stationUse')).toBeGreaterThan(base.get('stationUse')! * 1.2)
    expect(less.get('energyBought')).toBeLessThan(base.get('energyBought')! * 0.8)
    expect(more.get('fadeMean')).toBeGreaterThan(less.get('fadeMean')!)
  })

  test('boxes instead of delivery: couriers idle, less travel', async () => {
    const boxes = await live('boxes-instead-of-delivery', { days })
    expect(boxes.get('courierBusy')).toBeLessThan(base.get('courierBusy')! / 2)
    expect(boxes.get('co2Travel')).toBeLessThan(base.get('co2Travel')! / 2)
  })

  test('partner instead of own couriers: few paid hours, each of them fuller', async () => {
    const partner = await live('partner-instead-of-own', { days })
    expect(partner.get('swapsPerCourierHour')).toBeGreaterThan(base.get('swapsPerCourierHour')! * 2)
    expect(partner.get('courierBusy')).toBeGreaterThan(base.get('courierBusy')!)
  })

  test('replacing at 80 % replaces more, and more of it for wear', async () => {
    const early = await live('replace-at-80', { days })
    expect(early.get('replacedPerYear')).toBeGreaterThan(base.get('replacedPerYear')!)
    expect(early.get('replacementsForWear')).toBeGreaterThan(base.get('replacementsForWear')!)
  })

  test('a closed hub keeps fewer promises', async () => {
    const closed = await live('hub-north-closed', { days, hubs: { closures: { strike: { fromDay: 10, days: 5 } } } })
    expect(closed.get('slaKept')).toBeLessThan(base.get('slaKept')!)
  })

  test('a heat wave: slower charging, more demand, more faults, faster fade', async () => {
    const july = { days, startDate: '2027-07-01' }
    const summer = await live('baseline', july)
    const hot = await live('heat-wave', { ...july, weather: { episodes: { july: { fromDay: 10 } } } })
    expect(hot.get('swapServiceLevel')).toBeLessThan(summer.get('swapServiceLevel')!)
    expect(hot.get('stockOut')).toBeGreaterThan(summer.get('stockOut')!)
    expect(hot.get('energyBought')).toBeGreaterThan(summer.get('energyBought')!)
    expect(hot.get('fadeMean')).toBeGreaterThan(summer.get('fadeMean')!)
  })
})
