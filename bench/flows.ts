/**
 * Tasks that hold the main thread while four people use the page: a planner, a data scientist, a manager and an operator.
 * `npx tsx bench/flows.ts [days]`; needs Chromium. By the wall the waiting for whoever draws counts, so processor times stand beside it.
 */
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openBench } from '../tests/browser/browser.ts'
import { describeMachine } from './figures.ts'
import { watchTasks } from './page-watch.ts'

const [days = 60] = process.argv.slice(2).map(Number)
const folder = '.build/bench-flows'
const target = { longTasks: 'none over 100 ms' }

await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } })
const bench = await openBench(folder)
// Software draws what a card would: a small picture leaves the processor to what is measured.
const { page } = await bench.openPage({ viewport: { width: 1000, height: 700 } })
await page.goto(`${bench.url}?days=${days}`)
await isDone(page)
await page.locator('.map-stage[aria-busy="false"]').waitFor()
const watch = await watchTasks(page)
for (const [who, flow] of Object.entries({ planner: plan, manager: lookBack, scientist: learn, operator: operate })) {
  const { tasks } = await watch.during(() => flow(page))
  console.log(JSON.stringify({ bench: 'flows', who, days, longTasks: tasks, target, machine: describeMachine() }))
}
await bench.close()

async function isDone(on: Page): Promise<void> {
  await on.locator('.pill.good').waitFor()
}

async function goTo(on: Page, room: string): Promise<void> {
  await on.getByRole('navigation', { name: 'Rooms' }).getByText(room).click()
}

/** Changes couriers, sets two boxes, compares and saves the figures. */
async function plan(on: Page): Promise<void> {
  await on.getByLabel('Own couriers', { exact: true }).fill('5')
  await on.getByText('with your changes').waitFor()
  await isDone(on)
  await on.getByRole('button', { name: '+ Box' }).click()
  await on.locator('.map-stage').focus()
  for (const key of ['Enter', 'ArrowLeft', 'Enter', 'Escape']) await on.keyboard.press(key)
  await on.getByText('box B added').waitFor()
  await isDone(on)
  await goTo(on, 'Compare')
  await on.locator('.trend-plot').waitFor()
  const [download] = await Promise.all([on.waitForEvent('download'), on.getByRole('button', { name: 'Save these figures as CSV' }).click()])
  await download.cancel()
}

/** Finds the worst day, a breach, a stock-out, and follows a courier. */
async function lookBack(on: Page): Promise<void> {
  await goTo(on, 'Replay')
  await on.locator('body').press('w')
  await on.getByRole('region', { name: 'Worst day' }).waitFor()
  await on.keyboard.press('Escape')
  for (const [key, what] of [
    ['n', 'SLA breach'],
    ['o', 'Stock-out'],
  ] as const) {
    await on.keyboard.press(key)
    await on.getByRole('status', { name: what }).waitFor()
  }
  await on.keyboard.press('Space')
  await on.waitForTimeout(3000)
  await on.keyboard.press('Space')
}

/** Trains a net on the run and puts it into the scenario. */
async function learn(on: Page): Promise<void> {
  await goTo(on, 'Learn')
  await on.getByRole('button', { name: 'Learn from this run' }).click()
  await on.getByLabel('Epochs', { exact: true }).fill('30')
  await on.getByRole('button', { name: 'Train', exact: true }).click()
  await on.getByRole('button', { name: 'Use as replacement policy' }).click()
  await on.waitForURL(/rules\.replacement\.model=/)
  await isDone(on)
}

/** Plays what the terminals of the run report, and forks a what-if. */
async function operate(on: Page): Promise<void> {
  await goTo(on, 'Live')
  await on.getByRole('button', { name: 'Telemetry of the run at hand' }).click()
  await on.getByRole('grid', { name: 'Batteries' }).waitFor()
  await on.getByLabel('Moment').press('Shift+ArrowRight')
  await on.locator('.live-line').first().waitFor()
  await on.getByRole('button', { name: 'Play', exact: true }).click()
  await on.waitForTimeout(3000)
  await on.getByRole('button', { name: 'What if from now' }).click()
  await on.locator('.crumb', { hasText: 'live 20' }).waitFor()
  await isDone(on)
}
