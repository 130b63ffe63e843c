import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareScenarios } from '../cli/compare/compare.ts'
import type { CompareCall } from '../cli/compare/compare.ts'
import { runScenario } from '../cli/run/run.ts'
import { sweepBy } from '../cli/sweep/command.ts'
import { makeRun, openSources } from '../cli/sweep/make-run.ts'
import { prepareSweep, readDesignFile } from '../cli/sweep/prepare.ts'
import { findResult } from '../cli/sweep/result-folder.ts'
import { writeModel } from '../ml/model-file.ts'
import { createHeadroomModel } from '../ml/model-fixture.ts'
import type { RunJob } from '../scenarios/index.ts'
import { writeDesign } from './sweep-design.ts'

const quiet = () => undefined
/** Who has no days left is replaced at once: a policy that the first midnight shows. */
const model = createHeadroomModel(0)
/** On streets of the town that `writeDesign` writes. */
const customers = 'name,lat,lon,product,count,mode\nanna,43.003,7.004,scooter-1500,3,box\nbo,43.009,7.012,scooter-1500,2,pickUp\n'
const batteries = 'product,ageDays,sohFrac,count\nscooter-1500,900,,5\nhome-5000,,0.91,2\n'
const badRow = 'carl,43.006,7.008,scooter-150,2,box\n'

let folder = ''
const at = (...names: string[]) => join(folder, ...names)
const write = (name: string, text: string) => {
  writeFileSync(at(name), text)
  return at(name)
}
let own: { readonly customers: string; readonly batteries: string }
let design = ''
const base = () => ({ scenario: at('small.json'), city: at('town.osm.pbf') })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-own-experiments-'))
  const factors = { couriers: { path: 'couriers.count', levels: [3, 5] } }
  design = writeDesign(folder, 'own', { factors, replications: 1, customers: 'c.csv', batteries: 'b.csv' })
  own = { customers: write('c.csv', customers), batteries: write('b.csv', batteries) }
  write('bad.csv', customers + badRow)
  write('model.json', writeModel(model))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function firstJob(file: string, out: string, given = {}): Promise<RunJob> {
  const { value } = await prepareSweep((await readDesignFile(file)).value!, file, out, given)
  return value!.jobOf(value!.placed[0], 1, 0).value!
}

const hashOf = (out: string, { id }: RunJob) => {
  const outcome = findResult(out, id)!.outcome
  return outcome.kind === 'done' ? outcome.hash : outcome.message
}

describe('own customers and batteries in a sweep', () => {
  test('a job carries them: a worker that sees the results folder alone makes the run that voltwin run makes', async () => {
    const out = at('carried')
    const job = await firstJob(design, out)
    expect(readFileSync(join(out, job.customers!), 'utf8')).toBe(customers)
    expect(await makeRun(job, out, openSources())).toEqual({ kind: 'stored' })
    const { value } = await runScenario({ ...base(), ...own }, quiet)
    expect(hashOf(out, job)).toBe(value!.hash)
    expect(findResult(out, job.id)!.manifest.own).toMatch(/^[0-9a-f]{16}$/)
  })

  test('they are part of its name: other rows are another run and another report, the same ones are found again', async () => {
    const [plain, given] = [at('plain.json'), { customers: write('fewer.csv', customers.replace(/^bo,.*\n/m, '')) }]
    const { customers: _, batteries: __, ...without } = JSON.parse(readFileSync(design, 'utf8')) as Record<string, unknown>
    writeFileSync(plain, JSON.stringify(without))
    const ids = [await firstJob(design, at('a')), await firstJob(plain, at('a')), await firstJob(design, at('a'), given)].map(
      ({ id }) => id,
    )
    expect(new Set(ids).size).toBe(3)
    expect((await firstJob(plain, at('a'), own)).id).toBe(ids[0])
    const said: string[] = []
    const out = at('both')
    const first = await sweepBy(design, { out, workers: 1 }, quiet)
    const again = await sweepBy(plain, { out, workers: 1, ...own }, (line) => said.push(line))
    expect(said).toContain('2 runs, 2 of them kept from before')
    expect(again.value!.report).toEqual(first.value!.report)
    const other = await prepareSweep((await readDesignFile(plain)).value!, plain, out)
    expect([first.value!.report.own === '', other.value!.own]).toEqual([false, ''])
  })

  test('tables that were changed in the results folder are refused, whoever makes the run', async () => {
    const out = at('changed')
    const job = await firstJob(design, out)
    writeFileSync(join(out, job.customers!), customers.replace('scooter-1500,3', 'scooter-1500,4'))
    expect(await makeRun(job, out, openSources())).toMatchObject({ kind: 'refused', message: expect.stringContaining('own tables') })
    expect(existsSync(join(out, 'results', job.id))).toBe(false)
  })

  test('rows that cannot be used are told before anything is run or copied; with --good-rows the others are taken', async () => {
    const out = at('bad')
    const refused = await sweepBy(design, { out, workers: 1, customers: at('bad.csv') }, quiet)
    expect(refused.value).toBeNull()
    expect(refused.problems.map(({ code }) => code)).toEqual(['unknown-product', 'rows-unusable'])
    expect([readdirSync(out), readdirSync(join(out, 'results'))]).toEqual([['results'], []])
    const good = await firstJob(design, out, { customers: at('bad.csv'), isLenient: true })
    // The rows that are used name the run.
    expect(good.id).toBe((await firstJob(design, out)).id)
    const missing = await sweepBy(design, { out, batteries: at('none.csv') }, quiet)
    expect(missing.problems).toMatchObject([{ code: 'read-failed' }])
  })
})

