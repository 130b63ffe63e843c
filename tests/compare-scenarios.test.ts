import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kpis } from '../scenarios/index.ts'
import type { DoneReplication } from '../scenarios/index.ts'
import { writeDesign } from './sweep-design.ts'
import { compareScenarios } from '../cli/compare/compare.ts'
import type { CompareCall } from '../cli/compare/compare.ts'
import { describeComparison } from '../cli/compare/describe.ts'
import { writeWelch } from '../cli/compare/welch-file.ts'
import { readScenario } from '../cli/run/scenario-source.ts'
import { keepInputs, readInputs } from '../cli/sweep/inputs.ts'
import { makeRun, openSources } from '../cli/sweep/make-run.ts'
import { findResult } from '../cli/sweep/result-folder.ts'

let folder = ''
let call: CompareCall

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-compare-test-'))
  writeDesign(folder, 'unused', {}, 6)
  const other = { format: 'voltwin-scenario', version: 1, extends: 'small', name: 'more', couriers: { count: 5 } }
  writeFileSync(join(folder, 'more.json'), JSON.stringify(other))
  const a = join(folder, 'small.json')
  call = { a, b: a, city: join(folder, 'town.osm.pbf'), out: join(folder, 'out'), workers: 1 }
})
afterAll(() => rmSync(folder, { recursive: true }))

const compare = (over: Partial<CompareCall>) => compareScenarios({ ...call, ...over }, () => undefined)
const heading = (text: string) => text.split('\n')[0]

test('equal scenarios differ by exactly zero', async () => {
  const { value, problems } = await compare({})
  expect(problems).toEqual([])
  expect(value).toMatchObject({ stop: 'precise', seeds: [1, 2, 3, 4, 5], failed: [] })
  for (const { id } of kpis) {
    const { a, difference, isDistinguishable } = value!.figures[id]
    expect([id, difference.mean, difference.halfWidth, isDistinguishable]).toEqual(a.n < 2 ? [id, null, null, null] : [id, 0, 0, false])
  }
  // One run serves both sides.
  expect(readdirSync(join(folder, 'out', 'results'))).toHaveLength(value!.warmUp.days === 0 ? 5 : 6)
})

test('another scenario is told with intervals, the same from the command line', async () => {
  const more = { b: join(folder, 'more.json'), kpi: 'costPerBatteryMonth' }
  const { value } = await compare(more)
  expect(value!.figures['costPerBatteryMonth']).toMatchObject({ isDistinguishable: true, difference: { mean: expect.any(Number) } })
  expect(value!.figures['costPerBatteryMonth'].difference.mean).toBeGreaterThan(0)
  expect(heading(describeComparison(value!))).toMatch(/^B more against A small on town: 5 pairs of 6 days/)
  const file = join(folder, 'welch.csv')
  const words = ['compare', call.a, more.b, '--kpi', more.kpi, '--city', call.city!, '--out', call.out!, '--welch', file, '--json']
  const { stdout, status } = spawnSync(process.execPath, ['bin/voltwin.mjs', ...words], { encoding: 'utf8' })
  expect({ status, report: JSON.parse(stdout) }).toEqual({ status: 0, report: value })
  const [, ...rows] = readCsvNumbers(file)
  expect(rows.map(([day, isMeasured]) => [day, isMeasured])).toEqual([1, 2, 3, 4, 5, 6].map((day) => [day, 1]))
})

test('Welch’s plot as a file: a line for each day, those before the cut included, whole weeks smoothed', async () => {
  const out = join(folder, 'welch')
  const describeRun = keepInputs((await readInputs({ city: call.city! }, [])).value!, out).value!
  const jobs = [1, 2].map((seed) => describeRun(readScenario(call.a, { days: 21, seed }).value!, 14))
  for (const job of jobs) expect(await makeRun(job, out, openSources())).toEqual({ kind: 'stored' })
  const file = join(folder, 'cut.csv')
  const [first, second] = jobs.map(({ id }) => id)
  await writeWelch(file, { folder: out, a: [first, second], b: [second], kpi: 'courierBusy', days: 21, warmUpDays: 14 })
  const [head, ...rows] = readCsvNumbers(file)
  expect(head).toBe('day,isMeasured,aMean,aSmooth,bMean,bSmooth')
  expect(rows.map(([day, isMeasured]) => [day, isMeasured])).toEqual(Array.from({ length: 21 }, (_, i) => [i + 1, i < 14 ? 0 : 1]))
  expect(rows[10][3]).toBeCloseTo(rows.slice(7, 14).reduce((sum, [, , a]) => sum + a!, 0) / 7, 9)
  expect(rows.map((row) => row[3] === null)).toEqual(rows.map((_, i) => i >= 18))
  // Couriers are paid as many hours each week, so that the mean of its days is nearly that of the week.
  const result = findResult(out, second)!.outcome as DoneReplication
  expect(rows.slice(14).reduce((sum, row) => sum + row[4]!, 0) / 7).toBeCloseTo(result.figures['courierBusy']!, 1)
})

/** The head as a text and the lines as numbers, an empty field as `null`. */
function readCsvNumbers(file: string): [string, ...(number | null)[][]] {
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\r\n')
  return [head, ...rows.map((row) => row.split(',').map((text) => (text === '' ? null : Number(text))))]
}

test('bad input is told at once, and nothing is run', async () => {
  const codes = async (over: Partial<CompareCall>) =>
    (await compare({ out: join(folder, 'none'), ...over })).problems.map(({ code }) => code)
  expect(await codes({ kpi: 'slaKpt', precision: '5 %' })).toEqual(['bad-precision', 'unknown-kpi'])
  expect(await codes({ welch: join(folder, 'none', 'welch.csv') })).toEqual(['file-not-writable'])
  expect(await codes({ welch: join(folder, 'welch.csv'), kpi: 'stockOutWorstHour' })).toEqual(['no-course'])
  expect(await codes({ b: 'no-such' })).toEqual(['scenario-missing'])
  expect(await codes({ b: 'two-more-couriers' })).toEqual(['other-days'])
  expect(existsSync(join(folder, 'none'))).toBe(false)
})
