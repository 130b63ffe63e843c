import { expect, test } from 'vitest'
import { sampleRun } from '../vault/fixture.ts'
import type { StoredRun } from '../vault/index.ts'
import { figureColumns } from './figure-columns.ts'
import { daysOf, nameFile } from './file-name.ts'

function stored(name: string): StoredRun {
  const { summary, yield: found } = sampleRun(7)
  return { id: 'x', name, ...found, scenario: '{"startDate":"2027-12-27"}', draft: {}, summary, history: [], finishedMs: 0, sizeBytes: 0 }
}

test('a file is named by scenario, seed and days, in letters that every system takes', () => {
  const run = stored('baseline: Couriers › count 14')
  expect(nameFile(run, 'key-figures', 'csv')).toBe('baseline-couriers-count-14-seed-7_2027-12-27_2028-01-05_key-figures.csv')
  const { first } = daysOf(run)
  expect(nameFile(stored('Übung № 1/…'), 'log-full', 'parquet', { first, last: first })).toBe(
    'ubung-no-1-seed-7_2027-12-27_log-full.parquet',
  )
  expect(nameFile(stored('…'), 'map', 'png')).toMatch(/^run-seed-7_/)
})

test('key figures have one row each, with the value in full precision and its unit beside it', () => {
  const columns = figureColumns(stored('plan'))
  const of = (name: string) => columns.find((column) => column.name === name)?.values
  expect([of('run'), of('seed'), of('id'), of('value'), of('unit'), of('shown')]).toEqual([
    ['plan'],
    [7],
    ['slaKept'],
    [0.95],
    ['frac'],
    ['95.0 %'],
  ])
})
