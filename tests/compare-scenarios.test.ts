import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kpis } from '../scenarios/index.ts'
import { writeDesign } from './sweep-design.ts'
import { compareScenarios } from '../cli/compare/compare.ts'
import type { CompareCall } from '../cli/compare/compare.ts'
import { describeComparison } from '../cli/compare/describe.ts'

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
  const words = ['compare', call.a, more.b, '--kpi', more.kpi, '--city', call.city!, '--out', call.out!, '--json']
  const { stdout, status } = spawnSync(process.execPath, ['bin/voltwin.mjs', ...words], { encoding: 'utf8' })
  expect({ status, report: JSON.parse(stdout) }).toEqual({ status: 0, report: value })
})

test('bad input is told at once, and nothing is run', async () => {
  const codes = async (over: Partial<CompareCall>) =>
    (await compare({ out: join(folder, 'none'), ...over })).problems.map(({ code }) => code)
  expect(await codes({ kpi: 'slaKpt', precision: '5 %' })).toEqual(['bad-precision', 'unknown-kpi'])
  expect(await codes({ b: 'no-such' })).toEqual(['scenario-missing'])
  expect(await codes({ b: 'two-more-couriers' })).toEqual(['other-days'])
  expect(existsSync(join(folder, 'none'))).toBe(false)
})
