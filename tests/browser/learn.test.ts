import { existsSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findViolationsEverywhere } from './axe.ts'
import { hasBrowser } from './browser.ts'
import { useBench } from './use-bench.ts'

const shared = '../shared/data'
const hasCells = existsSync(shared)
if (!hasCells) console.log(`not tested: ${shared} is absent`)

/** Cells that lose capacity at one of five rates, as a table. */
function writeCells(cells: number): string {
  const lines = ['cell_id,cycle,capacity_Ah']
  for (let cell = 0; cell < cells; cell++)
    for (let cycle = 0; cycle < 400; cycle += 4)
      lines.push(`cell ${cell},${cycle},${(1.1 * (1 - (cycle * (4 + (cell % 5))) / 4000)).toFixed(5)}`)
  return lines.join('\n')
}

describe.skipIf(!hasBrowser)('the room Learn', () => {
  const bench = useBench('.build/page')

  const statusOf = (page: Page) => page.locator('.learn-status')
  const rowOf = (page: Page, name: string) => page.getByRole('region', { name: 'Errors' }).getByRole('row', { name })

  async function choose(page: Page, files: string[]): Promise<void> {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose files' }).press('Enter'),
    ])
    await chooser.setFiles(files)
  }

  /** Drops a file onto the page, as the hand does. */
  async function drop(page: Page, name: string, text: string): Promise<void> {
    await page.evaluate(
      ([fileName, content]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([content], fileName))
        document.querySelector('main')!.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      },
      [name, text] as const,
    )
  }

  test.skipIf(!hasCells)('a data scientist trains on real cells, pauses, stops, and makes the model the policy of a run', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=10`)
    await page.locator('.pill.good').waitFor()
    await page.keyboard.press('Alt+5')
    await page.getByText('Choose data first').waitFor()

    // Severson's tables keep their split; a fleet does not measure what their net sees.
    await choose(
      page,
      ['train', 'test1'].flatMap((split) => ['qd', 'qv10_qv100'].map((kind) => `${shared}/severson-124/${split}_${kind}.csv`)),
    )
    await page.getByText('The files’ own split stands: test1 43, train 41 cells.').waitFor()
    await page.getByLabel('Epochs', { exact: true }).fill('20')
    await page.getByRole('button', { name: 'Train', exact: true }).press('Enter')
    await page.getByText('It cannot decide in a run').waitFor()
    await statusOf(page).getByText('Trained.').waitFor()
    expect(await rowOf(page, 'Test: test1').innerText()).toContain('137.')
    expect(await page.getByRole('button', { name: 'Use as replacement policy' }).isDisabled()).toBe(true)

    // Capacity by cycle tells what a fleet tells too.
    await choose(page, [`${shared}/cells/hust_capacity.csv.gz`])
    await page.getByText('57 cells').waitFor()
    await page.getByLabel('Epochs', { exact: true }).fill('3000')
    await page.getByRole('button', { name: 'Train again' }).press('Enter')
    await page.getByText(/^Epoch \d+ of 3/).waitFor()
    await page.getByRole('heading', { name: 'Training' }).click()
    await page.keyboard.press('Space')
    await page.getByText('Paused. Go on, or stop').waitFor()
    const epochAt = async () => (await page.locator('.learn-controls').innerText()).match(/Epoch [\d\u202f]+/)?.[0]
    await page.waitForTimeout(400)
    const paused = await epochAt()
    await page.waitForTimeout(400)
    expect(await epochAt()).toBe(paused)
    await page.getByRole('button', { name: 'Go on' }).press('Enter')
    await expect.poll(epochAt).not.toBe(paused)
    await page.getByRole('slider', { name: /Losses by epoch/ }).press('ArrowLeft')
    await page.getByRole('button', { name: 'Stop' }).press('Enter')
    await page.getByText('Stopped: the best so far is kept.').waitFor()
    expect(await rowOf(page, 'Test').locator('td').count()).toBe(10)
    await page.getByText(/battery weeks lie within what the model has seen/).waitFor()

    // As a policy it changes the run; taken back, the old bits stand.
    const hashOf = () => page.locator('.run-panel code').textContent()
    await page.getByLabel('Days left below which').fill('400')
    await page.getByRole('button', { name: 'Use as replacement policy' }).press('Enter')
    await page.waitForURL(/set\.rules\.replacement\.model=/)
    await page.getByText('with your changes').waitFor()
    await page.locator('.pill.good').waitFor()
    const learned = await hashOf()
    // A reload finds the model, and the run of it, again.
    await page.reload()
    await page.locator('.pill.good').waitFor()
    expect(await hashOf()).toBe(learned)
    await page.keyboard.press('Control+z')
    await expect.poll(() => page.url()).not.toContain('replacement.model')
    await page.locator('.pill.good').waitFor()
    await expect.poll(hashOf).not.toBe(learned)
    await page.keyboard.press('Alt+5')
    await page.getByText('It can decide in runs', { exact: true }).waitFor()
    expect([watched.errors, watched.outsideRequests]).toEqual([[], []])
  })

  test('a model is saved, waited for and judged elsewhere; same data and seed, same weights; no rule of axe is broken', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=2&room=learn`)
    await page.getByText('Choose data first').waitFor()
    await drop(page, 'cells.csv', writeCells(12))
    await page.getByText('12 cells').waitFor()
    await page.getByLabel('Epochs', { exact: true }).fill('5')
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await statusOf(page).getByText('Trained.').waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
    await page.setViewportSize({ width: 1600, height: 1000 })
    const models = page.getByRole('region', { name: 'Kept models' })
    const hash = await models.locator('code').textContent()
    await page.getByRole('button', { name: 'Train again' }).click()
    await statusOf(page).getByText('Trained.').waitFor()
    expect(await models.locator('code').allTextContents()).toEqual([hash])
    const errors = await rowOf(page, 'Test').innerText()
    const [download] = await Promise.all([page.waitForEvent('download'), models.getByRole('button', { name: /^Save/ }).click()])
    const text = readFileSync(await download.path(), 'utf8')
    expect(text).toContain(hash)
    await models.getByRole('button', { name: /^Delete/ }).press('Enter')
    await page.getByText('was deleted.').waitFor()
    // The way back has the focus.
    await page.keyboard.press('Enter')
    await models.waitFor()

    // Another browser has the address, but not the model.
    const other = await bench.openPage()
    await other.page.goto(`${bench.url}?days=2&room=learn&set.rules.replacement.model=${encodeURIComponent(JSON.stringify(hash))}`)
    await other.page.locator('.pill.bad, .pill.warn').first().waitFor()
    await drop(other.page, 'broken.json', text.replace('"units":16', '"units":15'))
    await other.page
      .getByText(/broken\.json → /)
      .first()
      .waitFor()
    await drop(other.page, 'model.json', text)
    await other.page.getByText('in the scenario', { exact: true }).waitFor()
    await other.page.locator('.pill.good', { hasText: 'done' }).waitFor()
    await drop(other.page, 'cells.csv', writeCells(12))
    await other.page.getByRole('button', { name: 'Judge it on the data at hand' }).click()
    expect(await rowOf(other.page, 'Test').innerText()).toBe(errors)
    expect([watched.errors, other.watched.errors]).toEqual([[], []])
  })

  test('what cannot be learned from says why: a run without replacements, strange columns, settings out of range; axe', async () => {
    const { page } = await bench.openPage()
    await page.goto(`${bench.url}?days=3&room=learn`)
    await page.getByText('Choose data first').waitFor()
    expect(await findViolationsEverywhere(page)).toEqual([])
    const fromRun = page.getByRole('button', { name: 'Learn from this run' })
    await expect.poll(() => fromRun.isEnabled(), { timeout: 60_000 }).toBe(true)
    await fromRun.press('Enter')
    await page.getByText('There is nothing to learn').waitFor()

    const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 7},${100 + 10 * (i % 7)}`)
    await drop(page, 'own.csv', ['id,heat,end', ...rows].join('\n'))
    await page.getByText('Columns of own.csv').waitFor()
    await page.getByLabel('Predicted', { exact: true }).selectOption('end')
    await page.getByText('40 cells').waitFor()
    const epochs = page.getByLabel('Epochs', { exact: true })
    await epochs.fill('many')
    await page.getByText('Epochs: write a whole number from 1 to 5000.').waitFor()
    expect(await page.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(true)
    await page.keyboard.press('Control+z')
    expect(await page.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(false)
  })
})
