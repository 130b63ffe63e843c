import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const trips = '../shared/data/telemetry/dublin_ebike_escooter/escooter_points.csv'
if (!existsSync(trips)) console.log(`not tested: ${trips} is absent`)

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) })
const momentOf = (page: Page) => page.locator('.live-now').innerText()

describe.skipIf(!hasBrowser)('the room Live', () => {
  const bench = useBench('.build/page')

  test.skipIf(!existsSync(trips))('an operator plays the Dublin trips live and forks a what-if, by keyboard', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=3`)
    await page.locator('.pill.good').waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Go to Live')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /what the real batteries say/ }).waitFor()
    await page.getByLabel(/All batteries begin together/).press('Space')
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose a file' }).press('Enter'),
    ])
    await chooser.setFiles(trips)
    await page.getByRole('grid', { name: 'Batteries' }).waitFor()
    expect(await page.getByText('lines not read').count()).toBe(0)

    // The clock goes on to the end of the longest trip, by keys.
    await page.getByLabel('Moment').press('Shift+ArrowRight')
    await page.getByText('20 of 20').waitFor()
    // Sorted by alarms: first the trip whose charge was misread by 38 points.
    await page.locator('.live-line[aria-rowindex="2"]').getByRole('gridcell', { name: '29', exact: true }).waitFor()
    await page.getByRole('grid', { name: 'Batteries' }).press('Home')
    await page.getByRole('heading', { name: 'Battery 29' }).waitFor()
    await page.getByText('measured 38 points below the prediction').waitFor()
    await page.locator('.key-refused').waitFor()
    const acknowledge = page.getByRole('button', { name: 'Seen: divergence of 29' })
    await acknowledge.press('Enter')
    await acknowledge.waitFor({ state: 'detached' })

    // Replay: the same moment says the same, whichever way it is reached.
    await page.getByRole('radio', { name: 'Live' }).press('ArrowRight')
    const moment = page.getByLabel('Moment')
    await moment.press('Home')
    for (let i = 0; i < 3; i++) await moment.press('ArrowRight')
    const charge = () => page.locator('.live-figures').innerText()
    await page.waitForTimeout(500)
    const forwards = [await momentOf(page), await charge()]
    await moment.press('End')
    await page.waitForTimeout(500)
    expect(await charge()).not.toBe(forwards[1])
    await moment.press('Home')
    for (let i = 0; i < 3; i++) await moment.press('ArrowRight')
    await page.waitForTimeout(500)
    expect([await momentOf(page), await charge()]).toEqual(forwards)

    // Forecast, then back to live and the what-if.
    await page.getByRole('radio', { name: 'Replay' }).press('ArrowRight')
    await page.locator('.key-forecast').waitFor()
    await page.getByRole('radio', { name: 'Forecast' }).press('ArrowRight')
    expect(await rowOf(page, '29').count()).toBe(1)
    await page.getByRole('button', { name: 'What if from now' }).press('Enter')
    await page.locator('.crumb', { hasText: 'live 2023-09-13' }).waitFor()
    await page.locator('.pill.good').waitFor()
    const base = await page.locator('.run-panel code').textContent()
    await page.getByLabel('Own couriers', { exact: true }).fill('2')
    await page.getByText('with your changes').waitFor()
    await page.locator('.pill.good').waitFor()
    expect(await page.locator('.run-panel code').textContent()).not.toBe(base)
    expect([watched.errors, watched.outsideRequests]).toEqual([[], []])
  })

  test('without any file the run at hand reports, and goes on as a what-if of the same batteries', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=3&room=live`)
    const emit = page.getByRole('button', { name: 'Telemetry of the run at hand' })
    await expect.poll(() => emit.isEnabled(), { timeout: 60_000 }).toBe(true)
    await emit.press('Enter')
    await page.getByRole('grid', { name: 'Batteries' }).waitFor({ timeout: 120_000 })
    await page.getByLabel('Moment').press('Shift+ArrowRight')
    await page.locator('.live-line').first().waitFor()
    // Thousands of batteries, some lines.
    expect(await page.locator('.live-line').count()).toBeLessThan(80)
    await page.getByLabel('Find a battery').fill('homes/1/')
    await page.getByText(/^2 of/).waitFor()
    await page.getByRole('button', { name: 'What if from now' }).press('Enter')
    await page.locator('.crumb', { hasText: 'live 20' }).waitFor()
    await page.locator('.pill.good').waitFor()
    expect(watched.errors).toEqual([])
  })

  test('a file that cannot be read says what to add; bad lines are shown with their remedy', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=1&room=live`)
    const give = async (name: string, text: string) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a file' }).click()])
      await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    }
    await give('names.csv', 'name;soc\nx;1\n')
    await page.getByText('Add a column battery').waitFor()
    await give('bad.csv', 'battery;time;soc_pct\na;2023-10-12 13:35:24;97,5\na;2023-10-12 13:36:24;136\n')
    await page.getByText('1 lines not read').waitFor()
    await expect.poll(() => page.locator('.live-bad-lines').innerText()).toContain('Write a number from 0 to 100.')
  })

  test('no rule of axe is broken, empty and open, in both themes, wide and narrow', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=1&room=live`)
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    await page.evaluate(axeScript)
    await expectNoViolations(page, 'empty')
    const lines = Array.from(
      { length: 300 },
      (_, i) =>
        `pack ${i % 60},2023-10-12T13:${String(Math.floor(i / 60) * 10).padStart(2, '0')}:00Z,${i === 200 ? 20 : 80},${i % 60 === 7 ? 50 : 20},53.3${i % 60},-6.2${i % 60}`,
    )
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose a file' }).click()])
    await chooser.setFiles({
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['battery,time,soc_pct,battery_temp_c,lat,lon', ...lines].join('\n')),
    })
    await page.getByLabel('Moment').press('Shift+ArrowRight')
    await page.getByRole('grid', { name: 'Batteries' }).press('Home')
    await page.locator('.live-curve').waitFor()
    await expectNoViolations(page, 'open')
  })
})

async function expectNoViolations(page: Page, what: string): Promise<void> {
  for (const viewport of [
    { width: 1600, height: 1000 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(300)
      expect([what, viewport.width, colorScheme, await findViolations(page)]).toEqual([what, viewport.width, colorScheme, []])
    }
  }
}

function findViolations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}
