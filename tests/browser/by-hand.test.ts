import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBench, type Bench } from './browser.ts'

describe.skipIf(!hasBrowser)('places set by hand on the map', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/page')
  })

  afterEach(() => bench?.closePages())

  afterAll(async () => {
    await bench?.close()
  })

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
    await page.keyboard.press('Control+z')
    expect(await list(page)).toEqual(['box A added'])
    await page.keyboard.press('Control+Shift+Z')
    await page.goto('about:blank')
    await page.goto(url)
    await isDone(page)
    expect(await list(page)).toEqual(['box A added', 'box B added'])
  })

  test('a place is dragged, another removed, and each is taken back', async () => {
    const page = await openPlan()
    await section(page).getByRole('button', { name: 'Drag' }).click()
    const at = await page.evaluate(() => {
      const box = document.querySelector('.map-stage')!.getBoundingClientRect()
      return { x: box.left, y: box.top, width: box.width, height: box.height }
    })
    const spot = await findPlace(page, at)
    await page.mouse.move(spot.x, spot.y)
    await page.mouse.down()
    await page.mouse.move(spot.x + 60, spot.y + 30, { steps: 4 })
    await page.locator('.map-drag-sign:not([hidden])').waitFor()
    await page.mouse.up()
    await section(page).locator('li', { hasText: 'moved' }).waitFor()
    await page.keyboard.press('Escape')
    await isDone(page)
    await section(page)
      .getByRole('button', { name: /^Take back/ })
      .click()
    expect(await list(page)).toEqual([])
    await isDone(page)
    await page.mouse.click(spot.x, spot.y)
    await section(page)
      .getByRole('button', { name: /^Remove/ })
      .click()
    await section(page).locator('li', { hasText: 'removed' }).waitFor()
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

/** A pixel over a hub, shop or box: where the map's pointer says so and the hint names one. */
async function findPlace(page: Page, at: { x: number; y: number; width: number; height: number }): Promise<{ x: number; y: number }> {
  for (let y = at.y + at.height * 0.35; y < at.y + at.height * 0.7; y += 9) {
    for (let x = at.x + at.width * 0.4; x < at.x + at.width * 0.65; x += 9) {
      await page.mouse.move(x, y)
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      const text = await page.locator('.map-tip').allTextContents()
      if (/^(box|shop) \d/i.test(text[0] ?? '')) return { x, y }
    }
  }
  throw new Error('no place is under the pointer anywhere in the middle of the map')
}
