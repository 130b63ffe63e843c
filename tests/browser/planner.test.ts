import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBench, type Bench } from './browser.ts'

/** A planner's first ten minutes, from the page as it opens. */
describe.skipIf(!hasBrowser)('a planner', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/page')
  })

  afterAll(async () => {
    await bench?.close()
  })

  test('changes couriers, sees the difference form, places two boxes, compares and exports', async () => {
    const { page, watched } = await bench.openPage()
    const isDone = () => page.locator('.pill.good').waitFor()
    await page.goto(`${bench.url}?days=20`)
    await isDone()
    await page.locator('.map-stage[aria-busy="false"]').waitFor()

    // The difference stands with a share of the days behind it, before the run has ended.
    await page.getByLabel('Own couriers', { exact: true }).fill('4')
    await page.getByText('with your changes').waitFor()
    await page.locator('.kpi-change').first().waitFor()
    await isDone()
    const fewer = await page.locator('[data-kpi-card=slaKept] .kpi-change').textContent()
    expect(fewer).toMatch(/−\d/)

    const places = page.getByRole('region', { name: 'Places by hand' })
    await places.getByRole('button', { name: '+ Box' }).click()
    const stage = page.locator('.map-stage')
    const { width, height } = (await stage.boundingBox())!
    await stage.click({ position: { x: width / 2 + 40, y: height / 2 } })
    await stage.click({ position: { x: width / 2 - 60, y: height / 2 + 30 } })
    await page.keyboard.press('Escape')
    await places.getByText('box B added').waitFor()
    await isDone()
    const hash = await page.locator('.run-panel code').textContent()

    await page.getByRole('navigation', { name: 'Rooms' }).getByText('Compare').click()
    await page.locator('tr[data-figure="slaKept"] .verdict').waitFor()
    expect(await page.locator('[data-difference="couriers.count"]').textContent()).toBe('Couriers › count12 → 4')
    expect(await page.locator('.caveats').textContent()).toContain('One run each, same luck')

    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save these figures as CSV' }).click()
    const lines = readFileSync(await (await downloading).path(), 'utf8')
      .trimEnd()
      .split(/\r?\n/)
    expect(lines.some((line) => line.includes('slaKept'))).toBe(true)
    await page.getByRole('navigation', { name: 'Rooms' }).getByText('Plan').click()
    expect(await page.locator('.run-panel code').textContent()).toBe(hash)
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
