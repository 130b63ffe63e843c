import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!hasBrowser)('Optimize, with the real engine', () => {
  const bench = useBench('.build/page')

  /** Presses Tab until the button of that name has the focus. */
  async function tabTo(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).waitFor()
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
      if (focused === name) return
    }
    throw new Error(`${name} cannot be reached by Tab`)
  }

  const lived = (page: Page) => page.locator('.verdict').nth(1)

  test('a planner opens it by key, gets a proposal, runs it, sees the comparison, and takes it out again', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=10`)
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
    await page.keyboard.press('Alt+4')
    await page.getByText('Proposals are made from the run of').waitFor()
    await tabTo(page, 'Propose')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'By the model' }).waitFor()
    expect(await page.locator('.courier-plot').count()).toBe(3)
    expect(await page.getByRole('region', { name: 'Proposal by month' }).locator('tbody tr').count()).toBe(1)
    expect(await page.locator('.verdict .big').first().textContent()).toMatch(/Saves [\d\u202f]+\u202f€|as good/)
    await tabTo(page, 'Run it in the simulator')
    await page.keyboard.press('Enter')
    await lived(page).locator('.big').waitFor()
    expect(await lived(page).locator('.big').textContent()).toMatch(/^(Saves|Worse than today by|As good as today)/)
    expect(
      await page
        .getByRole('region', { name: /Lived in the simulator/ })
        .locator('tbody tr')
        .count(),
    ).toBe(9)
    // The address carries the whole proposal; what it says can be read back.
    await page.waitForURL(/set\.couriers\.staffing=/)
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'Run it in the simulator' }).waitFor()
    expect(watched.errors).toEqual([])
  })

  test('a budget that is too small is answered with the one that is enough, and nothing is lost', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=14&room=optimize`)
    const budget = page.getByLabel('Budget', { exact: true })
    await budget.fill('10')
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await page.getByText(/raise it to at least \d+ €/).waitFor()
    const enough = /at least (\d+) €/.exec((await page.locator('.message.bad').textContent()) ?? '')![1]
    expect(await budget.inputValue()).toBe('10')
    await budget.fill(enough)
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await page.getByRole('heading', { name: 'By the model' }).waitFor()
    await budget.focus()
    await page.keyboard.press('Control+z')
    expect(await budget.inputValue()).toBe('10')
    await budget.fill('a lot')
    await page.getByText('Write a number for “Budget”').waitFor()
  })

  test('no rule of axe is broken, with and without a proposal, in both themes, wide and narrow', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=14&room=optimize`)
    await page.getByText('Proposals are made from the run of').waitFor()
    await page.evaluate(axeScript)
    for (const isProposed of [false, true]) {
      if (isProposed) {
        await page.getByRole('button', { name: 'Propose', exact: true }).click()
        await page.getByRole('heading', { name: 'By the model' }).waitFor()
      }
      for (const viewport of [
        { width: 1600, height: 1000 },
        { width: 390, height: 844 },
      ]) {
        await page.setViewportSize(viewport)
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme })
          expect([viewport.width, colorScheme, isProposed, await findViolations(page)]).toEqual([
            viewport.width,
            colorScheme,
            isProposed,
            [],
          ])
        }
      }
    }
  })
})

function findViolations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}
