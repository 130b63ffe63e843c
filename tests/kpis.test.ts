import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendRow, createBuilder, viewBuilder, type ColumnTable, type TableDescriptor } from '../data/columns/index.ts'
import type { Store } from '../data/store/index.ts'
import { computeCourses, computeKpis, computeTrend, hasTrend, kpis, type KpiQuery, type KpiResult } from '../scenarios/kpis/index.ts'
import { dailyFacts, fadeFacts, factTables, hourlyFacts } from '../twin/facts.ts'
import { engines } from './engines.ts'
import { expectSameKpi } from './kpi-same.ts'
import { recount, type FactRow, type Facts } from './kpi-recount.ts'

/** Small multiplicative generator: the same facts on every machine. */
function createDice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const assignedProducts = new Set([0, 3])

/** Amounts as large as a year of a real fleet has them; sums stay below 2^53. */
function drawMeasure(name: string, row: FactRow, dice: (below: number) => number): number {
  if (name === 'assignedPlaceDays') return assignedProducts.has(row['product']) ? row['placeDays'] : 0
  if (name === 'contractMs' || name === 'availableMs') return row['mode'] === 4 ? dice(86_400_000) : 0
  if (name === 'renewalMicroEur') return dice(2_000_000_000) - 500_000_000
  if (/MicroEur|MilliWh|MilliG|Ms$/.test(name)) return dice(2_000_000_000)
  return dice(5) === 0 ? 0 : dice(400)
}

function fillRow(descriptor: TableDescriptor, keys: FactRow, dice: (below: number) => number): FactRow {
  const row: FactRow = { placeDays: dice(500) }
  for (const { name } of descriptor.columns)
    row[name] = keys[name] ?? (name === 'placeDays' ? row[name] : drawMeasure(name, { ...keys, ...row }, dice))
  return row
}

function drawFacts(days: number): Facts {
  const dice = createDice(20_261)
  const daily: FactRow[] = []
  const hourly: FactRow[] = []
  const fade: FactRow[] = []
  for (let day = 0; day < days; day++)
    for (let cell = 0; cell < 60; cell++)
      if (dice(10) > 0)
        daily.push(fillRow(dailyFacts, { day, hub: cell % 3, mode: Math.floor(cell / 3) % 5, product: Math.floor(cell / 15) }, dice))
  for (let hourOfWeek = 0; hourOfWeek < 168; hourOfWeek++)
    for (let cell = 0; cell < 12; cell++)
      hourly.push(fillRow(hourlyFacts, { hourOfWeek, hub: cell % 3, mode: cell % 5, product: cell % 4 }, dice))
  for (let model = 0; model < 3; model++)
    for (let bin = -2; bin < 120; bin++) {
      const batteries = dice(50)
      fade.push({ model, bin, batteries, fadeMillionths: batteries * bin * 500 + dice(500 * (batteries + 1)) })
    }
  return { daily, hourly, fade }
}

function toTable(descriptor: TableDescriptor, rows: readonly FactRow[]): ColumnTable {
  const builder = createBuilder(descriptor)
  for (const row of rows)
    appendRow(
      builder,
      descriptor.columns.map(({ name }) => row[name]),
    )
  return viewBuilder(builder)
}

async function answer(store: Store, facts: Facts): Promise<readonly KpiResult[]> {
  await store.load(toTable(dailyFacts, facts.daily))
  await store.load(toTable(hourlyFacts, facts.hourly))
  await store.load(toTable(fadeFacts, facts.fade))
  return computeKpis(async (sql) => (await store.query(sql)).rows)
}

const month = drawFacts(30)
const nothing: Facts = { daily: [], hourly: [], fade: [] }

