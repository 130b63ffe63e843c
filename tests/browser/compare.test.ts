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

  const row = (page: Page, id: string) => page.locator(`tr[data-figure="${id}"]`)

  /** The unchanged plan, then one with three couriers, as a planner would. */
  const runBoth = async (page: Page) => {
    await page.goto(`${bench.url}?days=5`)
    await page.locator('.pill.good').waitFor()
    await page.getByLabel('Own couriers', { exact: true }).fill('3')
    await page.getByText('with your changes').waitFor()
    await page.locator('.pill.good').waitFor()
  }

  test('by keyboard: the difference of a change in figures, plan, curve and places; X switches the map to the other run', async () => {
    const { page, watched } = await bench.openPage()
    await runBoth(page)
    await page.locator('body').click({ position: { x: 700, y: 5 } })
    await page.keyboard.press('Alt+3')
    await row(page, 'slaKept').waitFor()
    expect(await page.locator('.caveats').textContent()).toContain('One run each, same luck')
    expect(await page.locator('[data-difference="couriers.count"]').textContent()).toBe('Couriers › count12 → 3')
    expect(await row(page, 'slaKept').locator('.verdict').textContent()).toBe('▼ worse')
    expect(await row(page, 'slaKept').locator('.change').textContent()).toMatch(/^−[\d.]+ points?$/)
    // The same figures as the table of Plan.
    const [before] = await row(page, 'slaKept').locator('td').allTextContents()
    expect(before).toMatch(/^\d+\.\d %$/)
    const plot = page.locator('.trend-plot')
    const readBack = async () => {
      await plot.press('ArrowLeft')
      return plot.getAttribute('aria-valuetext')
    }
    await expect.poll(readBack).toMatch(/^Day 1: A [\d.]+ %, B [\d.]+ %$/)
    await row(page, 'stockOutWorstHour').getByRole('button').click()
    await page.getByText('known for the whole run only').waitFor()
    expect(await page.locator('.place-list li').count()).toBeGreaterThan(0)
    // B is on screen in the page's own worker; A is made again beside it.
    const sides = page.getByRole('group', { name: 'Run on the map, X switches' })
    expect(await page.locator('.look-state').count()).toBe(0)
    await page.keyboard.press('x')
    await sides.locator('[aria-pressed=true]', { hasText: 'A' }).waitFor()
    await page.getByText('is made again').waitFor()
    // Another worker builds the city anew: on a busy machine that takes its time.
    await page.locator('.look-state').waitFor({ state: 'detached', timeout: 240_000 })
    await page.keyboard.press('x')
    await sides.locator('[aria-pressed=true]', { hasText: 'B' }).waitFor()
    expect(await page.locator('.look-state').count()).toBe(0)
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  }, 400_000)

  test('both plans again with other luck: intervals, what luck alone may have made, kept over a reload; equal plans differ by exactly nothing', async () => {
    const { page, watched } = await bench.openPage()
    await runBoth(page)
    await page.keyboard.press('Alt+3')
    const panel = page.getByRole('region', { name: 'How much of the difference is luck' })
    await panel.getByRole('button', { name: 'Run both again' }).press('Enter')
    await panel.getByRole('button', { name: 'Go on' }).waitFor()
    expect(await panel.getByRole('status').textContent()).toMatch(/^\d+ pairs of runs.*: SLA kept ± [\d.]+ points?/)
    expect(await panel.getByRole('img').getAttribute('aria-label')).toMatch(/^SLA kept, B − A: mean of \d+ pairs −[\d.]+ points? ± [\d.]+$/)
    expect(await row(page, 'slaKept').locator('.verdict').textContent()).toBe('▼ worse')
    expect(await row(page, 'slaKept').locator('.spread').textContent()).toMatch(/^± [\d.]+/)
    expect(await panel.textContent()).toContain('Each pair has one seed: 1 to')
    const said = await page.locator('td.change').allTextContents()
    await page.reload()
    await page.locator('.pill.good').waitFor()
    // Nothing is computed twice: no worker is asked again.
    let workers = 0
    page.on('worker', () => workers++)
    await panel.getByRole('button', { name: 'Run both again' }).press('Enter')
    await panel.getByRole('button', { name: 'Go on' }).waitFor()
    expect(workers).toBe(0)
    expect(await page.locator('td.change').allTextContents()).toEqual(said)
    const [a, b] = [page.getByLabel('Run A'), page.getByLabel('Run B')]
    await b.selectOption(await a.inputValue())
    await panel.getByRole('button', { name: 'Run both again' }).press('Enter')
    await panel.getByRole('button', { name: 'Go on' }).waitFor()
    const words = await page.locator('.verdict').allTextContents()
    expect(words.filter((word) => word !== '= equal' && word !== 'unknown')).toEqual([])
    expect(new Set((await page.locator('.spread').allTextContents()).map((text) => text.trim()))).toEqual(new Set(['± 0']))
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  }, 400_000)

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
    await page.getByRole('button', { name: 'Run both again' }).click()
    await page.locator('.interval-plot').waitFor()
    await page.getByRole('button', { name: 'Go on' }).waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.keyboard.press('Alt+r')
    await page.locator('.run').first().waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
  })
})
