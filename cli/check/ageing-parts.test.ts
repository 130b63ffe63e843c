import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkAgeingParts } from './ageing-parts.ts'

const golden = new URL('../../../shared/data/degradation-golden', import.meta.url).pathname

test.skipIf(!existsSync(golden))(
  '41 series, 41 potentials and 60 updates of the reference agree (skipped where ../shared/data is absent)',
  () => {
    const { value, problems } = checkAgeingParts(golden)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ suite: 'ageing-parts', total: 142, passed: 142, skipped: 0, failed: [] })
  },
)

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'check-parts-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
}

const series = { series: [0, 1, 0.4, 0.6, 0], cycles: [[0.2, 0.5, 1, 2, 3], [1, 0.5, 0.5, 0, 1], [1, 0.5, 0.5, 1, 4]] } // prettier-ignore
const update = { form: 'powerB', args: [0, 0.47718162, 0.000479374438, 0.64718264], dy_exact: 0.00440392662144 }
const units = { Ua: [[0.5, 0.123303676743]], updates: [update] }

describe('any folder', () => {
  test('one of the two files is enough', () => {
    write('rainflow.json', [series])
    expect(checkAgeingParts(folder).value).toMatchObject({ total: 1, passed: 1 })
    write('unit.json', units)
    expect(checkAgeingParts(folder).value).toMatchObject({ total: 3, passed: 3 })
  })

  test('what differs fails and is named', () => {
    write('rainflow.json', [series, { ...series, cycles: series.cycles.slice(1) }, { ...series, cycles: series.cycles.toReversed() }])
    write('unit.json', { Ua: [[0.5, 0.13]], updates: [{ ...update, dy_exact: 0.0045 }] })
    const failed = checkAgeingParts(folder).value?.failed
    expect(failed?.map((failure) => failure.case)).toEqual(['rainflow[1]', 'rainflow[2]', 'Ua[0]', 'updates[0] powerB'])
    expect(failed?.[0].message).toBe('3 cycles, the file has 2')
    expect(failed?.[1].message).toContain('cycle 0 is')
  })
})

test.each([
  ['missing-file', {}],
  ['not-json', { 'rainflow.json': '[{' }],
  ['not-a-list', { 'rainflow.json': {} }],
  ['bad-series', { 'rainflow.json': [{ ...series, series: [0, 'x'] }] }],
  ['bad-series', { 'rainflow.json': [{ ...series, cycles: [[1, 2]] }] }],
  ['not-an-object', { 'unit.json': { Ua: [] } }],
  ['bad-potential', { 'unit.json': { ...units, Ua: [[0.5]] } }],
  ['bad-update', { 'unit.json': { ...units, updates: [{ ...update, form: 'toString' }] } }],
  ['bad-update', { 'unit.json': { ...units, updates: [{ ...update, args: [0, 1] }] } }],
  ['bad-update', { 'unit.json': { ...units, updates: [null] } }],
])('%s', (code, files) => {
  for (const [name, content] of Object.entries(files)) write(name, content)
  const { value, problems } = checkAgeingParts(folder)
  expect(value).toBeNull()
  expect(problems[0].code).toBe(code)
  expect(problems[0].remedy).not.toBe('')
})
