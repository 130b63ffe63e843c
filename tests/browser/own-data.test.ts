import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { generateCity } from '../../twin/index.ts'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

const { graph } = generateCity()
const core = (from: number) => graph.isCore.indexOf(1, from)
/** With a decimal comma, as a spreadsheet saves it. */
const at = (node: number) => [graph.latDeg[core(node)], graph.lonDeg[core(node)]].map((degrees) => degrees.toFixed(5).replace('.', ','))
const swapped = at(700).toReversed().join(';')
const customers = [
  'name;lat;lon;product;count;mode',
  ...[300, 400, 500].map((node, i) => `anna ${i};${at(node).join(';')};scooter-1500;2;box`),
  `carl;${swapped};scooter-1500;2;box`,
  `dora;${at(700).join(';')};scooter-150;2;box`,
  `emil;${at(700).join(';')};scooter-1500;2,5;box`,
].join('\r\n')
const batteries = 'product,ageDays,sohFrac,count\nscooter-1500,900,,4\nhome-5000,,0.91,2\n'

describe.skipIf(!hasBrowser)('own customers and batteries in the page', () => {
  const bench = useBench('.build/page')

  const section = (page: Page) => page.getByRole('region', { name: 'Own data' })
  const isDone = (page: Page) => page.locator('.pill.good').waitFor()
  const drop = (page: Page, files: readonly (readonly [name: string, text: string])[]) =>
    page.evaluate((dropped) => {
      const dataTransfer = new DataTransfer()
      for (const [name, text] of dropped) dataTransfer.items.add(new File([text], name))
      document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    }, files)
  const runRow = (page: Page, label: string) => page.locator('.run-panel .row', { hasText: label }).locator('dd').textContent()

  test('dropped with bad rows, they wait; the good rows run, are found by a reload and are taken away and back', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=2`)
    await isDone(page)
    const drawn = await runRow(page, 'State hash')
    await drop(page, [
      ['kunden.csv', customers],
      ['akkus.csv', batteries],
    ])
    await section(page).getByText('3 rows can be used, 3 refused').waitFor()
    const said = await section(page).locator('[data-own=customers] li').allTextContents()
    expect(said).toEqual([
      expect.stringMatching(/^line 5 .*are swapped/),
      expect.stringMatching(/^line 6 scooter-150 .*scooter-1500/),
      expect.stringMatching(/^line 7 2,5 .*whole number/),
    ])
    expect(await runRow(page, 'State hash')).toBe(drawn)
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.setViewportSize({ width: 1600, height: 1000 })
    await section(page).getByRole('button', { name: 'Go on with the good rows' }).click()
    await section(page).getByText('3 rows used, 3 left out').waitFor()
    const own = page.locator('.run-panel').getByText('3 customers, 6 batteries')
    await own.waitFor()
    await isDone(page)
    const hash = await runRow(page, 'State hash')
    expect(hash).not.toBe(drawn)

    await page.keyboard.press('Alt+3')
    await page.locator('.run-picker').getByText('own data: 3 customers, 6 batteries').last().waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save these figures as CSV' }).click()
    const figures = readFileSync(await (await downloading).path(), 'utf8').split('\n')
    expect(figures[0]).toContain(
      'id,keyFigure,unit,a [as unit says],b [as unit says],bMinusA [as unit says],halfWidth95 [as unit says],bIs',
    )
    expect(figures[1]).toMatch(/^slaKept,SLA kept,frac,0\.\d+,0\.\d+,-?0\.\d+,,(better|worse)/)
    await page.keyboard.press('Alt+1')
    // A reload opens what the address says, and that is written a moment later.
    await page.waitForURL(({ search }) => !search.includes('room='))

    await page.reload()
    await section(page).getByText('3 rows used, 3 left out').waitFor()
    await own.waitFor()
    await isDone(page)
    expect(await runRow(page, 'State hash')).toBe(hash)

    await section(page).getByRole('button', { name: 'Remove the customers of kunden.csv' }).click()
    await page.locator('.run-panel').getByText('6 batteries', { exact: true }).waitFor()
    await section(page).getByRole('button', { name: 'Remove the batteries of akkus.csv' }).click()
    await page.locator('.run-panel').getByText(drawn!).waitFor()
    expect(await page.locator('.run-panel .row', { hasText: 'Own data' }).count()).toBe(0)
    await page.keyboard.press('Control+z')
    await section(page).getByText('akkus.csv').waitFor()
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('what is none of the tables says which columns are expected, and a template comes as the command line writes it', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=1`)
    await isDone(page)
    await drop(page, [
      ['odd.csv', 'name,lat,lon\na,1,2\n'],
      ['trips.csv', 'battery,time,soc_pct\na,2023-10-12 13:35:24,97\n'],
    ])
    const alert = page.locator('.notices').getByRole('alert')
    await alert.filter({ hasText: /odd.csv, line 1.*lat, lon, product/s }).waitFor()
    await alert.filter({ hasText: /trips.csv.*room Live/s }).waitFor()
    const downloading = page.waitForEvent('download')
    await section(page).getByRole('button', { name: 'Template of batteries.csv' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('batteries.csv')
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^product,ageDays,sohFrac,count\r\nebike-500,200,,10\r\n/)
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
