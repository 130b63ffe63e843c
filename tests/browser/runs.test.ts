import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

describe.skipIf(!hasBrowser)('the list of runs, with the real engine', () => {
  const bench = useBench('.build/page')

  const names = (page: Page) => page.locator('.run-name').allTextContents()
  const openList = async (page: Page) => {
    await page.keyboard.press('Alt+r')
    await page.getByRole('dialog', { name: 'Runs' }).locator('.run').first().waitFor()
  }

  test('by keyboard: a reload finds the runs and does not run them again; rename, delete, undo, open', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=6`)
    await page.locator('.pill.good').waitFor()
    await page.getByLabel('Own couriers', { exact: true }).fill('3')
    await page.getByText('with your changes').waitFor()
    await page.locator('.pill.good').waitFor()
    const hash = await page.locator('.run-panel code').textContent()
    await page.reload()
    // Figures come out of the list while the map is still made again.
    await page.getByText('out of the list').waitFor()
    expect(await page.locator('.pill').textContent()).toBe('done')
    expect(await page.locator('.run-panel code').textContent()).toBe(hash)
    expect(await page.locator('.kpi-change').count()).toBeGreaterThan(0)
    await page.getByText('out of the list').waitFor({ state: 'detached' })
    expect(await page.locator('.pill').textContent()).toBe('done')

    await openList(page)
    expect(await names(page)).toEqual(['baseline: Couriers › count 3', 'baseline'])
    await page.getByRole('button', { name: 'Rename baseline: Couriers' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Three couriers')
    await page.keyboard.press('Enter')
    await page.locator('.run-name', { hasText: 'Three couriers' }).waitFor()
    await page.getByRole('button', { name: 'Delete Three couriers' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Deleted: Three couriers').waitFor()
    expect(await names(page)).toEqual(['baseline'])
    // The way back has the focus.
    await page.keyboard.press('Enter')
    await page.locator('.run-name', { hasText: 'Three couriers' }).waitFor()
    await page.getByRole('button', { name: 'Delete baseline' }).click()
    await page.getByText('Deleted: baseline').waitFor()
    await page.reload()
    await openList(page)
    expect(await names(page)).toEqual(['Three couriers'])
    await page.keyboard.press('Escape')

    await page.getByLabel('Own couriers', { exact: true }).fill('5')
    await openList(page)
    await page.getByRole('button', { name: 'Open Three couriers' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.getByLabel('Own couriers', { exact: true }).inputValue()).toBe('3')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
