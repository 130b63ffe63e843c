import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RunOutcome, RunProgress, RunSummary } from '../../viz/run-api.ts'
import { hasBrowser, openBench, type Bench, type Watched } from './browser.ts'

const kpis = [
  {
    id: 'slaKept',
    label: 'SLA kept',
    value: 0.9512,
    unit: 'frac',
    n: 12_345,
    counts: 'promises due',
    meaning: 'Promises kept / promises due.',
  },
  { id: 'costPerKWh', label: 'Cost per kWh', value: null, unit: 'µ€/kWh', n: 0, counts: 'kWh', meaning: 'Cost / energy delivered.' },
]
const progress: RunProgress = { day: 73, days: 365, events: 1_234_567, phase: 'run', kpis }
const summary: RunSummary = {
  scenario: 'Baseline',
  seed: 7,
  hash: '0123456789abcdef',
  days: 365,
  events: 9_876_543,
  city: { name: 'Voltburg', isGenerated: true, demandFrom: 'residential-roads', attribution: '' },
  kpis,
}

describe.skipIf(!hasBrowser)('the shell, driven by a test double', () => {
  let bench: Bench
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    bench = await openBench('.build/fixture')
  })

  afterEach(() => bench?.closePages())

  afterAll(async () => {
    await bench?.close()
  })

  beforeEach(async () => {
    ;({ page, watched } = await bench.openPage())
    await page.goto(`${bench.url}tests/browser/fixture/`)
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
  })

  const start = () => page.getByRole('button', { name: 'Run', exact: true }).click()
  const report = (value: RunProgress) => page.evaluate((given) => window.hands.report(given), value)
  const end = (value: RunOutcome) => page.evaluate((given) => window.hands.end(given), value)
  const pill = () => page.locator('.pill').textContent()
  const row = (id: string) => page.locator(`tr[data-kpi="${id}"] td`).allTextContents()

  test('empty: says what to do and shows no figure', async () => {
    expect(await page.locator('main').textContent()).toContain('Press Run')
    expect(await page.locator('table').count()).toBe(0)
  })

  test('loading and running: phase, day, events and the figures so far', async () => {
    await start()
    await report({ ...progress, phase: 'city', day: 0, kpis: [] })
    expect(await page.getByRole('status').textContent()).toBe('Building the city')
    expect(await pill()).toBe('loading')
    await report(progress)
    expect(await pill()).toBe('running')
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('0.2')
    expect(await page.locator('dl').allTextContents()).toContain('Day73 of 365Events1\u202f234\u202f567')
    expect(await row('slaKept')).toEqual(['95.1', '%', '12\u202f345', 'promises due', 'Promises kept / promises due.'])
    expect(await row('costPerKWh')).toEqual(['–', '', '0', 'kWh', 'Cost / energy delivered.'])
  })

  test('the screen reader hears tenths, not every report', async () => {
    await start()
    await report(progress)
    expect(await page.getByRole('status').textContent()).toBe('Living the days, 20\u202f%')
    await report({ ...progress, day: 100 })
    expect(await page.getByRole('status').textContent()).toBe('Living the days, 20\u202f%')
    await report({ ...progress, day: 110 })
    expect(await page.getByRole('status').textContent()).toBe('Living the days, 30\u202f%')
  })

  test('cancel asks once, then keeps what stands', async () => {
    await start()
    await report(progress)
    const cancel = page.getByRole('button', { name: 'Cancel' })
    await cancel.click()
    expect(await cancel.isDisabled()).toBe(true)
    expect(await page.evaluate(() => window.hands.cancelled)).toBe(1)
    await end({ kind: 'cancelled', summary: { ...summary, days: 73 } })
    expect(await pill()).toBe('cancelled')
    expect(await page.locator('.panel').textContent()).toContain('figures are those of the days that were run')
    expect(await row('slaKept')).toHaveLength(5)
  })

  test('done: city, seed and hash; a generated city is said to be generated; run again starts anew', async () => {
    await start()
    await end({ kind: 'done', summary })
    const panel = await page.locator('.panel').textContent()
    for (const text of ['Voltburg', 'generated, not a real place', 'length of residential roads', '0123456789abcdef'])
      expect(panel).toContain(text)
    await page.getByRole('button', { name: 'Run again' }).click()
    expect(await pill()).toBe('loading')
  })

  test('an imported city shows its attribution', async () => {
    await start()
    const city = { name: 'Porto Alegre', isGenerated: false, demandFrom: 'grid', attribution: '© OpenStreetMap contributors' } as const
    await end({ kind: 'done', summary: { ...summary, city } })
    expect(await page.locator('main').textContent()).toContain('© OpenStreetMap contributors')
    expect(await page.locator('.panel').textContent()).not.toContain('generated')
  })

  test('failed: the reason stands beside the last figures', async () => {
    await start()
    await report(progress)
    await page.evaluate(() => window.hands.die('event-list-full: 65536'))
    expect(await page.getByRole('alert').textContent()).toBe('The run failed: event-list-full: 65536')
    expect(await row('slaKept')).toHaveLength(5)
  })

  test('refused: place, value and remedy of each problem', async () => {
    await start()
    await end({ kind: 'refused', problems: [{ code: 'unknown-key', place: 'fleet.bikes', value: '12', remedy: 'Remove the key.' }] })
    expect(await page.getByRole('alert').textContent()).toBe('fleet.bikes 12 Remove the key.')
    expect(await pill()).toBe('refused')
  })

  test('the theme follows the system, can be changed by keyboard, and is kept', async () => {
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
    expect(await theme()).toBe('dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.getByRole('button', { name: 'Change to the dark theme' }).focus()
    expect(await theme()).toBe('light')
    await page.keyboard.press('Enter')
    expect(await theme()).toBe('dark')
    await page.reload()
    expect(await theme()).toBe('dark')
  })

  test('a narrow screen scrolls down only', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await start()
    await end({ kind: 'done', summary })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test.each(['dark', 'light'] as const)('all text has enough contrast in the %s theme', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.locator(`html[data-theme=${scheme}]`).waitFor()
    await start()
    await end({ kind: 'done', summary })
    expect(await page.evaluate(findPaleTexts)).toEqual([])
  })
})

/** Texts with a contrast below 4.5:1 (WCAG 2.2, 1.4.3) against the nearest opaque background; runs in the page. */
function findPaleTexts(): string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const luminance = ([r = 0, g = 0, b = 0]: number[]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255)
  const backgroundOf = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255]
    const color = channels(getComputedStyle(element).backgroundColor)
    return color[3] === 0 ? backgroundOf(element.parentElement) : color
  }
  const pale: string[] = []
  for (const element of document.querySelectorAll('#app *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    if (!hasText) continue
    const lights = [luminance(channels(getComputedStyle(element).color)), luminance(backgroundOf(element))]
    const contrast = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05)
    if (contrast < 4.5) pale.push(`${element.textContent} ${contrast.toFixed(2)}`)
  }
  return pale
}
