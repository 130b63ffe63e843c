import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser, openBench, type Bench, type Watched } from './browser.ts'

// One page for all tests, in their order: two runs are made once, and every test looks at what the ones before have left.
describe.skipIf(!hasBrowser)('Compare, with the real engine', () => {
  let bench: Bench
  let page: Page
  let watched: Watched

  /** The unchanged plan, then one with three couriers, as a planner would. */
  beforeAll(async () => {
    bench = await openBench('.build/page')
    const opened = await bench.openPage()
    page = opened.page
    watched = opened.watched
    await page.goto(`${bench.url}?days=5`)
    await page.locator('.pill.good').waitFor()
    await page.getByLabel('Own couriers', { exact: true }).fill('3')
    await page.getByText('with your changes').waitFor()
    await page.locator('.pill.good').waitFor()
  })

  afterAll(async () => {
    await bench?.close()
  })

  const row = (id: string) => page.locator(`tr[data-figure="${id}"]`)
  const inPanel = () => page.getByRole('region', { name: 'How much of the difference is luck' })
  const replicate = async () => {
    await inPanel().getByRole('button', { name: 'Run both again' }).press('Enter')
    await inPanel().getByRole('button', { name: 'Go on' }).waitFor()
  }

  test('by keyboard: the difference of a change in figures, plan, curve and places; X switches the map to the other run', async () => {
    await page.locator('body').click({ position: { x: 700, y: 5 } })
    await page.keyboard.press('Alt+3')
    await row('slaKept').waitFor()
    expect(await page.locator('.caveats').textContent()).toContain('One run each, same luck')
    expect(await page.locator('[data-difference="couriers.count"]').textContent()).toBe('Couriers › count12 → 3')
    expect(await row('slaKept').locator('.verdict').textContent()).toBe('▼ worse')
    expect(await row('slaKept').locator('.change').textContent()).toMatch(/^−[\d.]+ points?$/)
    // The same figures as the table of Plan.
    const [before] = await row('slaKept').locator('td').allTextContents()
    expect(before).toMatch(/^\d+\.\d %$/)
    const plot = page.locator('.trend-plot')
    const readBack = async () => {
      await plot.press('ArrowLeft')
      return plot.getAttribute('aria-valuetext')
    }
    await expect.poll(readBack).toMatch(/^Day 1: A [\d.]+ %, B [\d.]+ %$/)
    await row('stockOutWorstHour').getByRole('button').click()
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

  test('both plans again with other luck: intervals, what luck alone may have made, each day smoothed, kept over a reload', async () => {
    await row('slaKept').getByRole('button').click()
    await replicate()
    expect(await inPanel().getByRole('status').textContent()).toMatch(/^\d+ pairs of runs.*: SLA kept ± [\d.]+ points?/)
    expect(await inPanel().getByRole('img').getAttribute('aria-label')).toMatch(
      /^SLA kept, B − A: mean of \d+ pairs −[\d.]+ points? ± [\d.]+$/,
    )
    expect(await row('slaKept').locator('.verdict').textContent()).toBe('▼ worse')
    expect(await row('slaKept').locator('.spread').textContent()).toMatch(/^± [\d.]+/)
    expect(await inPanel().textContent()).toContain('Each pair has one seed: 1 to')
    const said = await page.locator('td.change').allTextContents()
    const welch = inPanel().getByRole('figure', { name: 'Whether the start is gone' })
    expect(await welch.textContent()).toMatch(/SLA kept day by day, mean of \d+ runs each, and smoothed over 3 days/)
    const course = welch.getByRole('slider')
    await course.press('ArrowRight')
    const ofDays = await course.getAttribute('aria-valuetext')
    expect(ofDays).toMatch(/^Day 1: A [\d.]+ %, B [\d.]+ %$/)
    await row('stockOutWorstHour').getByRole('button').click()
    await inPanel().getByText('is known for whole runs only').waitFor()
    await page.reload()
    await page.locator('.pill.good').waitFor()
    // Nothing is computed twice: no worker is asked again.
    let workers = 0
    page.on('worker', () => workers++)
    await replicate()
    expect(workers).toBe(0)
    expect(await page.locator('td.change').allTextContents()).toEqual(said)
    await course.press('ArrowRight')
    expect(await course.getAttribute('aria-valuetext')).toBe(ofDays)
  }, 400_000)

  test('no rule of axe is broken, with and without runs', async () => {
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.keyboard.press('Alt+r')
    await page.locator('.run').first().waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.keyboard.press('Escape')
    const { page: empty } = await bench.openPage()
    await empty.goto(`${bench.url}?days=3650&room=compare`)
    await empty.getByText('No run has ended yet').waitFor()
    expect(await findViolationsEverywhere(empty)).toEqual([])
    await empty.close()
  })

  test('equal runs differ by exactly nothing, also with other luck, and say so; other seeds are said', async () => {
    const [a, b] = [page.getByLabel('Run A'), page.getByLabel('Run B')]
    await b.selectOption(await a.inputValue())
    await page.getByText('every difference is exactly zero').waitFor()
    const changes = await page.locator('td.change').allTextContents()
    expect(changes.filter((text) => !/^(±0|–)/.test(text))).toEqual([])
    const verdicts = async () => (await page.locator('.verdict').allTextContents()).filter((word) => !['= equal', 'unknown'].includes(word))
    expect(await verdicts()).toEqual([])
    expect(await page.locator('.plan-difference').textContent()).toContain('Nothing: both runs are of the same plan')
    expect(await page.locator('.place-list').textContent()).toContain('exactly equal at every hub, shop and box')
    await replicate()
    expect(await verdicts()).toEqual([])
    expect(new Set((await page.locator('.spread').allTextContents()).map((text) => text.trim()))).toEqual(new Set(['± 0']))
    await page.keyboard.press('Alt+1')
    await page.getByLabel('Seed', { exact: true }).fill('9')
    await page.locator('.pill.good').waitFor({ state: 'detached' })
    await page.locator('.pill.good').waitFor()
    await page.keyboard.press('Alt+3')
    await b.selectOption({ label: 'baseline (seed 9, 5 days, Stromfurt (generated))' })
    await page.getByText('different seeds').waitFor()
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
