import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runScenario } from '../cli/run/run.ts'
import { writeTemplate } from '../cli/template.ts'
import { positionsOf } from '../scenarios/replay/city-drawing.ts'
import type { KpiStore } from '../viz/kpi-store.ts'
import type { OwnTables } from '../viz/own-api.ts'
import type { RunRequest, RunScene } from '../viz/run-api.ts'
import { createRunApi } from '../viz/run.api.ts'
import { shareCity } from './small-scenario.ts'

const store: KpiStore = { isReady: () => false, trend: async () => [], courses: async () => ({}), compute: async () => [] }
const api = createRunApi(store, 'build-under-test')
const overrides = { segments: { ebikes: { customers: 24 }, tools: { customers: 3 }, homes: { customers: 6 } }, boxes: { count: 4 } }
const request: RunRequest = { scenario: 'baseline', days: 3, overrides }
const { graph } = shareCity()
const core = (from: number) => graph.isCore.indexOf(1, from)
const at = (node: number) => `${graph.latDeg[core(node)].toFixed(5)};${graph.lonDeg[core(node)].toFixed(5)}`.replaceAll('.', ',')
/** As a spreadsheet of a country with decimal commas saves it. */
const customers = `name;lat;lon;product;count;mode\r\nanna;${at(500)};scooter-1500;3;box\r\nbo;${at(900)};scooter-1500;2;pickUp\r\n`
const batteries = 'product,ageDays,sohFrac,count\nscooter-1500,900,,5\nhome-5000,,0.91,2\n'
const swapped = `carl;${at(700).split(';').toReversed().join(';')};scooter-1500;2;box\r\n`
const unknown = `dora;${at(700)};scooter-150;2;box\r\n`

async function keep(text: string, name: string) {
  const { value } = await api.keepTable(new File([text], name))
  return { key: value!.key, name }
}

async function hashOf(own: OwnTables) {
  let scene: RunScene | null = null as RunScene | null
  const outcome = await api.start({ ...request, own }, (progress) => (scene = progress.scene ?? scene))
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return { outcome, scene, own: outcome.yield!.manifest.own, hash: outcome.summary.hash }
}

