import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A snippet at a place in the house and the rule that must refuse it; `null` where it must be let through. */
type Case = readonly [place: string, code: string, rule: string | null]

const exported = (code: string) => `export const value = ${code}\n`

const cases: readonly Case[] = [
  ['sim/up.ts', "export { a } from '../twin/index.ts'\n", 'walls(layers)'],
  ['sim/dynamic.ts', "export const load = () => import('../twin/index.ts')\n", 'walls(layers)'],
  ['cli/sideways.ts', "export { a } from '../viz/index.ts'\n", 'walls(layers)'],
  ['twin/deep.ts', "export { exp } from '../sim/math/exp.ts'\n", 'walls(layers)'],
  ['twin/face.ts', "export { exp } from '../sim/math/index.ts'\n", null],
  ['sim/events/near.ts', "export { assert } from '../assert.ts'\n", null],
  ['sim/events/neighbour.ts', "export { grow } from '../arena/grow.ts'\n", 'walls(layers)'],
  ['cli/commands.ts', "export { a } from './check/result.ts'\n", null],
  ['sim/store.ts', "export { a } from '../data/store/index.ts'\n", 'walls(layers)'],
  ['sim/columns.ts', "export type { Parsed } from '../data/columns/index.ts'\n", null],
  ['viz/duck.ts', "export { a } from '@duckdb/duckdb-wasm'\n", 'walls(layers)'],
  ['data/store/duck.ts', "export { a } from '@duckdb/duckdb-wasm'\n", null],
  ['viz/app-comlink.ts', "export { wrap } from 'comlink'\n", 'walls(layers)'],
  ['viz/run-client.ts', "export { wrap } from 'comlink'\n", null],
  ['scenarios/file.ts', "export { readFileSync } from 'node:fs'\n", 'walls(layers)'],
  ['cli/file.ts', "export { readFileSync } from 'node:fs'\n", null],
  ['twin/homeless.ts', "export { a } from 'lodash'\n", 'walls(layers)'],
  ['sim/power.ts', exported('Math.pow(2, 3)'), 'walls(portable)'],
  ['sim/operator.ts', exported('2 ** 3'), 'walls(portable)'],
  ['twin/exponent.ts', "export const value = Math['exp'](1)\n", 'walls(portable)'],
  ['twin/apart.ts', 'const { log } = Math\nexport const value = log(2)\n', 'walls(portable)'],
  ['twin/random.ts', exported('Math.random()'), 'walls(portable)'],
  ['scenarios/today.ts', exported('new Date(0)'), 'walls(portable)'],
  ['scenarios/clock.ts', exported('performance.now()'), 'walls(portable)'],
  ['scenarios/text.ts', "export const value = (1).toLocaleString('de')\n", 'walls(portable)'],
  ['twin/sort.ts', "export const value = 'a'.localeCompare('b')\n", 'walls(portable)'],
  ['twin/key.ts', exported('{ console: 1, place: { Date: 2 } }'), null],
  ['twin/as-value.ts', exported('{ clock: Date }'), 'walls(portable)'],
  ['twin/allowed.ts', exported('Math.sqrt(Math.abs(-2)) + Math.PI'), null],
  ['twin/measured.test.ts', exported('Math.exp(1)'), null],
  ['optimize/power.ts', exported('2 ** 3'), 'walls(portable)'],
  ['optimize/solver.ts', "export { a } from 'javascript-lp-solver'\n", null],
  ['viz/solver.ts', "export { a } from 'javascript-lp-solver'\n", 'walls(layers)'],
  ['viz/clock.ts', exported('performance.now()'), null],
  ['sim/default.ts', 'export default 1\n', 'import(no-default-export)'],
  ['sim/any.ts', 'export const value: any = 1\n', 'typescript(no-explicit-any)'],
  ['sim/long.ts', 'export {}\n'.repeat(401), 'eslint(max-lines)'],
  ['sim/tall.ts', `export function f(): void {\n${'  void 0\n'.repeat(61)}}\n`, 'eslint(max-lines-per-function)'],
  ['cli/floating.ts', 'async function f(): Promise<void> {}\nexport function g(): void {\n  f()\n}\n', 'typescript(no-floating-promises)'],
]

const oxlint = join(process.cwd(), 'node_modules/oxlint/bin/oxlint')
let house: string
let found: Map<string, string[]>

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'voltwin-house-'))
  for (const path of ['.oxlintrc.json', 'tools/lint', 'tsconfig.base.json']) cpSync(path, join(house, path), { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(house, 'node_modules'), 'junction')
  writeFileSync(join(house, 'tsconfig.json'), '{ "extends": "./tsconfig.base.json" }\n')
  for (const [place, code] of cases) {
    mkdirSync(dirname(join(house, place)), { recursive: true })
    writeFileSync(join(house, place), code)
  }
  found = lintHouse(house)
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

function lintHouse(folder: string): Map<string, string[]> {
  const run = spawnSync(process.execPath, [oxlint, '--format', 'json'], { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] }
  const byPlace = new Map<string, string[]>()
  for (const { code, filename } of diagnostics) {
    const place = filename.replaceAll('\\', '/')
    byPlace.set(place, [...(byPlace.get(place) ?? []), code])
  }
  return byPlace
}

test.each(cases)('lint judges %s', (place, _code, rule) => {
  const rules = (found.get(place) ?? []).filter((name) => rule !== null || name.startsWith('walls('))
  if (rule === null) expect(rules).toEqual([])
  else expect(rules).toContain(rule)
})
