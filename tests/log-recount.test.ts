import { beforeAll, describe, expect, test } from 'vitest'
import { columnOf, type ColumnTable } from '../data/columns/index.ts'
import { openNodeStore } from '../data/store/node/index.ts'
import { computeKpis } from '../scenarios/kpis/index.ts'
import { advanceRun, factsOf, startRun } from '../scenarios/run/index.ts'
import { layOut } from '../twin/layout/layout.ts'
import type { LogChunk } from '../twin/log.ts'
import { logChunkRows, LogKind, LogLevel, logTable } from '../twin/log.ts'
import { logKinds, type LogKindMeaning } from '../twin/log-kinds.ts'
import { hashWorld } from '../twin/state-hash.ts'
import { expectSameKpi } from './kpi-same.ts'
import { recount, type FactRow, type Facts } from './kpi-recount.ts'
import { readLog, rebuildFacts, type LogRow } from './log-facts.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

/** Every kind of thing happens within 50 days: the clocks change on 28 March, faults are frequent, hubs and partner have their hour. */
const spec = loadSmall({
  days: 50,
  startDate: '2027-03-01',
  seed: 11,
  faults: { electronicsPerYear: 0.4, waterPerYear: 0.5, damagePerYear: 0.6, theftPerYear: 0.5 },
  hubs: { closures: { flood: { hub: 'North', fromDay: 20, days: 2 } } },
  weather: { episodes: { heat: { fromDay: 30, days: 6, deltaDegC: 28, demandFactor: 1.2, faultFactor: 2 } } },
  partner: { shareFrac: 0.4 },
  couriers: { count: 2, absentFrac: 0.3 },
  fleet: { cohortYears: 8 },
  renewal: { reuseFromSohFrac: 0.95, refurbishFromSohFrac: 0.92, secondLifeFromSohFrac: 0.85, refurbishDays: 4, purchaseLeadDays: 6 },
  segments: {
    scooters: { customers: 100 },
    ebikes: { customers: 60, contractChangePerYear: 0.5 },
    homes: { inspectionEveryDays: 14, contractChangePerYear: 0.5 },
  },
})
const layout = layOut(spec, shareCity())

interface Lived {
  readonly facts: readonly ColumnTable[]
  readonly chunks: readonly LogChunk[]
  readonly hash: string
}

function live(level: number): Lived {
  const chunks: LogChunk[] = []
  const run = startRun(layout, { level, writeLog: (chunk) => void chunks.push(chunk) })
  while (advanceRun(run, 10_000).kind === 'running');
  expect(run.status).toEqual({ kind: 'done' })
  return { facts: factsOf(run), chunks, hash: hashWorld(run.world) }
}

function readRows(table: ColumnTable): FactRow[] {
  const columns = table.descriptor.columns.map(({ name }) => [name, columnOf(table, name)] as const)
  return Array.from({ length: table.rows }, (_, row) => Object.fromEntries(columns.map(([name, column]) => [name, column[row]])))
}

const names: Readonly<Record<number, string>> = Object.fromEntries(Object.entries(LogKind).map(([name, kind]) => [kind, name]))

describe('the log at level full', () => {
  let lived: Lived
  let log: LogRow[]
  let rebuilt: Facts
  beforeAll(() => {
    lived = live(LogLevel.full)
    log = readLog(lived.chunks)
    rebuilt = rebuildFacts(log, spec.calendar)
  })

  test('tells enough to rebuild every fact of every day, hour and battery', () => {
    const [daily, hourly, fade] = lived.facts.map(readRows)
    expect(rebuilt.daily).toEqual(daily)
    expect(rebuilt.hourly).toEqual(hourly)
    expect(rebuilt.fade).toEqual(fade)
  })

  test('KPIs recounted naively from it equal the SQL over the facts', async () => {
    const store = await openNodeStore()
    for (const table of lived.facts) await store.load(table)
    const found = await computeKpis(async (sql) => (await store.query(sql)).rows)
    await store.close()
    expect(found.filter(({ value }) => value === null)).toEqual([])
    for (const result of found) expectSameKpi(result, recount(result.id, rebuilt))
  })

  test('its kinds are those that are documented, and each is written', () => {
    expect(logKinds.map(({ kind }) => kind).toSorted((a, b) => a - b)).toEqual(Object.values(LogKind).toSorted((a, b) => a - b))
    const written = new Set(log.map((row) => names[row['kind']]))
    expect([...written].toSorted()).toEqual(Object.keys(LogKind).toSorted())
  })

  test.each(logKinds.map((meaning) => [names[meaning.kind], meaning] as const))(
    '%s: no column says what is not documented',
    (_, meaning) => {
      expect(log.filter((row) => row['kind'] === meaning.kind && speaksUnheard(row, meaning))).toEqual([])
    },
  )

  test('is in order of time, and its days are 23, 24 or 25 hours long', () => {
    expect(log.findIndex((row, at) => at > 0 && row['timeMs'] < log[at - 1]['timeMs'])).toBe(-1)
    const days = log.filter((row) => row['kind'] === LogKind.dayEnded)
    expect(days.map((row) => row['value'])).toEqual(Array.from({ length: spec.days }, (_day, day) => day))
    expect(days.filter((row) => row['value2'] !== 86_400_000).map((row) => [row['value'], row['value2']])).toEqual([[27, 82_800_000]])
  })

  test('comes in chunks of 65 536 rows but the last', () => {
    expect(lived.chunks.length).toBeGreaterThan(1)
    expect(lived.chunks.slice(0, -1).filter(({ rows }) => rows !== logChunkRows)).toEqual([])
    for (const { columns, rows } of lived.chunks) {
      expect(rows).toBeGreaterThan(0)
      expect(columns.filter(({ length }) => length < rows)).toEqual([])
      expect(columns).toHaveLength(logTable.columns.length)
    }
  })

  test.each(['facts', 'exchanges'] as const)('level %s leads to the same facts and state, and writes no other rows', (name) => {
    const level = LogLevel[name]
    const less = live(level)
    expect(less.hash).toBe(lived.hash)
    expect(less.facts).toEqual(lived.facts)
    const kinds = new Set(logKinds.filter((meaning) => meaning.level <= level).map(({ kind }) => kind as number))
    expect(readLog(less.chunks)).toEqual(log.filter((row) => kinds.has(row['kind'])))
  })
})

/** Whether a row uses a column to which its kind gives no meaning, or one that should be whole is not. */
function speaksUnheard(row: LogRow, { kind, cause, value2, ids }: LogKindMeaning): boolean {
  const isUnheard = (['battery', 'customer', 'place', 'courier', 'order'] as const).some((id) => row[id] !== -1 && !ids.includes(id))
  const isPart = kind !== LogKind.health && !Number.isSafeInteger(row['value'])
  return isUnheard || isPart || (cause === undefined && row['cause'] !== 0) || (value2 === undefined && row['value2'] !== 0)
}
