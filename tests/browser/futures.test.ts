import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser, openBench, type Bench } from './browser.ts'

describe.skipIf(!hasBrowser)('Futures, with the real engine', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/page')
  })

  afterAll(async () => {
    await bench?.close()
  })

  test('by keyboard: from the clock’s morning ten futures, with the band of each figure and the run itself; no rule of axe is broken', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=12&room=replay`)
    await page.locator('.pill.good').waitFor()
    await page.keyboard.press('Alt+u')
    const sheet = page.getByRole('dialog', { name: 'Futures' })
    await sheet.getByText('Mon 4 Jan 2027').waitFor()
    await sheet.getByLabel('the next').selectOption('7')
    await sheet.getByLabel('futures').selectOption('10')
    await sheet.getByRole('button', { name: 'Look ahead' }).press('Enter')
    await sheet.getByText('10 of 10 futures from Mon 4 Jan 2027 to the end of Sun 10 Jan 2027').waitFor()
    await sheet.getByRole('button', { name: 'Look ahead' }).waitFor()
    const [low, middle, high, same] = await sheet.locator('tr[data-figure="slaKept"] td.number').allTextContents()
    for (const text of [low, middle, high, same]) expect(text).toMatch(/^\d+\.\d %$/)
    expect([parseFloat(low) <= parseFloat(middle), parseFloat(middle) <= parseFloat(high)]).toEqual([true, true])
    expect(await sheet.locator('tr[data-figure="slaKept"] .fan').count()).toBe(1)
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    // What was found stays until another run is on screen.
    await page.keyboard.press('Alt+u')
    await sheet.getByText('10 of 10 futures').waitFor()
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
