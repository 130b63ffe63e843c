import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAgeing } from '../cli/check/ageing.ts'
import { ageingModels } from '../twin/ageing/index.ts'
import type { AgeingLaw } from '../twin/ageing/index.ts'
import { createDutyRates, fillDutyRates } from '../twin/duty.ts'
import { createFixtureWorld } from '../twin/world-fixture.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-law-'))
  mkdirSync(join(folder, 'duties'))
  mkdirSync(join(folder, 'step'))
  const params = Object.fromEntries(ageingModels.map((model) => [model.id, { params: model.parameters }]))
  writeFileSync(join(folder, 'models.json'), JSON.stringify(params))
  writeFileSync(join(folder, 'duties', 'D.csv.gz'), gzipSync('day,T0,A,d0,B,soc_knots\n0,25,0,0,0,0:1;12:0;24:1\n'))
  for (const { id } of ageingModels) {
    writeFileSync(join(folder, 'step', `${id}.json`), JSON.stringify([{ model: id, duty: 'D', mode: 'exact', day: [1], efc: [1], q: [1] }]))
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Calls of a law's kernel while `work` runs. */
async function countCalls(law: AgeingLaw, work: () => unknown): Promise<number> {
  const own = law.writeDailySteps
  let calls = 0
  const open = law as { writeDailySteps: AgeingLaw['writeDailySteps'] }
  open.writeDailySteps = (...args) => {
    calls++
    own(...args)
  }
  await work()
  open.writeDailySteps = own
  return calls
}

test.each(ageingModels)('$id: the twin’s stress classes and the check reach one kernel', async ({ id, law }) => {
  const { layout } = createFixtureWorld().w
  const products = layout.spec.products.map((product) => ({ ...product, ageingModel: id }))
  const changed = { ...layout, spec: { ...layout.spec, products } }
  const twinCalls = await countCalls(law, () => fillDutyRates(createDutyRates(changed.spec), changed, changed.warmth, 0))
  const checkCalls = await countCalls(law, () => checkAgeing(folder, { models: [id] }))
  // Three capacities a class; once a day for the check.
  expect(twinCalls).toBe((24 * layout.spec.segments.length + 2 * products.length) * 3)
  expect(checkCalls).toBe(1)
})
