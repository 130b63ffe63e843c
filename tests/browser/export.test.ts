import { readFileSync } from 'node:fs'
import { parquetReadObjects } from 'hyparquet'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { kpis } from '../../scenarios/kpis/index.ts'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

describe.skipIf(!hasBrowser)('Export and assumptions, with the real engine', () => {
  const bench = useBench('.build/page')

  /** Presses a button by keyboard and takes what is saved. */
  const save = async (page: Page, label: string) => {
    const downloading = page.waitForEvent('download')
    await page.getByLabel(label, { exact: true }).focus()
    await page.keyboard.press('Enter')
    const download = await downloading
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }
  const read = ({ bytes }: { bytes: Buffer }) => parquetReadObjects({ file: Uint8Array.from(bytes).buffer })
  const rowsOf = ({ bytes }: { bytes: Buffer }) => bytes.toString('utf8').trimEnd().split('\r\n')

  test('by keyboard: figures, facts, map and log come out as files that say what they are', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=4&seed=7`)
    await page.locator('.pill.good').waitFor()
    await page.locator('.map-stage[aria-busy=false]').waitFor()
    const shown = await page.locator('[data-kpi-card=slaKept] .kpi-value').textContent()
    await page.keyboard.press('Alt+e')
    await page.getByLabel('Key figures as CSV').waitFor()

    const figures = await save(page, 'Key figures as CSV')
    expect(figures.name).toBe('baseline-seed-7_2027-01-01_2027-01-04_key-figures.csv')
    const [header, ...lines] = rowsOf(figures)
    expect(header.startsWith('\uFEFFrun,seed,days [d],id,keyFigure,value')).toBe(true)
    expect(lines).toHaveLength(kpis.length)
    expect(lines.find((line) => line.includes('slaKept'))).toContain(shown?.trim())
    const rows = await read(await save(page, 'Key figures as Parquet'))
    expect(rows.map(({ id }) => id)).toEqual(kpis.map(({ id }) => id))

    const daily = 'Facts by day, hub, delivery mode and product'
    const facts = await read(await save(page, `${daily} as Parquet`))
    const csv = rowsOf(await save(page, `${daily} as CSV`))
    expect(csv[0]).toContain('drivenM [m]')
    expect(csv).toHaveLength(facts.length + 1)
    expect([...new Set(facts.map(({ day }) => Number(day)))]).toEqual([0, 1, 2, 3])

    const log = await save(page, 'Log as CSV')
    expect(log.name).toMatch(/^baseline-seed-7_2027-01-04_log-exchanges\.csv$/)
    const [titles, ...happened] = rowsOf(log)
    expect(titles).toContain('localTime,what,timeMs [ms]')
    expect(happened.every((line) => line.startsWith('2027-01-04 '))).toBe(true)
    // The log counts what the facts count.
    const swaps = facts.filter(({ day }) => Number(day) === 3).reduce((sum, fact) => sum + Number(fact['swaps']), 0)
    expect(happened.filter((line) => line.split(',')[1] === 'swap')).toHaveLength(swaps)
    await page.getByLabel('Level').selectOption({ label: 'everything' })
    const full = await read(await save(page, 'Log as Parquet'))
    expect(full.length).toBeGreaterThan(happened.length)

    const picture = await save(page, 'Map as PNG')
    expect([...picture.bytes.subarray(1, 4)].map((byte) => String.fromCodePoint(byte)).join('')).toBe('PNG')
    expect(picture.bytes.length).toBeGreaterThan(50_000)
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('assumptions: found by a word, changed values are marked against the base, and nothing breaks a rule of axe', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=2&set.couriers.count=3`)
    await page.locator('.pill.good').waitFor()
    await page.getByRole('button', { name: 'Assumptions' }).click()
    await page.getByLabel('Search assumptions').fill('own couriers on a working day')
    const row = page.locator('[data-assumption="couriers.count"]')
    await row.waitFor()
    expect(await page.locator('[data-assumption]').count()).toBe(1)
    expect(await row.textContent()).toMatch(/3changed, base 12.*0 to 10.000.*first value of the case/s)
    await page.getByLabel('Search assumptions').fill('public holidays')
    await page.getByText('Not simulated: Public holidays').waitFor()
    await page.getByLabel('Search assumptions').fill('')
    expect(await page.locator('[data-assumption]').count()).toBeGreaterThan(150)
    await page.locator('select').filter({ hasText: 'changed again' }).selectOption({ label: 'changed against the base' })
    // The couriers, and the days that the address asks for.
    await expect.poll(() => page.locator('[data-assumption]').count()).toBe(2)
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+e')
    await page.getByLabel('Key figures as CSV').waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
  })
})