describe('own customers and batteries', () => {
  let folder = ''
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'voltwin-own-page-'))))
  afterAll(() => rmSync(folder, { recursive: true }))
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  test('give the page the hash that the command line has for the same files, and stand where their rows say', async () => {
    const base = { format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'Baseline', days: 3 }
    const scenario = write('small.json', JSON.stringify({ ...base, ...overrides }))
    const call = { scenario, customers: write('c.csv', customers + unknown), batteries: write('b.csv', batteries), isLenient: true }
    const onCommandLine = (await runScenario(call, () => undefined)).value!
    const own = { customers: { ...(await keep(customers + unknown, 'c.csv')), isLenient: true }, batteries: await keep(batteries, 'b.csv') }
    const inPage = await hashOf(own)
    expect(inPage.hash).toBe(onCommandLine.hash)
    expect(inPage.outcome.summary.own).toEqual({ customers: 2, batteries: 7 })
    // A replication in Compare is of the same company.
    expect(await api.replicate({ ...request, own }, 0)).toMatchObject({ kind: 'done', hash: inPage.hash })
    expect((await api.identify({ ...request, own })).value).toEqual(inPage.outcome.yield!.manifest)
    const { lonLat } = inPage.scene!.customers
    const rowsAt = (node: number) => {
      const [lon, lat] = positionsOf(graph, [node])
      return Array.from({ length: lonLat.length / 2 }, (_, row) => row).filter(
        (row) => lonLat[2 * row] === lon && lonLat[2 * row + 1] === lat,
      )
    }
    const titles = await Promise.all(rowsAt(core(500)).map(async (id) => (await api.inspect({ kind: 'customer', id }, 1))?.title))
    expect(titles).toContain('Light scooters, customer anna')
  })

  test('other rows are another run, and the same rows under another name are the same', async () => {
    const first = await keep(customers, 'c.csv')
    const [plain, renamed] = [await hashOf({ customers: first }), await hashOf({ customers: { ...first, name: 'other.csv' } })]
    expect(renamed.own).toBe(plain.own)
    const fewer = await hashOf({ customers: await keep(customers.slice(0, customers.indexOf('bo;')), 'c.csv') })
    expect(fewer.own).not.toBe(plain.own)
    expect((await api.identify(request)).value!.own).toBe('')
  })

  test('a run with rows that cannot be used is refused with line, value and remedy until somebody says that the others will do', async () => {
    const own = { customers: await keep(customers + swapped + unknown, 'c.csv') }
    const { value: report } = await api.describeOwn({ ...request, own })
    expect(report).toMatchObject({ customers: { used: 2, refused: 2, state: 'partly' }, batteries: null })
    const refused = await api.start({ ...request, own }, () => undefined)
    expect(refused).toMatchObject({
      kind: 'refused',
      problems: [
        { code: 'swapped-position', place: 'c.csv, line 4', remedy: expect.stringContaining('exchange') },
        { code: 'unknown-product', place: 'c.csv, line 5', value: 'scooter-150', remedy: expect.stringContaining('scooter-1500') },
        { code: 'rows-unusable' },
      ],
    })
    expect((await hashOf({ customers: { ...own.customers, isLenient: true } })).own).toBe(
      (await hashOf({ customers: await keep(customers, 'c.csv') })).own,
    )
  })

  test('a table that is not kept any more is said, and one that cannot be used is', async () => {
    const gone = await api.describeOwn({ ...request, own: { customers: { key: 'feed', name: 'c.csv' } } })
    expect(gone.value!.customers).toMatchObject({ state: 'unusable', problems: [{ code: 'own-missing', place: 'c.csv' }] })
    const empty = { customers: await keep('lat;lon;product\n', 'c.csv'), batteries: await keep(batteries, 'b.csv') }
    const { value } = await api.describeOwn({ ...request, own: empty })
    expect(value).toMatchObject({
      customers: { state: 'unusable', problems: [{ code: 'no-rows' }] },
      batteries: { state: 'good', used: 2, refused: 0 },
    })
    const latin = new File([new TextEncoder().encode('name,lat,lon,product\n'), Uint8Array.of(0x4d, 0xfc)], 'c.csv')
    const key = (await api.keepTable(latin)).value!.key
    const { value: unreadable } = await api.describeOwn({ ...request, own: { customers: { key, name: 'c.csv' } } })
    expect(unreadable!.customers!.problems[0].code).toBe('not-utf8')
  })

  test('the templates are those of the command line', async () => {
    for (const kind of ['customers', 'batteries'] as const) {
      expect((await api.ownTemplate(kind, { scenario: 'baseline' })).value).toBe(writeTemplate(kind).value)
    }
  })

  test('a later question takes the place of one that is being read', async () => {
    const many = `lat,lon,product\n${`${graph.latDeg[5]},${graph.lonDeg[5]},scooter-1500\n`.repeat(60_000)}`
    const own = { customers: await keep(many, 'c.csv') }
    const shares: number[] = []
    const first = api.describeOwn({ ...request, own }, (share) => {
      shares.push(share)
      api.cancelOwn()
    })
    expect(await first).toEqual({ value: null, problems: [] })
    expect(shares).toHaveLength(1)
  })
})

test('a million rows are read without filling the memory, and refused for what they are', async () => {
  const line = `${graph.latDeg[5].toFixed(5)},${graph.lonDeg[5].toFixed(5)},scooter-1500,1,box\n`
  const bad = `${graph.lonDeg[5].toFixed(5)},${graph.latDeg[5].toFixed(5)},scooter-1500,1,box\n`
  const text = `lat,lon,product,count,mode\n${(line.repeat(9) + bad).repeat(100_000)}`
  const own = { customers: await keep(text, 'million.csv') }
  const before = process.memoryUsage().rss
  let most = before
  const { value } = await api.describeOwn({ ...request, own }, () => void (most = Math.max(most, process.memoryUsage().rss)))
  expect(value!.customers).toMatchObject({ used: 900_000, refused: 100_000, state: 'unusable' })
  // Of each problem the first rows and a count, and the limit of the scenario.
  expect(value!.customers!.problems.length).toBeLessThan(30)
  expect(value!.customers!.problems.at(-1)).toMatchObject({ code: 'too-many-batteries' })
  expect(most - before).toBeLessThan(800 * 2 ** 20)
}, 60_000)
