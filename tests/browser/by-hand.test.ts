import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

describe.skipIf(!hasBrowser)('places set by hand on the map', () => {
  const bench = useBench('.build/page')

  const section = (page: Page) => page.getByRole('region', { name: 'Places by hand' })
  const hint = (page: Page) => page.locator('.tool-hint')
  const list = (page: Page) => section(page).locator('li > span, li label').allTextContents()
  const isDone = (page: Page) => page.locator('.pill.good').waitFor()
  const openPlan = async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=6`)
    await isDone(page)
    await page.locator('.map-stage[aria-busy="false"]').waitFor()
    return page
  }

  test('two boxes by mouse and keyboard are run, are undone, and are found again by their address', async () => {
    const page = await openPlan()
    await section(page).getByRole('button', { name: '+ Box' }).click()
    await hint(page).getByText('Click where the box stands').waitFor()
    const stage = page.locator('.map-stage')
    const { width, height } = (await stage.boundingBox())!
    await stage.click({ position: { x: width / 2 + 40, y: height / 2 } })
    await stage.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    expect(await hint(page).count()).toBe(0)
    expect(await list(page)).toEqual(['box A added', 'box B added'])
    await page.getByText('with your changes').waitFor()
    await isDone(page)
    await page.locator('.kpi-change').first().waitFor()
    const url = page.url()
    const hashOf = () => page.locator('.run-panel code').textContent()
    const both = await hashOf()
    await page.keyboard.press('Control+z')
    expect(await list(page)).toEqual(['box A added'])
    await expect.poll(hashOf).not.toBe(both)
    await page.keyboard.press('Control+Shift+Z')
    // Left in the middle of a run the page would ask whether to go on.
    await expect.poll(hashOf).toBe(both)
    await isDone(page)
    await page.goto('about:blank')
    await page.goto(url)
    await isDone(page)
    expect(await list(page)).toEqual(['box A added', 'box B added'])
  })

  test('a place is dragged, then removed, and what was done is taken back', async () => {
    const page = await openPlan()
    const stage = page.locator('.map-stage')
    const { x, y, width, height } = (await stage.boundingBox())!
    const middle = [x + width / 2, y + height / 2] as const
    await section(page).getByRole('button', { name: '+ Box' }).click()
    await stage.focus()
    await page.keyboard.press('Enter')
    await section(page).locator('li', { hasText: 'box A added' }).waitFor()
    await page.getByText('with your changes').waitFor()
    await isDone(page)
    const placed = page.url()
    await section(page).getByRole('button', { name: 'Drag' }).click()
    await page.mouse.move(...middle)
    await page.mouse.down()
    await page.mouse.move(middle[0] + 60, middle[1] + 30, { steps: 4 })
    await page.locator('.map-drag-sign:not([hidden])').waitFor()
    await page.mouse.up()
    await page.waitForFunction((before) => location.href !== before, placed)
    await page.keyboard.press('Escape')
    expect(await list(page)).toEqual(['box A added'])
    await section(page).getByRole('button', { name: 'Take back: box A added' }).click()
    expect(await list(page)).toEqual([])
  })

  test('an area is drawn and served from another hub', async () => {
    const page = await openPlan()
    await section(page).getByRole('button', { name: '+ Area' }).click()
    const stage = page.locator('.map-stage')
    const { width, height } = (await stage.boundingBox())!
    for (const [x, y] of [
      [-80, -60],
      [80, -60],
      [80, 60],
      [-80, 60],
    ])
      await stage.click({ position: { x: width / 2 + x, y: height / 2 + y } })
    await hint(page).getByText('4 so far').waitFor()
    await hint(page)
      .getByRole('button', { name: /^Serve from/ })
      .first()
      .click()
    expect((await list(page))[0]).toContain('area A, served by')
    await page.getByText('with your changes').waitFor()
    await isDone(page)
  })
})
