import { expect, test } from 'vitest'
import { sampleRun } from '../vault/fixture.ts'
import type { StoredRun } from '../vault/index.ts'
import { differenceColumns } from './difference-columns.ts'
import { chooseRuns, listCaveats, pairFigures, replicatedFigures } from './pair.ts'
import { comparePlaces, radiusOf } from './place-difference.ts'

const kpi = (id: string, value: number | null) => ({ id, label: id, value, unit: 'frac', n: 10, counts: '', meaning: '' })

function stored(seed: number, values: Readonly<Record<string, number | null>> = {}): StoredRun {
  const { summary, yield: found } = sampleRun(seed)
  const figures = Object.entries(values).map(([id, value]) => kpi(id, value))
  return {
    id: `run ${seed}`,
    name: `${seed}`,
    ...found,
    draft: {},
    summary: { ...summary, kpis: figures },
    history: [],
    finishedMs: seed,
    sizeBytes: 1,
  }
}

const none = { a: '', b: '' }
const nobody = { base: '', shown: '' }

test('the choice wins, then what is on screen, then the last two', () => {
  const runs = [stored(3), stored(2), stored(1)]
  const ids = (chosen = none, screen = nobody) => {
    const pair = chooseRuns(runs, chosen, screen)
    return pair && [pair.a.summary.seed, pair.b.summary.seed]
  }
  expect(ids()).toEqual([2, 3])
  expect(ids(none, { base: 'hash 1', shown: 'hash 2' })).toEqual([1, 2])
  expect(ids({ a: 'run 3', b: '' }, { base: 'hash 1', shown: 'hash 2' })).toEqual([3, 2])
  expect(ids({ a: 'run 1', b: 'run 1' })).toEqual([1, 1])
  expect(ids(none, { base: 'hash 1', shown: 'hash 1' })).toEqual([2, 3])
  expect(chooseRuns([stored(1)], none, nobody)).toBe(null)
})

test('a difference is good or bad by the sense of its figure, zero is exactly equal, unknown stays unknown', () => {
  const a = stored(1, { slaKept: 0.9, stockOut: 0.1, courierBusy: 0.5, costPerKWh: null, kmPerStop: 2 })
  const b = stored(2, { slaKept: 0.8, stockOut: 0.05, courierBusy: 0.6, costPerKWh: 3, kmPerStop: 2 })
  expect(pairFigures({ a, b }).map(({ kpi: { id }, verdict }) => [id, verdict])).toEqual([
    ['slaKept', 'worse'],
    ['stockOut', 'better'],
    ['courierBusy', 'other'],
    ['costPerKWh', 'unknown'],
    ['kmPerStop', 'equal'],
  ])
  expect(pairFigures({ a, b: a }).every(({ difference, verdict }) => difference === 0 || verdict === 'unknown')).toBe(true)
})

test('other seeds, days, cities and builds are said; equal runs are said to be equal', () => {
  const a = stored(1)
  const texts = (b: StoredRun) =>
    listCaveats({ a, b }, 'e')
      .map(({ text }) => text)
      .join('\n')
  expect(texts(a)).toContain('exactly zero')
  const other = { ...stored(1), id: 'other' }
  expect(texts(other)).toMatch(/same luck.*\n.*same state/)
  expect(texts(stored(2))).toContain('different seeds (1 and 2)')
  expect(texts({ ...other, summary: { ...other.summary, days: 20, hash: 'x' } })).toContain('different length: 10 and 20 days')
  expect(texts({ ...other, manifest: { ...other.manifest, city: 'elsewhere' } })).toContain('different cities')
  expect(texts({ ...other, manifest: { ...other.manifest, engine: 'old' } })).toContain('different builds')
  expect(listCaveats({ a, b: other }, 'new').map(({ text }) => text)[0]).toContain('older build')
})

