import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseModel } from '../../ml/index.ts'
import { createTrainer, openBackend } from '../../ml/train/index.ts'
import { createLearnApi } from './learn.api.ts'
import type { LearnApi, LearnProgress, LearnSource, SourceAnswer, Trained } from './learn-types.ts'
import { defaultSettings, type LearnSettings } from './settings.ts'

const shared = '../shared/data'
if (!existsSync(shared)) console.log(`not tested: ${shared} is absent`)
const options = { limitSohFrac: 0.8, mapping: null }

/** Cells that lose 1/1000 of their capacity a cycle, some faster. */
function writeCells(cells: number, last = 300): string {
  const lines = ['cell_id,cycle,capacity_Ah']
  for (let cell = 0; cell < cells; cell++)
    for (let cycle = 0; cycle < last; cycle += 3)
      lines.push(`cell ${cell},${cycle},${(1.1 * (1 - (cycle * (4 + (cell % 5))) / 4000)).toFixed(5)}`)
  return lines.join('\n')
}

const fileOf = (name: string, content: string | Buffer) => ({
  name,
  blob: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
})
const shareFile = (path: string) => fileOf(path.split('/').at(-1)!, readFileSync(`${shared}/${path}`))

const create = (): LearnApi =>
  createLearnApi({
    open: async () => {
      await openBackend('wasm')
      return createTrainer
    },
  })

async function openCells(api: LearnApi): Promise<LearnSource> {
  const { source } = await api.readFiles([fileOf('cells.csv.gz', gzipSync(writeCells(20)))], options)
  return source!
}

async function train(
  api: LearnApi,
  settings: LearnSettings,
  onProgress: (progress: LearnProgress) => void = () => undefined,
): Promise<Trained> {
  const outcome = await api.train(settings, onProgress)
  if (outcome.kind !== 'trained') throw new Error(JSON.stringify(outcome))
  return outcome.trained
}

const codes = ({ problems }: Pick<SourceAnswer, 'problems'>) => problems.map(({ code, place }) => [code, place])

