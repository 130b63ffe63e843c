import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runScenario, type RunReport } from '../../cli/run/run.ts'
import { kpis } from '../../scenarios/kpis/index.ts'
import type { RunOutcome, RunProgress } from '../../viz/run-api.ts'
import { isClose } from '../kpi-same.ts'
import { hasBrowser, openBench, type Bench, type Watched } from './browser.ts'

/** Long enough for the fade of batteries, which needs 30 days. */
const request = { scenario: 'baseline', seed: 3, days: 32 }

describe.skipIf(!hasBrowser)('one run in the browser’s worker and in Node', () => {
  let bench: Bench
  let watched: Watched
  let outcome: RunOutcome
  let reports: readonly RunProgress[]
  let node: RunReport

  beforeAll(async () => {
    bench = await openBench('.build/fixture')
    const opened = await bench.openPage()
    watched = opened.watched
    await opened.page.goto(`${bench.url}tests/browser/fixture/run.html`)
    ;({ outcome, reports } = await opened.page.evaluate((given) => window.liveInWorker(given), request))
    const { value, problems } = await runScenario(request, () => undefined)
    expect(problems).toEqual([])
    node = value!
  })

  afterAll(async () => {
    await bench?.close()
  })

  test('lead to the same state and events on the same city', () => {
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
    const { kpis: _figures, run: _number, eventsPerHour, ...summary } = outcome.summary
    const { kpis: _same, cpuSeconds: _cpu, peakMemoryMB: _memory, ...wanted } = node
    expect(summary).toEqual(wanted)
    expect(eventsPerHour.length).toBeGreaterThanOrEqual(24 * request.days)
    expect(eventsPerHour.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
  })

  test('give every key figure, equal to 1e-12', () => {
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
    expect(outcome.summary.kpis.map(({ id }) => id)).toEqual(kpis.map(({ id }) => id))
    expect(outcome.summary.kpis.filter(({ value }) => value === null)).toEqual([])
    for (const { id, value, n } of outcome.summary.kpis) {
      const wanted = node.kpis[id]
      if (!isClose(value, wanted.value) || !isClose(n, wanted.n)) expect({ id, value, n }).toEqual({ id, ...wanted })
    }
  })

  test('progress tells city, world, days and figures in this order, and never goes back', () => {
    expect([...new Set(reports.map(({ phase }) => phase))]).toEqual(['city', 'world', 'run', 'kpis'])
    expect(reports.map(({ events }) => events)).toEqual(reports.map(({ events }) => events).toSorted((a, b) => a - b))
    // When the figures form depends on how soon the SQL engine has loaded; a report has all of them or none.
    for (const { kpis: figures } of reports) expect([0, kpis.length]).toContain(figures.length)
  })

  test('a worker that dies answers all that is pending with a value, is said, and the next call has a new one', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}tests/browser/fixture/run.html`)
    const { first, second, deaths } = await page.evaluate((given) => window.outliveWorker(given), { ...request, days: 1 })
    expect(first).toEqual([
      { kind: 'failed', message: expect.stringContaining('out of memory') },
      null,
      { value: null, problems: [expect.objectContaining({ code: 'worker-failed', value: expect.stringContaining('out of memory') })] },
    ])
    expect(deaths).toEqual([expect.stringContaining('out of memory')])
    expect(second.kind).toBe('done')
  })

  test('ask no other host for anything, and nothing goes wrong', () => {
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
