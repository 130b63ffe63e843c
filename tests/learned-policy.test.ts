import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runScenario } from '../cli/run/run.ts'
import { writeModel } from '../ml/model-file.ts'
import { createHeadroomModel } from '../ml/model-fixture.ts'
import type { RunOutcome, RunRequest } from '../viz/run-api.ts'
import { createRunApi } from '../viz/run.api.ts'

const model = createHeadroomModel(1500)
const changes = {
  days: 60,
  segments: { ebikes: { customers: 60 }, scooters: { customers: 6 }, tools: { customers: 3 }, homes: { customers: 30 } },
  hubs: { count: 2, chargers: 10, staff: 2 },
  shops: { count: 2 },
  boxes: { count: 2 },
  couriers: { count: 3 },
  rules: { replaceBelowSohFrac: 0.85 },
}
const learned = { ...changes, rules: { ...changes.rules, replacement: { model: model.hash, belowDays: 60 } } }
const folder = mkdtempSync(join(tmpdir(), 'voltwin-model-'))
afterAll(() => rmSync(folder, { recursive: true }))

const api = createRunApi(
  { isReady: () => true, compute: async () => [], trend: async () => [], courses: async () => ({}) },
  'build-under-test',
)
const run = (overrides: RunRequest['overrides']) => api.start({ scenario: 'baseline', ...(overrides && { overrides }) }, () => undefined)

function hashOf(outcome: RunOutcome): string {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.summary.hash
}

describe('a learned model as the policy of a run', () => {
  test('a scenario whose model is not at hand is refused, and says where to get it', async () => {
    const outcome = await run(learned)
    expect(outcome).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'model-missing', place: 'rules.replacement.model', value: model.hash }],
    })
  })

  test('decides otherwise than the thresholds, and the same behind the page’s door and on the command line', async () => {
    const thresholds = hashOf(await run(changes))
    expect((await api.keepModel(writeModel(model))).value).toBe(model.hash)
    const onPage = hashOf(await run(learned))
    expect(onPage).not.toBe(thresholds)
    // As a replication in Compare makes it.
    expect(await api.replicate({ scenario: 'baseline', overrides: learned }, 0)).toMatchObject({ kind: 'done', hash: onPage })
    const [scenario, file] = ['scenario.json', 'model.json'].map((name) => join(folder, name))
    const text = { format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'learned', ...learned }
    writeFileSync(scenario, JSON.stringify({ ...text, rules: { ...learned.rules, replacement: { belowDays: 60 } } }))
    writeFileSync(file, writeModel(model))
    const { value, problems } = await runScenario({ scenario, model: file }, () => undefined)
    expect(problems).toEqual([])
    expect(value!.hash).toBe(onPage)
  })

  test('watching a run changes no bit of it, and tells of its assigned batteries', async () => {
    const watched = hashOf(await run(changes))
    const record = (await api.fleetRecord())!
    expect(record.days).toBe(60)
    expect(record.rows).toBeGreaterThan(90 * 7)
    expect(record.daysToLimit.some((days) => days >= 0)).toBe(true)
    const scenario = join(folder, 'plain.json')
    writeFileSync(scenario, JSON.stringify({ format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'plain', ...changes }))
    expect((await runScenario({ scenario }, () => undefined)).value!.hash).toBe(watched)
  })

  test('a model file that is broken, or missing, is a problem with its place', async () => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, writeModel(model).replace('1500', '1501'))
    const broken = await runScenario({ scenario: 'baseline', model: file }, () => undefined)
    expect(broken).toMatchObject({ value: null, problems: [{ code: 'other-content', place: `${file} hash` }] })
    const missing = await runScenario({ scenario: 'baseline', model: join(folder, 'none.json') }, () => undefined)
    expect(missing).toMatchObject({ value: null, problems: [{ code: 'missing-file', place: '--model' }] })
  })
})
