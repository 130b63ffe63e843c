import { describe, expect, it } from 'vitest'
import { deal } from '../tools/determinism/deal.ts'
import { livePlace, type Row, type Verdict } from '../tools/determinism/matrix.ts'
import type { OpenPlace } from '../tools/determinism/place.ts'
import { describeRows, statusOf } from '../tools/determinism/report.ts'
import type { Lived } from './reference-run.ts'

const lived: Lived[] = [0, 1, 2].map((replication) => ({ replication, state: `s${replication}`, facts: `f${replication}` }))
const row = (verdict: Verdict, place: string, change: Partial<Row> = {}): Row => ({
  place,
  version: '1',
  way: 'plain, 2 workers',
  hash: verdict === 'equal' ? 'aa' : '',
  verdict,
  lived: verdict === 'equal' ? lived : [],
  note: '',
  ...change,
})
const missing = row('missing', 'Firefox', { note: 'No Firefox found. Install it.' })
const other = row('different', 'Node 24', { hash: 'bb', lived: lived.map((one) => (one.replication === 1 ? { ...one, facts: 'x' } : one)) })

describe('deal', () => {
  it('gives answers in the order of the tasks, though the last one asked is the first to answer', async () => {
    const took: number[] = []
    const worker = (turns: number) => async (task: number) => {
      took.push(task)
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      return task * 10
    }
    expect(await deal(6, [worker(50), worker(3), worker(1)])).toEqual([0, 10, 20, 30, 40, 50])
    expect(took.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('fails when a worker fails', async () => {
    await expect(deal(2, [() => Promise.reject(new Error('out of memory'))])).rejects.toThrow('out of memory')
  })
})

describe('the report', () => {
  it('ends with 0 when all are equal, 1 when one is not, 2 when one is missing and may not be', () => {
    expect(statusOf([row('equal', 'a')], false)).toBe(0)
    expect(statusOf([row('equal', 'a'), other, missing], true)).toBe(1)
    expect(statusOf([row('failed', 'a')], true)).toBe(1)
    expect(statusOf([row('equal', 'a'), missing], false)).toBe(2)
    expect(statusOf([row('equal', 'a'), missing], true)).toBe(0)
  })

  it('shows a skipped place as one, with what to do', () => {
    const text = describeRows([row('equal', 'Node 20'), missing], true)
    expect(text).toMatch(/^Firefox .*skipped$/m)
    expect(text).toContain('No Firefox found. Install it.')
    expect(text).toMatch(/1 equal, 0 different, 0 failed, 1 skipped$/)
  })

  it('says which replication parts, and whether in its facts or its state', () => {
    expect(describeRows([row('equal', 'Node 20'), other], false)).toContain(
      'Node 24, plain, 2 workers: replication 1 differs in facts, against Node 20, plain, 2 workers',
    )
  })

  it('tells a change of behaviour from a place that differs', () => {
    expect(describeRows([other, { ...other, place: 'Firefox' }], false)).toContain('All places agree on bb')
    expect(describeRows([other, { ...other, hash: 'cc', lived }], false)).toContain('replication 1 differs in facts')
  })
})

describe('a place', () => {
  const at = (open: () => Promise<OpenPlace | string>) => livePlace({ id: 'x', name: 'X', open }, () => undefined)

  it('that is not here is a row with the remedy', async () => {
    expect(await at(async () => 'Install it.')).toMatchObject([{ verdict: 'missing', note: 'Install it.' }])
  })

  it('that cannot be made ready is a row with the reason', async () => {
    expect(await at(() => Promise.reject(new Error('no room')))).toMatchObject([{ verdict: 'missing', note: 'Error: no room' }])
  })

  it('in which a run breaks off has failed, and is closed', async () => {
    let closed = 0
    const rows = await at(async () => ({
      version: '1',
      live: () => Promise.reject(new Error('out of memory')),
      close: async () => void closed++,
    }))
    expect(new Set(rows.map(({ verdict, note }) => `${verdict} ${note}`))).toEqual(new Set(['failed Error: out of memory']))
    expect(closed).toBe(1)
  })
})
