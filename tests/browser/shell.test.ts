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
const progress: RunProgress = {
  day: 73,
  days: 365,
  events: 1_234_567,
  phase: 'run',
  shareFrac: 0.2,
  eventsPerHour: new Uint16Array(0),
  kpis,
}
const summary: RunSummary = {
  scenario: 'Baseline',
  seed: 7,
  hash: '0123456789abcdef',
  days: 365,
  events: 9_876_543,
  run: 1,
  eventsPerHour: new Uint16Array(0),
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
  const openFigures = () => page.getByRole('button', { name: 'All figures' }).click()
  const row = (id: string) => page.locator(`tr[data-kpi="${id}"] td`).allTextContents()

  test('empty: says what to do and shows no figure', async () => {
    expect(await page.locator('main').textContent()).toContain('Press Run')
    expect(await page.locator('table').count()).toBe(0)
  })

  test('loading and running: phase, day, events and the figures so far', async () => {
    await start()
    await report({ ...progress, phase: 'city', day: 0, kpis: [] })
    expect(await page.locator('p.unseen').textContent()).toBe('Building the city')
    expect(await pill()).toBe('loading')
    await report(progress)
    expect(await pill()).toBe('running')
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('0.2')
    expect(await page.locator('.run-panel dl').allTextContents()).toContain('Day73 of 365Events1\u202f234\u202f567')
    await openFigures()
    expect(await row('slaKept')).toEqual(['95.1', '%', '12\u202f345', 'promises due', 'Promises kept / promises due.'])
    expect(await row('costPerKWh')).toEqual(['–', '', '0', 'kWh', 'Cost / energy delivered.'])
  })

  test('the screen reader hears tenths, not every report', async () => {
    await start()
    await report(progress)
    expect(await page.locator('p.unseen').textContent()).toBe('Living the days, 20\u202f%')
    await report({ ...progress, day: 100, shareFrac: 100 / 365 })
    expect(await page.locator('p.unseen').textContent()).toBe('Living the days, 20\u202f%')
    await report({ ...progress, day: 110, shareFrac: 110 / 365 })
    expect(await page.locator('p.unseen').textContent()).toBe('Living the days, 30\u202f%')
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
    await openFigures()
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
    await openFigures()
    expect(await page.locator('main').textContent()).toContain('© OpenStreetMap contributors')
    expect(await page.locator('.panel').textContent()).not.toContain('generated')
  })

  test('failed: the reason stands beside the last figures', async () => {
    await start()
    await report(progress)
    await page.evaluate(() => window.hands.die('event-list-full: 65536'))
    expect(await page.getByRole('alert').textContent()).toBe('The run failed: event-list-full: 65536')
    await openFigures()
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
    await openFigures()
    expect(await page.evaluate(findPaleTexts)).toEqual([])
  })

  const starts = () => page.evaluate(() => window.hands.starts)
  const couriers = () => page.getByLabel('Own couriers', { exact: true })
  const finishBase = async () => {
    await start()
    await report(progress)
    await end({ kind: 'done', summary })
  }

  test('an edit runs by itself once the unchanged scenario is known, and the difference forms', async () => {
    await finishBase()
    await couriers().fill('14')
    await page.waitForFunction(() => window.hands.starts.length === 2)
    expect((await starts())[1]?.overrides).toEqual({ couriers: { count: 14 } })
    await report({ ...progress, kpis: kpis.map((kpi) => ({ ...kpi, value: kpi.value && 0.9712 })) })
    expect(await page.locator('[data-kpi-card=slaKept]').textContent()).toBe('SLA kept97.1 %+2.0 points better')
    expect(await page.locator('.kpi-note').textContent()).toContain('So far: 20\u202f% of 365 days')
    expect(await page.locator('.kpi-note').textContent()).toContain('one run, same luck')
    expect(await page.locator('[data-path="couriers.count"]').first().textContent()).toContain('was 12')
  })

  test('figures explain themselves to the keyboard: formula, count and source', async () => {
    await finishBase()
    await page.locator('[data-kpi-card=slaKept]').focus()
    const tip = page.getByRole('tooltip').filter({ visible: true })
    expect(await tip.textContent()).toContain('Promises kept / promises due.n = 12\u202f345 promises due')
  })

  test('a slider that is dragged is one step; undo and redo by keyboard', async () => {
    await finishBase()
    const slider = page.getByLabel('Own couriers, slider')
    await slider.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await couriers().inputValue()).toBe('14')
    await couriers().press('ArrowUp')
    expect(await couriers().inputValue()).toBe('15')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    expect(await couriers().inputValue()).toBe('12')
    await page.keyboard.press('Control+Shift+z')
    expect(await couriers().inputValue()).toBe('13')
    await page.getByRole('button', { name: 'Reset Own couriers' }).click()
    expect(await couriers().inputValue()).toBe('12')
  })

  test('what cannot be is said at its field, and is not run', async () => {
    await finishBase()
    await couriers().fill('many')
    const field = page.locator('[data-path="couriers.count"]').first()
    await field.getByRole('alert').waitFor()
    expect(await couriers().getAttribute('aria-invalid')).toBe('true')
    await page.waitForTimeout(300)
    expect(await starts()).toHaveLength(1)
    await couriers().fill('13')
    await page.waitForFunction(() => window.hands.starts.length === 2)
    expect(await field.getByRole('alert').count()).toBe(0)
  })

  test('every key of the scenario is found by a word', async () => {
    await page.getByText(/^All settings/).click()
    await page.getByLabel('Search all settings').fill('box warm')
    const found = page.locator('.all-settings .field')
    expect(await found.evaluateAll((fields) => fields.map((field) => field.getAttribute('data-path')))).toEqual(['boxes.warmK'])
  })

  test('the palette finds a command by its words and does it; the help lists the keys', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('go replay')
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Rooms' }).locator('[aria-current]', { hasText: 'Replay' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  const drop = (name: string, text: string) =>
    page.evaluate(
      ([file, content]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([content], file))
        document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      },
      [name, text],
    )

  test('a broken file says what is wrong and what to do, and the plan on screen stays', async () => {
    await finishBase()
    await couriers().fill('14')
    await drop(
      'broken.json',
      '{ "format": "voltwin-scenario", "version": 1, "name": "x", "extends": "baseline", "couriers": { "cuont": 3 } }',
    )
    const alert = page.locator('.notices').getByRole('alert')
    expect(await alert.textContent()).toMatch(/broken.json → couriers.cuont.*count/s)
    expect(await couriers().inputValue()).toBe('14')
    await drop('photo.png', 'x')
    await alert.filter({ hasText: /photo.png\s+Drop a city/ }).waitFor()
    await drop('grid.csv', 'x')
    await alert.filter({ hasText: /grid.csv\s+Drop the city/ }).waitFor()
  })

  test('a scenario that is dropped becomes the base, and undo brings back the one before', async () => {
    await finishBase()
    await drop(
      'mine.json',
      '{ "format": "voltwin-scenario", "version": 1, "name": "mine", "extends": "baseline", "couriers": { "count": 3 } }',
    )
    await page.locator('.crumb').getByText('mine').waitFor()
    expect(await couriers().inputValue()).toBe('3')
    await page.waitForFunction(() => window.hands.starts.length === 2)
    await page.keyboard.press('Control+z')
    expect(await couriers().inputValue()).toBe('12')
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
