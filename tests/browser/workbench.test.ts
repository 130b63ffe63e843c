import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findViolations } from './axe.ts'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

describe.skipIf(!hasBrowser)('the workbench, with the real engine', () => {
  const bench = useBench('.build/page')

  const couriers = (page: Page) => page.getByLabel('Own couriers', { exact: true })
  const hashOf = (page: Page) => page.locator('.run-panel code').textContent()

  test('a change of couriers runs again and shows what it does; undo goes back to the same bits; a reload finds it again', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=12`)
    await page.locator('.pill.good').waitFor()
    const unchanged = await hashOf(page)
    expect(await page.locator('.kpi-change').count()).toBe(0)
    await couriers(page).fill('2')
    await page.getByText('with your changes').waitFor()
    await page.locator('.kpi-change').first().waitFor()
    await page.locator('.pill.good').waitFor()
    const changed = await hashOf(page)
    expect(changed).not.toBe(unchanged)
    expect(page.url()).toContain('set.couriers.count=2')
    await page.reload()
    await page.locator('.pill.good').waitFor()
    await page.getByText('with your changes').waitFor()
    expect([await couriers(page).inputValue(), await hashOf(page)]).toEqual(['2', changed])
    await page.locator('main').click({ position: { x: 5, y: 300 } })
    await page.keyboard.press('Control+z')
    await page.getByText('unchanged', { exact: true }).waitFor()
    await page.locator('.pill.good').waitFor()
    expect(await hashOf(page)).toBe(unchanged)
  })

  test('a reload in the middle of a run offers to go on', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=3650&set.couriers.count=14`)
    await page.locator('[data-kpi-card]').first().waitFor()
    await page.reload()
    await page.getByText('in the middle of a run').waitFor()
    expect(await page.locator('.pill').textContent()).toBe('not started')
    expect(await couriers(page).inputValue()).toBe('14')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.locator('.pill', { hasText: 'cancelled' }).waitFor()
  })

  test('no rule of axe is broken in Plan and Replay, in both themes, wide and narrow', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=5`)
    await page.locator('.pill.good').waitFor()
    for (const viewport of [
      { width: 1600, height: 1000 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const room of ['Plan', 'Replay']) {
          await page.getByRole('navigation', { name: 'Rooms' }).getByText(room).click()
          expect([viewport.width, colorScheme, room, await findViolations(page)]).toEqual([viewport.width, colorScheme, room, []])
        }
      }
    }
  })
})
