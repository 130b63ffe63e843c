import { describe, expect, test } from 'vitest'
import { CellRole } from '../../ml/index.ts'
import type { ErrorFigures, Judgement, SplitErrors, Target } from '../../ml/index.ts'
import { scatterAxis } from './scatter-shape.ts'
import { describeData, pooledRmse, sayFound, sayLeft, sayVerdict } from './words.ts'

const cycles: Target = { name: 'cycle life', unit: 'cycles', transform: 'log' }
const ofCells = { kind: 'capacity', target: cycles } as const
const figures = (rmse: number, n = 10): ErrorFigures => ({ n, rmse, mae: rmse / 2, bias: 0, mapePercent: 10 })

function splitOf(name: string, role: number, net: number, one: number | null, line: number | null, n = 10): SplitErrors {
  const of = (rmse: number | null) => (rmse === null ? null : figures(rmse, n))
  return { name, role, cells: n, rows: n, net: figures(net, n), oneFeature: of(one), straightLine: of(line) }
}

function judgementOf(...splits: SplitErrors[]): Judgement {
  return { splits, oneFeature: { name: 'efc', unit: 'cycles', meaning: 'Equivalent full cycles so far' }, points: [] }
}

describe('the verdict', () => {
  const training = splitOf('training', CellRole.training, 1, 100, 200)

  test('is of the test cells, all of them together', () => {
    const { best, headline, text } = sayVerdict(
      judgementOf(training, splitOf('a', CellRole.test, 30, 60, 90), splitOf('b', CellRole.test, 40, 60, 90)),
      ofCells,
    )
    expect([best, headline]).toEqual(['net', 'The net predicts best'])
    expect(text).toContain('On 20 test cells: the net by 35.36')
    expect(text).toContain('the one-feature line (Equivalent full cycles so far) by 60')
  })

  test('says it when the net is not best, or no better', () => {
    const beaten = sayVerdict(judgementOf(training, splitOf('test', CellRole.test, 150, 100, 300)), ofCells)
    expect([beaten.best, beaten.headline]).toEqual(['oneFeature', 'Not the net, but the one-feature line predicts best'])
    expect(beaten.text).toContain('the better choice')
    expect(sayVerdict(judgementOf(splitOf('test', CellRole.test, 98, 100, null)), ofCells).headline).toBe(
      'The net is about as good as the one-feature line',
    )
  })

  test('warns where nothing was held back, and where nothing can be judged', () => {
    expect(sayVerdict(judgementOf(training), ofCells).text).toContain('learned by heart')
    expect(sayVerdict(judgementOf(training, splitOf('validation', CellRole.validation, 5, 9, 9)), ofCells).text).toContain(
      'chose the epoch',
    )
    expect(sayVerdict(judgementOf(), ofCells).best).toBeNull()
    expect(sayVerdict(judgementOf(splitOf('test', CellRole.test, NaN, 100, 300)), ofCells).headline).toBe('Not judged')
    expect(sayVerdict(judgementOf(splitOf('test', CellRole.test, 5, null, null)), ofCells).headline).toBe('The net alone can be judged')
  })

  test('errors of splits are pooled by their rows', () => {
    const splits = [splitOf('a', CellRole.test, 3, 1, null, 1), splitOf('b', CellRole.test, 0, 1, null, 8)]
    expect(pooledRmse(splits, 'net')).toBe(1)
    expect(pooledRmse(splits, 'straightLine')).toBeNaN()
  })
})

test('a limit of days is held against the rows that were held back', () => {
  const splits = [splitOf('training', CellRole.training, 1, 1, 1), splitOf('test', CellRole.test, 1, 1, 1)]
  const point = (split: number, measured: number, predicted: number) => ({ split, cell: 'x', measured, predicted })
  const judgement = {
    ...judgementOf(...splits),
    points: [point(0, 1, 1), point(1, 5, 8), point(1, 6, 20), point(1, 30, 9), point(1, 90, 80)],
  }
  expect(sayFound(judgement, { ...cycles, unit: 'd' }, 14)).toBe(
    'Of 2 held-back rows with fewer days left this limit finds 1; of all others it takes 1 too early. A higher limit finds more.',
  )
  expect(sayFound(judgement, { ...cycles, unit: 'd' }, 2)).toBe('')
  expect(sayFound(judgement, cycles, 14)).toBe('')
})

test('data are described with what is known of them', () => {
  const source = {
    kind: 'run' as const,
    name: 'a run',
    cells: 30,
    rows: 1200,
    knownRows: 40,
    features: [],
    target: { name: 'days to the replacement limit', unit: 'd', transform: 'log' as const },
    splits: [],
    hasOwnSplit: false,
  }
  expect(describeData(source)).toBe(
    '30 batteries, 1\u202f200 rows; predicted: days to the replacement limit (days). The end of 40 rows is known; of the others only that they lasted at least so long.',
  )
})

test('time left is in seconds, then minutes', () => {
  expect([sayLeft(1), sayLeft(89_000), sayLeft(90_001)]).toEqual(['1\u202fs', '89\u202fs', '2\u202fmin'])
})

test('the axis of the points holds what was measured; wild predictions stand at its edge', () => {
  const point = (measured: number, predicted: number) => ({ split: 0, cell: 'a', measured, predicted })
  expect(scatterAxis([])).toBeNull()
  expect(scatterAxis([point(1800, 900), point(300, 2100)])!.ticks).toEqual([0, 1000, 2000, 3000])
  expect(scatterAxis([point(100, 1e9)])!.high).toBe(150)
  expect(scatterAxis([point(0, 0)])!.high).toBeGreaterThan(0)
})
