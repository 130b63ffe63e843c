import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser, openBench, type Bench } from './browser.ts'

describe.skipIf(!hasBrowser)('Compare, with the real engine', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/page')
  })

  afterEach(() => bench?.closePages())

  afterAll(async () => {
    await bench?.close()
  })

  /** The unchanged plan, then one with three couriers, as a planner would. */
  const runBoth = async (page: Page) => {
    await page.goto(`${bench.url}?days=5`)
    await page.locator('.pill.good').waitFor()
    await page.getByLabel('Own couriers', { exact: true }).fill('3')
    await page.getByText('with your changes').waitFor()
    await page.locator('.pill.good').waitFor()
  }

  test('equal runs differ by exactly nothing and say so; other seeds are said', async () => {
    const { page } = await bench.openPage()
    await runBoth(page)
    await page.getByLabel('Seed', { exact: true }).fill('9')
    await page.locator('.pill.good').waitFor({ state: 'detached' })
    await page.locator('.pill.good').waitFor()
    await page.keyboard.press('Alt+3')
    const [a, b] = [page.getByLabel('Run A'), page.getByLabel('Run B')]
    await b.selectOption(await a.inputValue())
    await page.getByText('every difference is exactly zero').waitFor()
    const changes = await page.locator('td.change').allTextContents()
    expect(changes.filter((text) => !/^(±0|–)/.test(text))).toEqual([])
    expect((await page.locator('.verdict').allTextContents()).every((word) => word === '= equal' || word === 'unknown')).toBe(true)
    expect(await page.locator('.plan-difference').textContent()).toContain('Nothing: both runs are of the same plan')
    expect(await page.locator('.place-list').textContent()).toContain('exactly equal at every hub, shop and box')
    await b.selectOption({ label: 'baseline (seed 1, 5 days, Stromfurt (generated))' })
    await page.getByText('different seeds').waitFor()
  })

  test('no rule of axe is broken, with and without runs', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=3650&room=compare`)
    await page.getByText('No run has ended yet').waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.setViewportSize({ width: 1600, height: 1000 })
    await runBoth(page)
    await page.keyboard.press('Alt+3')
    await page.locator('.trend-plot').waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.keyboard.press('Alt+r')
    await page.locator('.run').first().waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
  })
})