describe('a learned model in experiments', () => {
  test('decides in B alone: pairs differ, and each side is the run that voltwin run makes', async () => {
    const { scenario, city } = base()
    const out = at('learned')
    const call: CompareCall = { a: scenario, b: scenario, city, ...own, modelB: at('model.json'), out, workers: 1, days: 2, precision: '1' }
    const { value, problems } = await compareScenarios(call, quiet)
    expect(problems).toEqual([])
    expect(value!.figures['replacementsForWear'].b.mean).toBeGreaterThan(0)
    const replaced = value!.figures['replacedPerYear']
    expect([replaced.a.mean, replaced.b.mean! > 0]).toEqual([0, true])
    const kept = readdirSync(join(out, 'results')).map((id) => findResult(out, id)!)
    const hashes = kept.filter(({ seed }) => seed === 1).map(({ outcome }) => (outcome.kind === 'done' ? outcome.hash : ''))
    const [a, b] = [
      { ...base(), ...own, days: 2 },
      { ...base(), ...own, days: 2, model: at('model.json') },
    ]
    const alone = [(await runScenario(a, quiet)).value!.hash, (await runScenario(b, quiet)).value!.hash]
    expect(hashes.toSorted()).toEqual(alone.toSorted())
  })

  test('is a level of a factor where the design has its file, and decides in all points by --model', async () => {
    const factors = { policy: { path: 'rules.replacement.model', levels: ['', model.hash] } }
    const file = writeDesign(folder, 'policy', { factors, replications: 1, models: ['model.json'] })
    const { value, problems } = await sweepBy(file, { out: at('policy'), workers: 1 }, quiet)
    expect(problems).toEqual([])
    const [plain, same, learned] = value!.report.results.map(({ figures }) => figures['replacedPerYear'].mean)
    expect([plain, same, learned! > 0]).toEqual([0, 0, true])
    const job = await firstJob(design, at('policy'), { model: at('model.json') })
    expect(readFileSync(join(at('policy'), job.model!), 'utf8')).toBe(writeModel(model))
    expect(job.id).not.toBe((await firstJob(design, at('policy'))).id)
  })

  test('a file that is no model, and a hash without its file, are told before anything is run', async () => {
    const codes = async (file: string, given: object) =>
      (await sweepBy(file, { out: at('none'), ...given }, quiet)).problems.map(({ code, place }) => [code, place])
    expect(await codes(design, { model: own.customers })).toEqual([['not-json', expect.stringContaining('c.csv')]])
    const factors = { policy: { path: 'rules.replacement.model', levels: ['', model.hash] } }
    const lone = writeDesign(folder, 'lone', { factors })
    expect(await codes(lone, {})).toEqual([['model-missing', `policy=${model.hash} → rules.replacement.model`]])
    expect(readdirSync(at('none', 'results'))).toEqual([])
  })
})