test('places are matched by kind and spot, not by name; the largest difference comes first', () => {
  const at = (run: StoredRun, spots: readonly (readonly [string, number, number])[], missed: readonly number[]): StoredRun => ({
    ...run,
    places: {
      places: {
        count: spots.length,
        name: spots.map(([name]) => name),
        kind: Uint8Array.from(spots, ([, kind]) => kind),
        lonLat: Float32Array.from(spots.flatMap(([, , lon]) => [lon, 0])),
        slots: new Int32Array(spots.length),
      },
      promisesMissed: Float64Array.from(missed),
      exchanges: new Float64Array(spots.length),
      stockOutMs: new Float64Array(spots.length),
    },
  })
  const a = at(
    stored(1),
    [
      ['North', 0, 1],
      ['Box 1', 2, 2],
    ],
    [5, 4],
  )
  const b = at(
    stored(2),
    [
      ['North', 0, 1],
      ['Box 1', 2, 3],
      ['Box 2', 2, 2],
    ],
    [6, 9, 4],
  )
  expect(
    comparePlaces({ a, b }, 'promisesMissed').map(({ name, a: before, b: after, difference }) => [name, before, after, difference]),
  ).toEqual([
    ['Box 1', null, 9, 9],
    ['North', 5, 6, 1],
    ['Box 2', 4, 4, 0],
  ])
  expect(comparePlaces({ a, b: { ...b, manifest: { ...b.manifest, city: 'elsewhere' } } }, 'promisesMissed')).toEqual([])
  expect([radiusOf(0, 9), radiusOf(9, 9), radiusOf(-0.001, 9), radiusOf(1, 4)]).toEqual([0, 26, 4, 13])
})

test('other customers or batteries are said, with how many', () => {
  const a = stored(1)
  const other = stored(2)
  const b = {
    ...other,
    manifest: { ...other.manifest, own: 'feed' },
    summary: { ...other.summary, own: { customers: 118, batteries: 1 } },
  }
  expect(listCaveats({ a, b }, 'e').map(({ text }) => text)).toContainEqual(
    'The runs are of different customers or batteries: as the scenario draws them and own data: 118 customers, 1 battery. Compare with care.',
  )
})

test('the table of figures as a file has both values and their difference in full precision', () => {
  const pair = { a: stored(1, { slaKept: 0.9 }), b: stored(2, { slaKept: 0.95, other: null }) }
  const columns = differenceColumns(pair, pairFigures(pair))
  const of = (name: string) => columns.find((column) => column.name === name)!.values
  expect([of('id'), of('a'), of('b'), of('bMinusA'), of('bIs')]).toEqual([
    ['slaKept', 'other'],
    [0.9, null],
    [0.95, null],
    [0.95 - 0.9, null],
    ['better', 'unknown'],
  ])
  expect(new Set(columns.map(({ values }) => values.length))).toEqual(new Set([2]))
})

test('replicated figures: means, the interval of the difference, and what luck alone may have made', () => {
  const pair = { a: stored(1, { slaKept: 0.9 }), b: stored(1, { slaKept: 0.9, stockOut: 0.1, courierBusy: 0.5, costPerKWh: 2 }) }
  const done = (figures: Readonly<Record<string, number | null>>) => ({ kind: 'done', hash: '', figures }) as const
  const pairs = [0, 1, 2].map((r) => ({
    seed: r,
    a: done({ slaKept: 0.9 + r / 100, stockOut: 0.1, courierBusy: 0.4, costPerKWh: 1 }),
    b: done({ slaKept: 0.8 + r / 100 + (r === 1 ? 0.001 : 0), stockOut: 0.1 + (r - 1) / 100 + 0.001, courierBusy: 0.4, costPerKWh: null }),
  }))
  const figures = replicatedFigures(pair, pairs)
  expect(figures.map(({ kpi: { id }, verdict, nB }) => [id, verdict, nB])).toEqual([
    ['slaKept', 'worse', 3],
    ['stockOut', 'undecided', 3],
    ['courierBusy', 'equal', 3],
    ['costPerKWh', 'unknown', 0],
  ])
  expect(figures[0].difference).toBeCloseTo(-0.1 + 0.001 / 3, 12)
  // Student's t for two degrees of freedom, 4.303.
  expect(figures[0].halfWidth).toBeCloseTo((4.302653 * (0.001 / Math.sqrt(3))) / Math.sqrt(3), 8)
  expect(figures[2].halfWidth).toBe(0)
})
