import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

const folder = '../shared/data/osm/'
const files = ['porto-alegre.osm.pbf', 'porto-alegre.hexgrid.csv'].map((name) => folder + name)
const hasFiles = files.every((path) => existsSync(path))
if (!hasFiles) console.warn(`${folder} is not beside this clone: dropping Porto Alegre is not tested`)

describe.skipIf(!hasBrowser || !hasFiles)('a real city, dropped on the page', () => {
  const bench = useBench('.build/page')

  test('Porto Alegre and its grid replace the generated city and run, without a request to another host', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=3&room=replay`)
    await page.locator('.pill.good').waitFor()
    const generated = await hashOf(page)
    await dropFiles(page, files)
    await page.locator('.crumb', { hasText: 'porto-alegre' }).waitFor()
    await page.locator('.map-source', { hasText: '© OpenStreetMap contributors' }).waitFor()
    await page.locator('.pill.good').waitFor()
    await page
      .waitForFunction((before) => document.querySelector('.run-panel code')?.textContent !== before, generated)
      .catch(() => undefined)
    await page.getByRole('navigation', { name: 'Rooms' }).getByText('Plan').click()
    await page.locator('.pill.good').waitFor()
    const rows = await page.locator('.run-panel dl').allTextContents()
    expect(rows.join(' ')).toContain('Cityporto-alegre')
    expect(rows.join(' ')).toContain('Demand bypopulation grid')
    expect(await hashOf(page)).not.toBe(generated)
    expect(await page.locator('.notices .message').count()).toBe(0)
    // The way back.
    await page.getByRole('navigation', { name: 'Rooms' }).getByText('Plan').click()
    await page.getByRole('button', { name: 'Generated city' }).click()
    await page.locator('.crumb', { hasText: 'Stromfurt' }).waitFor()
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('a grid that is none is refused with place and remedy, and the city before stays', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=1`)
    await page.locator('.pill.good').waitFor()
    await dropFiles(page, [files[0], 'package.json'], ['porto-alegre.osm.pbf', 'grid.csv'])
    const notice = page.locator('.notices [role=alert]')
    await notice.waitFor()
    expect(await notice.textContent()).toContain('grid.csv')
    expect(await page.locator('.crumb').textContent()).toContain('Stromfurt')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})

/** State hash of the last run, as Plan shows it. */
async function hashOf(page: Page): Promise<string | null> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByText('Plan').click()
  const hash = await page.locator('.run-panel code').textContent()
  await page.getByRole('navigation', { name: 'Rooms' }).getByText('Replay').click()
  return hash
}

/** Drops files as a hand does: over the page, then let go. */
async function dropFiles(
  page: Page,
  paths: readonly string[],
  names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1)),
): Promise<void> {
  // Playwright hands files to an input only; from there they are put into a drop.
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'dropped', hidden: true })
    document.body.append(input)
  })
  await page.setInputFiles('#dropped', [...paths])
  await page.evaluate((wanted) => {
    const input = document.querySelector<HTMLInputElement>('#dropped')!
    const dataTransfer = new DataTransfer()
    ;[...input.files!].forEach((file, i) => dataTransfer.items.add(new File([file], wanted[i])))
    input.remove()
    const target = document.querySelector('main')!
    target.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }))
    target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  }, names)
}
