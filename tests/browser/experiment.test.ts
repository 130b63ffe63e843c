import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { readDesign } from '../../scenarios/index.ts'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

/** Chooses and begins by keys alone: two factors, two replications. */
async function design(page: Page, sheet: Locator): Promise<void> {
  await page.keyboard.press('Alt+x')
  await sheet.getByRole('button', { name: 'Begin with couriers and demand' }).press('Enter')
  await sheet.getByLabel('Replications').selectOption('fixed')
  await sheet.getByLabel('of each point').fill('2')
}

async function textOf(page: Page, press: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download')
  await press()
  return readFile(await (await download).path(), 'utf8')
}

describe.skipIf(!hasBrowser)('Experiment, with the real engine', () => {
  const bench = useBench('.build/page')

  test('by keyboard: two factors, paused, gone on with after a reload; effects, points, another figure, files; a point opens in the form', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=3`)
    await page.locator('.pill.good').waitFor()
    const sheet = page.getByRole('dialog', { name: 'Experiment' })
    await design(page, sheet)
    await sheet.getByText('The base and 4 points, 2 replications of each: 10 runs of 3 days').waitFor()
    await sheet.getByRole('button', { name: 'Run the experiment' }).press('Enter')
    await sheet.getByText(/[1-9] of 10 runs, about/).waitFor()
    await sheet.getByRole('button', { name: 'Pause' }).press('Enter')
    const paused = sheet.locator('[data-experiment="paused"]')
    await paused.waitFor()
    const made = Number.parseInt(await paused.innerText(), 10)

    // What was made is found again, and the rest is made.
    await page.reload()
    await page.locator('.pill.good').waitFor()
    await page.keyboard.press('Alt+x')
    await paused.waitFor()
    expect(Number.parseInt(await paused.innerText(), 10)).toBeGreaterThanOrEqual(made)
    await sheet.getByRole('button', { name: 'Go on' }).press('Enter')
    await sheet.getByText('10 of 10 runs: all that were asked for').waitFor()
    const effects = sheet.locator('tr[data-effect]')
    expect(await effects.count()).toBe(2)
    expect(await sheet.locator('tr[data-effect="couriers.count"] .way').innerText()).toMatch(/^10 → 14/)
    expect(await sheet.locator('tr[data-point]').count()).toBe(5)
    expect(await sheet.locator('tr.best').count()).toBeGreaterThan(0)
    expect(await findViolationsEverywhere(page)).toEqual([])

    const before = await sheet.locator('tr[data-point="base"] td.number').first().innerText()
    await sheet.getByLabel('Key figure').selectOption('costPerBatteryMonth')
    await sheet.getByRole('region', { name: 'Effects on Cost per battery-month' }).waitFor()
    expect(await sheet.locator('tr[data-point="base"] td.number').first().innerText()).not.toBe(before)
    const csv = await textOf(page, () => sheet.getByRole('button', { name: 'Save the points as CSV' }).press('Enter'))
    expect(csv.split('\n')[0]).toContain('point,couriers.count,fleet.demandFactor')
    expect(csv.trim().split('\n').length).toBe(6)
    const saved = await textOf(page, () => sheet.getByRole('button', { name: 'Save the design' }).press('Enter'))
    expect(readDesign(saved)).toMatchObject({ problems: [], value: { scenario: 'baseline', overrides: { days: 3 } } })

    await sheet.locator('tr[data-point="couriers.count=14 fleet.demandFactor=0.8"] button').press('Enter')
    await sheet.waitFor({ state: 'detached' })
    const couriers = page.locator('[data-path="couriers.count"] .value-number')
    expect(await couriers.inputValue()).toBe('14')
    await page.getByRole('button', { name: 'Undo' }).press('Enter')
    expect(await couriers.inputValue()).toBe('12')
    expect(await page.locator('[data-path="fleet.demandFactor"] .value-number').inputValue()).toBe('1')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('what cannot be is said beside its factor, and nothing can be begun; files that are no design are refused, one that is opens', async () => {
    const { page, watched } = await bench.openPage({ colorScheme: 'light', viewport: { width: 390, height: 844 } })
    await page.goto(`${bench.url}?days=3`)
    await page.locator('.pill.good').waitFor()
    const sheet = page.getByRole('dialog', { name: 'Experiment' })
    await design(page, sheet)
    const start = sheet.getByRole('button', { name: 'Run the experiment' })
    const factor = sheet.locator('[data-factor="couriers.count"]')
    const level = sheet.getByLabel('Own couriers, level 1')
    for (const [text, said] of [
      ['many', 'Write a'],
      ['-3', 'from 0'],
      ['14', 'Write each level once'],
    ]) {
      await level.fill(text)
      await factor.getByRole('alert').filter({ hasText: said }).waitFor()
      expect(await start.isDisabled()).toBe(true)
    }
    expect(await findViolationsEverywhere(page)).toEqual([])
    await level.fill('9')
    await factor.getByRole('alert').waitFor({ state: 'detached' })
    await sheet.getByRole('combobox', { name: 'Points' }).selectOption('fractional')
    await sheet.getByRole('alert').filter({ hasText: 'at least three factors' }).waitFor()
    await sheet.getByRole('combobox', { name: 'Points' }).selectOption('latin')
    await sheet.getByText('The base and 20 points').waitFor()

    const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
    await sheet.getByLabel('A design’s file').setInputFiles(file('bad.json', '{"format": 1'))
    await sheet.getByRole('alert').waitFor()
    const [format, version, name] = ['voltwin-experiment', 1, 'opened']
    const factors = { wage: { path: 'costs.energyEurPerKWh', range: [0.1, 0.4] } }
    const elsewhere = { format, version, name, scenario: 'mine.json', factors, replications: 1 }
    await sheet.getByLabel('A design’s file').setInputFiles(file('elsewhere.json', JSON.stringify(elsewhere)))
    await sheet.getByText('Drop that scenario’s file on the page first').waitFor()
    const good = { ...elsewhere, scenario: 'baseline', overrides: { days: 2 }, design: { kind: 'latin', points: 3 }, warmUp: 'none' }
    await sheet.getByLabel('A design’s file').setInputFiles(file('good.json', JSON.stringify(good)))
    await sheet.getByText('The base and 3 points, 1 replication of each: 4 runs of 2 days').waitFor()
    await start.press('Enter')
    await sheet.getByText('4 of 4 runs: all that were asked for').waitFor()
    await sheet.locator('tr[data-effect="wage"]').waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
