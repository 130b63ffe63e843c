import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseFigures } from './oracles-judge.ts'
import { checkOracles } from './oracles.ts'
import type { CheckResult } from './result.ts'

const shared = '../shared/data/des-oracles'

/** In a process of its own: a test runner's loader makes a hot loop several times slower. */
function voltwin(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/voltwin.mjs', ...words], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe.skipIf(!existsSync(shared))('the shared oracles (needs ../shared/data/des-oracles)', () => {
  test('pass all 29 in quick mode, with their figures on standard output and progress beside it', () => {
    const { status, stdout, stderr } = voltwin('check', 'oracles', shared, '--seed', '1', '--quick', '--json')
    const value = JSON.parse(stdout) as CheckResult
    expect(value).toMatchObject({ suite: 'oracles', total: 29, passed: 29, skipped: 0, failed: [] })
    expect(status).toBe(0)
    expect(value.figures).toMatchObject({ judged: 164, seed: 1, halfWidthFrac: { simulate: 0.04, simulateWide: 0.1 } })
    expect(value.figures['level']).toBeCloseTo(1 - 0.001 / 164, 12)
    expect(value.figures['cases']).toHaveLength(29)
    expect(stderr.trim().split('\n')).toHaveLength(29)
  })
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-oracles-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const exponential = { dist: 'exponential', mean: 1 }
const lost = { model: 'queue', servers: 1, capacity: 1, arrivalRate: 1, service: [exponential, { dist: 'deterministic', mean: 1 }] }

/** An M/G/1/1 queue loses half of an offered load of 1. */
function oracle(change: object = {}) {
  const judge = { simulate: ['B', 'util'], simulateWide: [], closedForm: ['carried'], given: ['a'] }
  return { id: 'loss', title: 'M/G/1/1', values: { a: 1, B: 0.5, util: 0.5, carried: 0.5 }, spec: lost, judge, ...change }
}

function write(content: unknown): void {
  writeFileSync(join(folder, 'oracles.json'), typeof content === 'string' ? content : JSON.stringify(content))
}

function check(...cases: object[]): CheckResult {
  write(cases)
  const { value, problems } = checkOracles(folder, { quick: true })
  expect(problems).toEqual([])
  return value!
}

describe('judgement', () => {
  test('right values pass, each distribution of a list is run, and figures say how sure they are', () => {
    const { figures, ...verdict } = check(oracle())
    expect(verdict).toEqual({ suite: 'oracles', total: 1, passed: 1, skipped: 0, failed: [] })
    expect(figures).toMatchObject({ judged: 3, maxEvents: 2e7, stoppedAtLimit: [] })
    const [found] = figures['cases'] as CaseFigures[]
    expect(found.case).toBe('loss')
    expect(found.events).toBeGreaterThan(400_000)
    expect(found.halfWidth).toBeGreaterThan(0)
    expect(found.halfWidth).toBeLessThanOrEqual(0.04)
    expect(found.worstRelativeError).toBeLessThan(0.04)
    expect(figures['events']).toBe(found.events)
  })

  test('the same seed gives the same figures but for the clock, another seed others', () => {
    const run = (seed: number) => {
      write([oracle()])
      const { value } = checkOracles(folder, { quick: true, seed })
      return (value!.figures['cases'] as CaseFigures[])[0].worstRelativeError
    }
    expect(run(5)).toBe(run(5))
    expect(run(5)).not.toBe(run(6))
  })

  test('a wrong value fails, in both distributions, with exact value, estimate and interval', () => {
    const { passed, failed } = check(oracle({ values: { B: 0.52, util: 0.5, carried: 0.5 } }))
    expect(passed).toBe(0)
    expect(failed).toHaveLength(1)
    expect(failed[0].case).toBe('loss')
    const sentence = 'B with \\w+ \\([12] of 2\\): estimate 0\\.[45]\\d+, exact 0\\.52, interval 0\\.\\d+ … 0\\.5[01]\\d+ does not hold it'
    expect(failed[0].message).toMatch(new RegExp(`^${sentence}; ${sentence}$`))
  })

  test('a wrong closed form fails by 1e-9', () => {
    const judge = { closedForm: ['carried'] }
    expect(check(oracle({ judge })).passed).toBe(1)
    expect(check(oracle({ judge, values: { carried: 0.5 + 1e-9 } })).failed[0].message).toMatch(
      /^carried: computed 0\.5, exact 0\.500000001/,
    )
  })

  test('constants are judged in spite of intervals without width', () => {
    const constant = (mean: number) => ({ dist: 'deterministic', mean })
    const spec = { model: 'alternating-renewal', upTime: constant(0.7), downTime: constant(0.1) }
    expect(check(oracle({ spec, values: { mean_up: 0.7 }, judge: { simulate: ['mean_up'] } })).failed).toEqual([])
  })

  test('what is not understood fails and says why; other cases go on', () => {
    const cases = [
      oracle({ id: 'kind', spec: { model: 'crystal-ball' } }),
      oracle({ id: 'law', spec: { ...lost, service: { dist: 'cauchy' } } }),
      oracle({ id: 'name', values: { glory: 1 }, judge: { simulate: ['glory'] } }),
      oracle({ id: 'form', values: { glory: 1 }, judge: { closedForm: ['glory'] } }),
      oracle({ id: 'number', values: { B: 'half' }, judge: { simulate: ['B'], closedForm: ['util'] } }),
      oracle({ id: 'chance', spec: { model: 'eoq', demandPerYear: 1, orderCost: 1, holdingCost: 1 }, judge: { simulate: ['util'] } }),
      oracle(),
    ]
    const { failed, passed, total, skipped } = check(...cases)
    expect({ passed, total, skipped }).toEqual({ passed: 1, total: 7, skipped: 0 })
    expect(Object.fromEntries(failed.map((failure) => [failure.case, failure.message]))).toEqual({
      kind: expect.stringMatching(/^spec\.model is "crystal-ball": kinds that are understood are queue/),
      law: expect.stringMatching(/^spec\.service\.dist is "cauchy": give one of exponential/),
      name: expect.stringMatching(/^glory: the model queue measures no value of this name/),
      form: expect.stringMatching(/^glory: no formula is known for this value of queue/),
      number: 'util: the case gives no number to judge by; B: the case gives no number to judge by',
      chance: 'util: eoq has no chance, so nothing is simulated',
    })
  })

  test('exit status 1 when something failed', () => {
    write([oracle({ spec: { model: 'crystal-ball' } })])
    const { status, stdout } = voltwin('check', 'oracles', folder, '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ total: 1, passed: 0, figures: { seed: 1, halfWidthFrac: { simulate: 0.01 } } })
  })
})

describe('bad input gives problems with place, value and remedy', () => {
  test.each<readonly [string, unknown, readonly string[], RegExp]>([
    ['empty', '', ['empty-file'], /oracles\.json$/],
    ['cut short', '[{"id": "a"', ['invalid-json'], /oracles\.json$/],
    ['no list', { id: 'a' }, ['not-a-list'], /oracles\.json$/],
    ['an empty list', [], ['no-cases'], /oracles\.json$/],
    ['a case that is no object', [7], ['not-a-case'], /\[0\]$/],
    ['a case without id', [oracle({ id: undefined })], ['wrong-shape'], /\[0\]\.id$/],
    ['a case without spec', [oracle({ spec: [] })], ['wrong-shape'], /\[0\]\.spec$/],
    ['a case without values', [oracle(), oracle({ id: 'b', values: null })], ['wrong-shape'], /\[1\]\.values$/],
    ['a judge that is no object', [oracle({ judge: 'me' })], ['wrong-shape'], /\[0\]\.judge$/],
    ['names that are no texts', [oracle({ judge: { simulate: [1] } })], ['wrong-shape'], /\[0\]\.judge$/],
    ['an id twice', [oracle(), oracle()], ['double-id'], /\[1\]\.id$/],
    ['everything at once', [{}], ['wrong-shape', 'wrong-shape', 'wrong-shape', 'wrong-shape'], /\[0\]\.id$/],
  ])('%s', (_, content, codes, place) => {
    write(content)
    const { value, problems } = checkOracles(folder)
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toEqual(codes)
    expect(problems[0].place).toMatch(place)
    for (const { remedy } of problems) expect(remedy).toMatch(/\.$/)
  })

  test('a folder that is not there, and one without the file: status 2', () => {
    for (const where of [join(folder, 'nowhere'), folder])
      expect(checkOracles(where)).toMatchObject({
        value: null,
        problems: [{ code: 'unreadable-file', place: join(where, 'oracles.json') }],
      })
    const { status, stderr } = voltwin('check', 'oracles', folder)
    expect(status).toBe(2)
    expect(stderr).toContain('oracles.json')
  })
})