describe('learning behind its door', () => {
  test('trains on capacity by cycle, with losses of every epoch, and judges net and baselines on the same cells', async () => {
    const api = create()
    const source = await openCells(api)
    expect(source).toMatchObject({ kind: 'capacity', cells: 20, hasOwnSplit: false, target: { unit: 'cycles' } })
    const losses: number[] = []
    const trained = await train(api, { ...defaultSettings(source), epochs: 12 }, ({ training }) => losses.push(...training))
    expect(losses).toHaveLength(12)
    expect(losses.at(-1)).toBeLessThan(losses[0])
    const { judgement, bestEpoch, ranges } = trained.report
    expect(judgement.splits.map(({ name }) => name)).toEqual(['training', 'validation', 'test'])
    expect(judgement.splits.every(({ straightLine, oneFeature }) => straightLine !== null && oneFeature !== null)).toBe(true)
    expect(bestEpoch).toBeGreaterThan(0)
    expect(ranges.map(({ name }) => name)).toEqual(defaultSettings(source).features)
    expect(parseModel(trained.text).value).toMatchObject({ hash: trained.hash, notes: { seed: 1, backend: 'wasm', epochs: 12 } })
    expect((await api.judge(trained.text, trained.report.settings)).value).toEqual(judgement)
  })

  test('same data, settings and seed: the same weights; another seed: others', async () => {
    const [first, second] = [create(), create()]
    const settings = { ...defaultSettings(await openCells(first)), epochs: 3 }
    await openCells(second)
    expect((await train(first, settings)).text).toBe((await train(second, settings)).text)
    expect((await train(first, { ...settings, seed: 2 })).hash).not.toBe((await train(second, settings)).hash)
  })

  test('pauses between two epochs, goes on, and stops with the best so far', async () => {
    const api = create()
    const settings = { ...defaultSettings(await openCells(api)), epochs: 5000 }
    let epochs = 0
    let heard = () => {}
    const next = () => new Promise<void>((resolve) => (heard = resolve))
    const training = api.train(settings, ({ from, training: losses }) => {
      epochs = from + losses.length - 1
      heard()
    })
    await next()
    api.pause()
    // What was under way is heard of; then nothing more comes, or this would go on to the last epoch.
    let paused = 0
    while (paused !== epochs) {
      paused = epochs
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    expect(paused).toBeLessThan(5000)
    api.goOn()
    await next()
    expect(epochs).toBeGreaterThan(paused)
    api.stop()
    const outcome = await training
    expect(outcome).toMatchObject({ kind: 'trained', trained: { isWhole: false } })
    expect((outcome as { trained: Trained }).trained.report.epochs).toBeLessThan(5000)
  })

  test('a later training ends the one before, also one that is paused', async () => {
    const api = create()
    const settings = { ...defaultSettings(await openCells(api)), epochs: 5000 }
    let begun = () => {}
    const isBegun = new Promise<void>((resolve) => (begun = resolve))
    const first = api.train(settings, () => begun())
    await isBegun
    api.pause()
    const second = await train(api, { ...settings, epochs: 2 })
    expect(second.isWhole).toBe(true)
    expect(await first).toMatchObject({ kind: 'trained', trained: { isWhole: false } })
  })

  test('settings that are out of range, no data, and no cell left to learn from are refused with a remedy', async () => {
    const api = create()
    const settings = defaultSettings(await openCells(create()))
    expect(await api.train(settings, () => undefined)).toMatchObject({ kind: 'refused', problems: [{ code: 'no-source' }] })
    await openCells(api)
    expect(await api.train({ ...settings, epochs: 0 }, () => undefined)).toMatchObject({
      kind: 'refused',
      problems: [{ place: 'settings.epochs' }],
    })
    const { source } = await api.readFiles([fileOf('few.csv', writeCells(1))], options)
    const none = await api.train({ ...defaultSettings(source!), validationFrac: 0.8, testFrac: 0.8, seed: 3 }, () => undefined)
    expect(none).toMatchObject({ kind: 'refused', problems: [{ code: 'no-training-rows' }] })
  })

  test('a backend that cannot be had is said, not thrown', async () => {
    const api = createLearnApi({ open: () => Promise.reject(new Error('no wasm here')) })
    expect(await api.train(defaultSettings(await openCells(api)), () => undefined)).toEqual({ kind: 'failed', message: 'no wasm here' })
  })
})

test('a model is judged only on data of its kind', async () => {
  const api = create()
  const settings = { ...defaultSettings(await openCells(api)), epochs: 1 }
  const { text } = await train(api, settings)
  const mapping = { cell: '', target: 'left', targetUnit: 'd', split: '', features: ['efc'] } as const
  await api.readFiles([fileOf('own.csv', 'efc,left\n1,2\n3,4\n5,1\n')], { ...options, mapping })
  expect((await api.judge(text, settings)).problems.map(({ code }) => code)).toEqual(['other-target'])
  expect((await api.judge('no model', settings)).problems.map(({ code }) => code)).toEqual(['not-json'])
})

describe('what cannot be learned from', () => {
  test('no run, a run without assigned batteries, and one without replacements say so', async () => {
    const api = create()
    expect(codes(await api.readRun(null, 'run'))).toEqual([['no-run', 'The run at hand']])
    const record = {
      rows: 0,
      battery: new Int32Array(0),
      day: new Float64Array(0),
      x: new Float64Array(0),
      lastDay: new Int32Array(0),
      daysToLimit: new Float64Array(0),
      days: 10,
    }
    expect(codes(await api.readRun(record, 'run'))).toEqual([['no-assigned', 'run']])
    const unworn = {
      ...record,
      rows: 1,
      battery: Int32Array.of(0),
      day: Float64Array.of(3),
      x: new Float64Array(12),
      lastDay: Int32Array.of(9),
    }
    const answer = await api.readRun({ ...unworn, daysToLimit: Float64Array.of(NaN) }, 'run')
    expect(answer.source).toBeNull()
    expect(answer.problems[0]).toMatchObject({ code: 'no-replacements', value: '0 followed to the limit in 10 days' })
    expect(answer.problems[0].remedy).toMatch(/nothing to learn/)
  })

  test.each([
    ['an empty file', 'a.csv', '', 'empty-file'],
    ['no text', 'a.csv', 'a\u0000b', 'no-text'],
    ['a broken packing', 'a.csv.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3]), 'broken-gzip'],
    ['a table of words', 'a.csv', 'name,word\na,b\n', 'no-target'],
    ['cells that never end', 'a.csv', writeCells(3, 60), 'no-end'],
    [
      'curves alone',
      'a.csv',
      `cell_id,cycle,${Array.from({ length: 60 }, (_, i) => `v${i}`).join()}\na,1${',1'.repeat(60)}\n`,
      'curves-alone',
    ],
    ['one half of Severson’s tables', 'train_qd.csv', 'cell,cycle_life,q2,q3\na,1,1,1\n', 'missing-file'],
  ])('%s is a problem with place and remedy, and what was read before stays', async (_, name, content, code) => {
    const api = create()
    const source = await openCells(api)
    const answer = await api.readFiles([fileOf(name, content)], options)
    expect(answer.source).toBeNull()
    expect(answer.problems.at(-1)).toMatchObject({ code })
    expect(answer.problems.every(({ place, remedy }) => place !== '' && remedy !== '')).toBe(true)
    expect((await train(api, { ...defaultSettings(source), epochs: 1 })).report.source.name).toBe(source.name)
  })

  test('a table that is not known is offered for mapping, and read by it', async () => {
    const api = create()
    const rows = Array.from({ length: 30 }, (_, i) => `${i},${i % 7},${100 + 10 * (i % 7)}`)
    const file = fileOf('own.csv', ['id,heat,end', ...rows].join('\n'))
    const first = await api.readFiles([file], options)
    expect(first.source).toBeNull()
    expect(first.columns).toMatchObject({ place: 'own.csv', numeric: ['id', 'heat', 'end'], mapping: { target: '' } })
    const mapping = { cell: 'id', target: 'end', targetUnit: 'd', split: '', features: ['heat'] } as const
    const { source } = await api.readFiles([file], { ...options, mapping })
    expect(source).toMatchObject({ kind: 'table', rows: 30, cells: 30, target: { name: 'end', unit: 'd' } })
  })
})

test('an index beside the cells gives their split; one that names no test cell gives none', async () => {
  const read = async (isTest: (cell: number) => boolean) => {
    const index = ['cell_id,pinn_test', ...Array.from({ length: 20 }, (_, cell) => `cell ${cell},${isTest(cell) ? 'True' : 'False'}`)]
    return (await create().readFiles([fileOf('cells.csv', writeCells(20)), fileOf('index.csv', index.join('\n'))], options)).source!
  }
  expect(await read((cell) => cell < 5)).toMatchObject({
    hasOwnSplit: true,
    splits: [
      { name: 'test', cells: 5 },
      { name: 'train', cells: 15 },
    ],
  })
  expect(await read(() => false)).toMatchObject({ hasOwnSplit: false, splits: [] })
})

describe.skipIf(!existsSync(shared))('the shared cells', () => {
  test('Severson’s tables keep their split, and the one-feature line has its published errors', async () => {
    const api = create()
    const files = ['train', 'test1'].flatMap((split) => ['qd', 'qv10_qv100'].map((kind) => shareFile(`severson-124/${split}_${kind}.csv`)))
    const { source, problems } = await api.readFiles(files, options)
    expect(problems).toEqual([])
    expect(source).toMatchObject({ kind: 'early-life', cells: 84, hasOwnSplit: true })
    const { report } = await train(api, { ...defaultSettings(source!), epochs: 2 })
    const [training, test1] = report.judgement.splits
    expect([training.cells, test1.name, test1.cells]).toEqual([41, 'test1', 43])
    expect(training.oneFeature!.rmse).toBeCloseTo(103.6, 0)
    expect(test1.oneFeature!.rmse).toBeCloseTo(137.9, 0)
  })

  test.each([
    ['cells/hust_capacity.csv.gz', 'capacity', 57],
    ['cells/tju_charge_features.csv.gz', 'capacity', 104],
    ['cells/nasa_capacity.csv.gz', 'capacity', 3],
    ['cells/calce_capacity.csv.gz', 'capacity', 3],
    ['cells/matr_features.csv', 'table', 100],
  ])('%s is read as it stands', async (path, kind, cells) => {
    const { source, problems } = await create().readFiles([shareFile(path)], options)
    expect(source).toMatchObject({ kind, cells })
    expect(problems).toEqual([])
  })
})