describe('KPIs: the same SQL on every engine, equal to a naive recount', () => {
  const stores: Store[] = []
  beforeAll(async () => {
    for (const [, open] of engines) stores.push(await open())
  })
  afterAll(async () => {
    for (const store of stores) await store.close()
  })

  test.each(engines.map(([name], index) => [name, index] as const))('%s counts a month as plain loops do', async (_, index) => {
    const found = await answer(stores[index], month)
    expect(found.map(({ id }) => id)).toEqual(kpis.map(({ id }) => id))
    expect(found.filter(({ value }) => value === null)).toEqual([])
    for (const result of found) expectSameKpi(result, recount(result.id, month))
  })

  test('both engines agree on every KPI and group', async () => {
    const [node, wasm] = await Promise.all(stores.map((store) => answer(store, drawFacts(4))))
    node.forEach((result, index) => expectSameKpi(wasm[index], result))
  })

  test.each(engines.map(([name], index) => [name, index] as const))(
    '%s follows a KPI over weeks as a recount of each week does',
    async (_, index) => {
      const query: KpiQuery = async (sql) => (await stores[index].query(sql)).rows
      await stores[index].load({ ...toTable(dailyFacts, month.daily), descriptor: { ...dailyFacts, name: 'trend' } })
      const followed = kpis.filter(hasTrend)
      expect(kpis.filter((kpi) => !hasTrend(kpi)).map(({ id }) => id)).toEqual([
        'stockOutWorstHour',
        'courierBusyWorstHour',
        'fadeMean',
        'fadeP95',
      ])
      for (const kpi of followed) {
        const values = await computeTrend(kpi, { days: 31, spanDays: 7 }, 'trend', query)
        expect(values).toHaveLength(5)
        values.forEach((value, week) => {
          const daily = month.daily.filter(({ day }) => day >= 7 * week && day < 7 * week + 7)
          const expected = recount(kpi.id, { ...month, daily }).value
          expect([kpi.id, week, value === null]).toEqual([kpi.id, week, expected === null])
          expect(value ?? 0).toBeCloseTo(expected ?? 0, 9)
        })
      }
      const later = await computeTrend(followed[0], { days: 98, spanDays: 7 }, 'trend', query)
      expect(later.slice(13)).toEqual([null])
      const courses = await computeCourses(31, 'trend', query)
      expect(Object.keys(courses)).toEqual(followed.map(({ id }) => id))
      expect(courses['slaKept']).toEqual(await computeTrend(followed[0], { days: 31, spanDays: 1 }, 'trend', query))
    },
  )

  test.each(engines.map(([name], index) => [name, index] as const))('%s says unknown where nothing happened', async (_, index) => {
    for (const result of await answer(stores[index], nothing)) expectSameKpi(result, { value: null, n: 0, at: null, groups: [] })
    const idle = { ...nothing, daily: [fillRow(dailyFacts, { day: 0, hub: 0, mode: 0, product: 1 }, () => 0)] }
    for (const result of await answer(stores[index], idle)) expectSameKpi(result, recount(result.id, idle))
  })

  test.each(engines.map(([name], index) => [name, index] as const))(
    '%s leaves shared cost where it was booked when nobody has a share',
    async (_, index) => {
      const { hourly, fade, daily } = drawFacts(2)
      const still = { hourly, fade, daily: daily.map((row) => ({ ...row, stops: 0, stockPlaceMs: 0 })) }
      for (const result of await answer(stores[index], still)) expectSameKpi(result, recount(result.id, still))
    },
  )

  test('ids are unique, and every fact that is no key and no balance term is used by a KPI', () => {
    expect(new Set(kpis.map(({ id }) => id)).size).toBe(kpis.length)
    const text = kpis.map(({ sql }) => sql).join(' ')
    const unused = factTables.flatMap(({ columns }) => columns.map(({ name }) => name)).filter((name) => !text.includes(name))
    expect([...new Set(unused)].toSorted()).toEqual(unusedFacts)
  })
})

/** Kept for balances, for the page and for tuning. */
const unusedFacts = ['bought', 'dismantled', 'failedAttempts', 'hub', 'partnerStops', 'rebuilt', 'recycled', 'sold', 'swapPacks']

function describeKpis(): string {
  const lines = kpis.map(({ id, label, unit, better, meaning, counts, groupBy }) =>
    [`\`${id}\``, label, unit, better, meaning, counts, groupBy ?? '–'].join(' | '),
  )
  return [
    '| id | label | unit | better | formula | n counts | by |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n')
}

test('docs/kpis.md has exactly the KPIs that are computed', () => {
  expect(existsSync('docs/kpis.md')).toBe(true)
  const text = readFileSync('docs/kpis.md', 'utf8')
  const table = text.slice(text.indexOf('| id |')).split('\n\n')[0].trim()
  expect(table).toBe(describeKpis())
})
