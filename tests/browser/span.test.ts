import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { advanceRun, combineHashes, layOutScenario, loadScenario, openSpan, resolveLibrary, startRun } from '../../scenarios/index.ts'
import { createSurvey, generateCity, hashWorld, LogLevel } from '../../twin/index.ts'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

const days = 90
const span = {
  format: 'voltwin-span',
  version: 1,
  name: 'pair',
  seed: 5,
  scenario: 'baseline',
  overrides: {
    segments: { ebikes: { customers: 40 }, scooters: { customers: 400 }, tools: null, homes: { customers: 20 } },
    hubs: { count: 2 },
    shops: { count: 4 },
    boxes: { count: 8 },
    couriers: { count: 4 },
  },
  cities: { Aldern: { generated: 11, share: 0.6 }, Brenfurt: { generated: 12, share: 0.4 } },
}

/** Hash of all cities as they are run here, without a page. */
function liveHere(): string {
  const opened = openSpan(JSON.stringify(span), { days }, (name, overrides) =>
    loadScenario(resolveLibrary(name)!, { resolve: resolveLibrary, self: name, overrides }),
  )
  const hashes = opened.value!.cities.map(({ name, place, scenario }) => {
    const survey = createSurvey(generateCity({ seed: place.kind === 'generated' ? place.seed : 0, name }))
    const run = startRun(layOutScenario(scenario.spec, survey.city, survey).value!, { level: LogLevel.facts })
    while (advanceRun(run, 1e6).kind === 'running');
    return { name, hash: hashWorld(run.world) }
  })
  return combineHashes(hashes)
}

/** Opens the sheet and chooses the span's file, after one that is none. */
async function chooseSpan(page: Page, wanted: number): Promise<Locator> {
  await page.keyboard.press('Alt+c')
  const sheet = page.getByRole('dialog', { name: 'Cities' })
  const open = (name: string, text: string) =>
    sheet.getByLabel('A span’s file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  await sheet.getByLabel('Size').waitFor()
  await open('bad.json', '{"format": 1}')
  await sheet.getByRole('alert').waitFor()
  await open('pair.json', JSON.stringify(span))
  await sheet.getByRole('alert').waitFor({ state: 'detached' })
  await sheet.getByLabel('Size').selectOption('460 customers')
  await sheet.getByLabel('Days').selectOption(String(wanted))
  return sheet
}

describe.skipIf(!hasBrowser)('a company of several cities, with the real engine', () => {
  const bench = useBench('.build/page')

  test('runs, pauses, goes on after a reload to the hash of the same cities elsewhere, and a day of one is looked at', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=6`)
    await page.locator('.pill.good').waitFor()
    const sheet = await chooseSpan(page, days)
    await sheet.getByRole('button', { name: 'Run' }).press('Enter')
    await sheet.locator('[data-city="Aldern"][data-kind="done"]').waitFor()
    await sheet.getByRole('button', { name: 'Pause' }).press('Enter')
    await sheet.getByRole('button', { name: 'Go on' }).waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])

    // What was done is in the list of runs, and the choice stands as it was left.
    await page.reload()
    await page.locator('.pill.good').waitFor()
    await page.keyboard.press('Alt+c')
    await sheet.locator('[data-city="Aldern"][data-kind="done"]').waitFor()
    await sheet.getByRole('button', { name: 'Go on' }).press('Enter')
    await sheet.locator('[data-span="done"]').waitFor()
    expect(await sheet.locator('.span-whole code').textContent()).toBe(liveHere())
    await sheet.locator('.span-whole summary').click()
    const served = sheet.locator('tr[data-kpi="slaKept"] td.number')
    expect(await served.first().textContent()).toMatch(/^\d+\.\d$/)

    // Its record is made from the checkpoints: the map shows the last days without a run of all of them.
    await sheet.getByRole('button', { name: 'Look back on Brenfurt' }).press('Enter')
    await page.locator('.crumb', { hasText: 'Brenfurt / pair: Brenfurt' }).waitFor({ state: 'attached' })
    // 90 local days, one of which has 23 hours.
    await page.locator(`[role="slider"][aria-valuemax="${(90 * 24 - 1) * 3_600_000}"]`).waitFor()
    await page.locator('.late').waitFor()
    await page.getByRole('slider', { name: 'Time of the run' }).press('End')
    await page.getByText(/promises since .* \(\d/).waitFor()

    // A reload stays in that city.
    await page.reload()
    await page.locator('.crumb', { hasText: 'Brenfurt / pair: Brenfurt' }).waitFor({ state: 'attached' })
    await page.getByText(/promises since .* \(\d/).waitFor()
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('where the browser’s room is full the city says so, and goes on once there is room', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=6`)
    await page.locator('.pill.good').waitFor()
    const devtools = await page.context().newCDPSession(page)
    const allow = (quotaSize?: number) =>
      devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(bench.url).origin, ...(quotaSize !== undefined && { quotaSize }) })
    const sheet = await chooseSpan(page, 30)
    await allow(1)
    await sheet.getByRole('button', { name: 'Run' }).press('Enter')
    await sheet.locator('[data-city="Brenfurt"][data-kind="failed"]').waitFor()
    await sheet
      .getByText(/The browser’s storage is full/)
      .first()
      .waitFor()
    await allow()
    await sheet.getByRole('button', { name: 'Run' }).press('Enter')
    await sheet.locator('[data-span="done"]').waitFor()
    expect(await sheet.locator('[data-kind="done"]').count()).toBe(2)
  })
})
