import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ErrorFigures } from '../../ml/index.ts'
import { checkLab } from './lab.ts'

const shared = '../shared/data/severson-124'

describe.skipIf(!existsSync(shared))('the published cells', () => {
  test('give the published one-feature model: RMSE 103.57 cycles on training, 138.33 on the primary test, with a net beside it', async () => {
    const { value, problems } = await checkLab(shared)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ suite: 'lab', total: 8, passed: 8, skipped: 0, failed: [] })
    const { oneFeature, net, straightLine } = value!.figures as Record<string, Record<string, ErrorFigures>>
    expect(oneFeature['train'].rmse).toBeCloseTo(103.57, 1)
    expect(oneFeature['test1_42'].rmse).toBeCloseTo(138.33, 1)
    expect(oneFeature['test1_42'].n).toBe(42)
    expect(net['test1_42'].rmse).toBeLessThan(200)
    expect(net['test1_42'].mapePercent).toBeLessThan(oneFeature['test1_42'].mapePercent)
    expect(straightLine['train'].rmse).toBeGreaterThan(1000)
  })
})

/** log10(life) = 1 − 0.5·log10(variance), exactly: a curve that changes by ±d everywhere has the variance d². */
function lifeOf(change: number): number {
  return 10 / change
}

let folder = ''
const changes = { alpha: [0.01, 0.02, 0.04, 0.05], beta: [0.02, 0.1, 0.025] }
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
const expected = { a: 1, b: -0.5, rmse_mape: { alpha: [0, 0], beta_all3: [0, 0], beta_2: [0, 0] } }

function capacityText(split: keyof typeof changes, separator = ',', decimals = (text: string) => text): string {
  const rows = changes[split].map((change, i) => [`${split}_${i}`, lifeOf(change), decimals('1.05'), decimals('1.04'), decimals('1.03')])
  return [['cell', 'cycle_life', 'q2', 'q50', 'q100'], ...rows].map((row) => row.join(separator)).join('\n')
}

function curveText(split: keyof typeof changes): string {
  const rows = changes[split].flatMap((change, i) => [
    [`${split}_${i}`, 10, 0.5, 0.5, 0.5, 0.5],
    [`${split}_${i}`, 100, 0.5 + change, 0.5 - change, 0.5 + change, 0.5 - change],
  ])
  return [['cell', 'cycle', 'v0', 'v1', 'v2', 'v3'], ...rows].map((row) => row.join(',')).join('\r\n')
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-lab-'))
  for (const split of ['alpha', 'beta'] as const) {
    write(`${split}_qd.csv`, capacityText(split))
    write(`${split}_qv10_qv100.csv`, curveText(split))
  }
  write('expected_variance_model.json', JSON.stringify(expected))
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('any folder of the format', () => {
  test('a split’s name is its file’s; the first expected one is fitted; the shortest-lived are left out where fewer count', async () => {
    const { value, problems } = await checkLab(folder)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ total: 8, passed: 8, failed: [], figures: { fittedOn: 'alpha' } })
    const figures = value!.figures['oneFeature'] as Record<string, ErrorFigures>
    expect(Object.values(figures).map(({ n }) => n)).toEqual([4, 3, 2])
  })

  test('packed files, semicolons and decimal commas are read the same', async () => {
    rmSync(join(folder, 'beta_qd.csv'))
    write('beta_qd.csv.gz', gzipSync(capacityText('beta', ';', (text) => text.replace('.', ','))))
    write('beta_qv10_qv100.csv', `\uFEFF${curveText('beta')}`)
    expect((await checkLab(folder)).value).toMatchObject({ total: 8, passed: 8 })
  })

  test('another error, coefficient or life than expected fails, and says by how much', async () => {
    write('expected_variance_model.json', JSON.stringify({ ...expected, a: 1.01, rmse_mape: { ...expected.rmse_mape, beta_2: [0.2, 0] } }))
    const { value } = await checkLab(folder)
    expect(value?.failed.map((failure) => failure.case)).toEqual(['coefficient a', 'rmse beta_2'])
    expect(value?.failed[1].message).toContain('expected 0.2')
  })
})

describe('bad input gives problems with place and remedy, and no result', () => {
  async function expectProblem(code: string, place: string): Promise<void> {
    const { value, problems } = await checkLab(folder)
    expect(value).toBeNull()
    const problem = problems.find((candidate) => candidate.code === code)
    expect(problem?.place).toContain(place)
    expect(problem?.remedy).not.toBe('')
  }

  test('a folder that is not there, or empty', async () => {
    expect((await checkLab(join(folder, 'nowhere'))).problems[0].code).toBe('no-folder')
    for (const split of ['alpha', 'beta']) rmSync(join(folder, `${split}_qd.csv`))
    await expectProblem('missing-file', folder)
  })

  test.each([
    ['missing-file', 'expected_variance_model.json', 'expected_variance_model.json', null],
    ['missing-file', 'beta_qv10_qv100.csv', 'beta_qv10_qv100.csv', null],
    ['not-json', 'expected_variance_model.json', 'expected_variance_model.json', '{"a"'],
    ['not-a-number', 'expected_variance_model.json b', 'expected_variance_model.json', '{"a":1,"rmse_mape":{"alpha":[0,0]}}'],
    ['bad-errors', 'rmse_mape.alpha', 'expected_variance_model.json', '{"a":1,"b":1,"rmse_mape":{"alpha":[0]}}'],
    ['unknown-split', 'rmse_mape', 'expected_variance_model.json', '{"a":1,"b":1,"rmse_mape":{"gamma":[0,0]}}'],
    ['wrong-cell-count', 'rmse_mape', 'expected_variance_model.json', '{"a":1,"b":1,"rmse_mape":{"alpha_9":[0,0]}}'],
    ['missing-column', 'alpha_qd.csv line 1', 'alpha_qd.csv', 'cell,life,q2,q3\nx,1,1,1'],
    ['wrong-field-count', 'alpha_qd.csv line 3', 'alpha_qd.csv', 'cell,cycle_life,q2,q3\nalpha_0,1,1,1\nalpha_1,1,1'],
    ['broken-cell', 'alpha_qd.csv line 3', 'alpha_qd.csv', 'cell,cycle_life,q2,q3\nalpha_0,1,1,1\nnobody,1,1,1'],
    ['broken-cell', 'alpha_qd.csv line 2', 'alpha_qd.csv', 'cell,cycle_life,q2,q3\nalpha_0,-1,1,1\nalpha_1,1,1,1'],
    ['no-rows', 'alpha_qd.csv', 'alpha_qd.csv', 'cell,cycle_life,q2,q3'],
    ['broken-quote', 'alpha_qd.csv line 2', 'alpha_qd.csv', 'cell,cycle_life,q2,q3\n"a,1,1,1'],
    ['no-text', 'alpha_qd.csv', 'alpha_qd.csv', 'PK\u0000\u0000'],
  ])('%s at %s', async (code, place, name, content) => {
    if (content === null) rmSync(join(folder, name))
    else write(name, content)
    await expectProblem(code, place)
  })

  test('a packed file that is cut short', async () => {
    const packed = gzipSync(readFileSync(join(folder, 'beta_qd.csv')))
    rmSync(join(folder, 'beta_qd.csv'))
    write('beta_qd.csv.gz', packed.subarray(0, packed.length - 20))
    await expectProblem('broken-gzip', 'beta_qd.csv.gz')
  })
})
