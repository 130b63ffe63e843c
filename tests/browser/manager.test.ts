import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasBrowser, openBench, type Bench, type Watched } from './browser.ts'

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!hasBrowser)('a manager looks back on a run, by keyboard', () => {
  let bench: Bench
  let page: Page
  let watched: Watched

  // One run for all: what is tested is the look back on it.
  beforeAll(async () => {
    bench = await openBench('.build/page')
    ;({ page, watched } = await bench.openPage())
    await page.goto(`${bench.url}?room=replay&days=14`)
    await page.locator('.pill.good').waitFor({ timeout: 170_000 })
  })

  afterAll(async () => {
    await bench?.close()
  })

  beforeEach(async () => {
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  })

  const command = async (words: string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }

  test('a manager finds the worst day and why', async () => {
    await command('worst day')
    const panel = page.getByRole('region', { name: 'Worst day' })
    await panel.waitFor()
    const [, missed, due] = /(\d[\d\u202f]*) of (\d[\d\u202f]*) promises missed/.exec((await panel.textContent())!)!.map(numberOf)
    expect(missed).toBeGreaterThan(0)
    expect(missed).toBeLessThanOrEqual(due)
    // What is behind it adds up to what was missed, by cause and by place.
    const counts = (await panel.locator('.worst-causes b').allTextContents()).map(numberOf)
    expect(counts.reduce((a, b) => a + b, 0)).toBe(missed)
    const byHub = (await panel.locator('table').first().locator('tbody tr td:nth-child(2)').allTextContents()).map(numberOf)
    expect(byHub.reduce((a, b) => a + b, 0)).toBe(missed)
    expect(await panel.locator('table').last().textContent()).toContain('Paid courier time')
    // The clock went there, and the curve over the year has its most on that day.
    const date = (await panel.locator('.worst-sum b').textContent())!
    expect(await page.getByRole('slider', { name: 'Time of the run' }).getAttribute('aria-valuetext')).toContain(date)
    expect(await page.locator('.year-plot svg').getAttribute('aria-label')).toContain(`most ${missed} on ${date}`)
    // From the panel to the hub where most were missed, then the breaches of that day one by one.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.inspector-card h3', { hasText: 'Hub' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await panel.count()).toBe(0)
    await page.keyboard.press('n')
    const found = page.getByRole('status', { name: 'SLA breach' })
    await found.waitFor()
    const [, number, count] = /SLA breach (\d[\d\u202f]*) of (\d[\d\u202f]*)/.exec((await found.textContent())!)!.map(numberOf)
    expect(number).toBeLessThanOrEqual(count)
    await page.locator('.journey', { hasText: 'promise missed' }).waitFor()
    await page.keyboard.press('Shift+N')
    await page.getByText(new RegExp(`SLA breach ${formatted(number > 1 ? number - 1 : 1)} of`)).waitFor()
    for (const key of ['o', 'a']) {
      await page.keyboard.press(key)
      await page.getByRole('status', { name: key === 'o' ? 'Stock-out' : 'Failed attempt' }).waitFor()
    }
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('a courier is followed on the map until Escape', async () => {
    await page.keyboard.press('f')
    await page.locator(':focus').selectOption({ label: 'Courier' })
    await page.keyboard.press('Tab')
    await page.keyboard.type('1')
    await page.keyboard.press('Enter')
    await page.locator('.inspector-card h3', { hasText: 'Courier 1' }).waitFor()
    await page.keyboard.press('l')
    const button = page.getByRole('button', { name: 'Follow', exact: true })
    await page.locator('.jumps [aria-pressed=true]').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false')
    // Only the following ended: what is selected stays.
    expect(await page.locator('.inspector-card h3').textContent()).toBe('Courier 1')
  })

  test('the curve by key figure and week; a click goes to its day', async () => {
    await page.getByLabel('Key figure of the curve').selectOption('SLA kept')
    await page.getByLabel('By day or week').selectOption('by week')
    expect(await page.locator('.year-plot svg').getAttribute('aria-label')).toMatch(/^SLA kept over the run: least \d+\.\d/)
    const box = (await page.locator('.year-plot').boundingBox())!
    await page.mouse.click(box.x + box.width * 0.5, box.y + 20)
    expect(await page.getByRole('slider', { name: 'Time of the run' }).getAttribute('aria-valuetext')).toMatch(/[78] Jan 2027/)
    expect(await page.locator('.year-value').textContent()).toMatch(/Mon 4 Jan 2027 to Sun 10 Jan 2027/)
  })

  test('axe finds nothing with the worst day open, wide and narrow, in both themes', async () => {
    await page.keyboard.press('n')
    await page.getByRole('status', { name: 'SLA breach' }).waitFor()
    await page.keyboard.press('w')
    await page.getByRole('region', { name: 'Worst day' }).waitFor()
    await page.evaluate(axeScript)
    for (const viewport of [
      { width: 1600, height: 1000 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
        expect([viewport.width, colorScheme, await findViolations(page)]).toEqual([viewport.width, colorScheme, []])
      }
    }
  })
})

const numberOf = (text: string): number => Number(text.replaceAll('\u202f', ''))
const formatted = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f')

function findViolations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}
