import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { kpis, type KpiResult } from '../../scenarios/kpis/index.ts'
import { formatQuantity } from '../../viz/format.ts'
import { toKpiValue } from '../../viz/kpi-value.ts'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

describe.skipIf(!hasBrowser)('the page as it ships', () => {
  const bench = useBench('.build/page')

  test('loads isolated, without errors and without asking another host', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(bench.url)
    await page.locator('#app > *').first().waitFor()
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    expect(await page.title()).toBe('voltwin')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('the watch itself sees outside requests and errors, so that an empty list means something', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(bench.url)
    await page.evaluate(() => fetch('http://example.org/').catch(() => undefined))
    await page.evaluate(() => console.error('seen'))
    expect(watched.errors).toContain('seen')
    // The page's content policy refuses the request before it is sent, and says so.
    expect(watched.errors.join('\n')).toMatch(/Content Security Policy/)
  })

  test('an address that asks for what cannot be is answered with what to do', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=-3`)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toContain('?days -3 Write a whole number from 1 to 36525.')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
  test('the baseline lives its days in the worker: the same hash and figures as on the command line', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=20&seed=7`)
    await page.locator('.pill.good').waitFor()
    await page.getByRole('button', { name: 'All figures' }).click()
    const cli = runOnCommandLine('--days', '20', '--seed', '7')
    expect(await page.locator('.run-panel code').textContent()).toBe(cli.hash)
    for (const { id } of kpis) {
      const shown = toKpiValue({ ...cli.kpis[id], id })
      const { number, unit } = formatQuantity(shown.value, shown.unit)
      const cells = await page.locator(`tr[data-kpi="${id}"] td`).allTextContents()
      expect([id, ...cells.slice(0, 2)]).toEqual([id, number, unit])
    }
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('a run can be cancelled while its figures form, and run again', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=3650`)
    await page.locator('[data-kpi-card]').first().waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Run again' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Run again' }).waitFor()
    expect(await page.locator('.pill').textContent()).toBe('cancelled')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('a scenario that the library does not hold is refused with what to do', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?scenario=no-such-plan`)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toContain('no-such-plan')
  })
})

function runOnCommandLine(...options: string[]): { hash: string; kpis: Record<string, KpiResult> } {
  const { stdout } = spawnSync(process.execPath, ['bin/voltwin.mjs', 'run', 'baseline', ...options, '--json'], { encoding: 'utf8' })
  return JSON.parse(stdout)
}
