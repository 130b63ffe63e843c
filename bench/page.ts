/**
 * The page with the baseline in headless Chromium: first key figures after a change, a whole year, seeks, and tasks that hold the main thread.
 * `npx tsx bench/page.ts [days] [repeats]`. Times are those of the wall, where software draws also its waiting for that: the load of the machine and processor times stand beside them.
 */
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openBench } from '../tests/browser/browser.ts'
import { describeMachine, spread } from './figures.ts'
import { watchTasks, type LongTasks } from './page-watch.ts'

const [days = 365, repeats = 5] = process.argv.slice(2).map(Number)
const folder = '.build/bench-page'
const target = { firstKpisMs: '< 1000', seekMs: '≤ 150', longTasks: 'none over 50 ms', baselineDoneS: 'seconds' }

await build({
  logLevel: 'warn',
  build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: ['tests/browser/fixture/page.html'] } },
})
const bench = await openBench(folder)
// Software draws what a card would: a small picture leaves the processor to what is measured.
const { page } = await bench.openPage({ viewport: { width: 900, height: 600 } })
await page.addInitScript('globalThis.__name = (named) => named')
await page.goto(`${bench.url}tests/browser/fixture/page.html`)
await page.locator('.map-stage[aria-busy="false"]').waitFor()
const watch = await watchTasks(page)
const during = <T>(act: () => Promise<T>) => watch.during(act)

const first = await during(() => page.evaluate(runToEnd, { days }))
print('baseline', { days, doneS: seconds(first.value.doneMs), firstKpisMs: Math.round(first.value.kpisMs), longTasks: first.tasks })

const changes = []
for (let i = 0; i < repeats; i++) changes.push(await during(() => page.evaluate(changeCouriers, { count: 13 + i })))
print('change', { firstKpisMs: spread(changes.map(({ value }) => value)), longTasks: sumTasks(changes.map(({ tasks }) => tasks)) })

const dragged = await during(() => dragStrip(page))
print('drag while a run is going on', { longTasks: dragged.tasks })
const done = await during(() => page.evaluate(waitForEnd))
print('change to its end', { doneS: seconds(done.value), longTasks: done.tasks })
const rested = await during(() => dragStrip(page))
print('drag after a run', { longTasks: rested.tasks })

const fresh = await during(() => page.evaluate(seekDays, { days, count: 12 }))
print('seek to a day not seen before', { seekMs: spread(fresh.value), longTasks: fresh.tasks })
const states = await page.evaluate(seekStates, { days, count: 12 })
print('state by seek, hash included', { seekMs: spread(states) })
await bench.close()

function sumTasks(tasks: readonly LongTasks[]): LongTasks {
  return {
    wall: tasks.reduce((sum, { wall }) => sum + wall, 0),
    longestWallMs: Math.max(...tasks.map(({ longestWallMs }) => longestWallMs)),
    cpu: tasks.reduce((sum, { cpu }) => sum + cpu, 0),
    longestCpuMs: Math.max(...tasks.map(({ longestCpuMs }) => longestCpuMs)),
  }
}

function print(what: string, figures: object): void {
  console.log(JSON.stringify({ bench: 'page', what, ...figures, target, machine: describeMachine() }))
}

function seconds(ms: number): number {
  return Number((ms / 1000).toFixed(2))
}

/** Moves the handle over the whole strip and back, 60 steps. */
async function dragStrip(on: Page): Promise<void> {
  const box = (await on.getByRole('slider', { name: 'Time of the run' }).boundingBox())!
  await on.mouse.move(box.x + 10, box.y + 20)
  await on.mouse.down()
  for (let i = 0; i <= 60; i++) {
    const share = i <= 30 ? i / 30 : 2 - i / 30
    await on.mouse.move(box.x + 10 + share * (box.width - 20), box.y + 20)
    await on.waitForTimeout(30)
  }
  await on.mouse.up()
}

/** In the page: the unchanged scenario to its end; when its first figures stood and when it was done. */
async function runToEnd({ days: wanted }: { days: number }): Promise<{ kpisMs: number; doneMs: number }> {
  const { runs, scenario } = window.pageHands
  const fromMs = performance.now()
  if (wanted !== 365) scenario.set('days', wanted)
  let kpisMs = NaN
  const stop = runs.state.subscribe(() => {
    if (Number.isNaN(kpisMs) && runs.state.value.kind === 'running' && runs.state.value.progress.kpis.length > 0)
      kpisMs = performance.now() - fromMs
  })
  await runs.start()
  stop()
  return { kpisMs, doneMs: performance.now() - fromMs }
}

/** In the page: a change of couriers, as the form makes it, until figures of the new run stand on screen. */
async function changeCouriers({ count }: { count: number }): Promise<number> {
  const { scenario, runs } = window.pageHands
  const fromMs = performance.now()
  // Reports of the run before may come in until the new one is loading.
  let isNew = false
  const stop = runs.state.subscribe((state) => void (isNew ||= state.kind === 'loading'))
  scenario.set('couriers.count', count)
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const state = runs.state.value
    if (!isNew || state.kind !== 'running' || state.progress.kpis.length === 0 || document.querySelector('[data-kpi-card]') === null)
      continue
    stop()
    return performance.now() - fromMs
  }
}

/** In the page: what is left of the run under way. */
async function waitForEnd(): Promise<number> {
  const fromMs = performance.now()
  const { runs } = window.pageHands
  while (runs.state.value.kind !== 'done') await new Promise((resolve) => setTimeout(resolve, 20))
  return performance.now() - fromMs
}

/** In the page: moments of days that were not looked at yet, far from each other; each until its records are there and a frame has begun. */
async function seekDays({ days: all, count }: { days: number; count: number }): Promise<number[]> {
  const { clock, window: shown } = window.pageHands
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 400))
    const timeMs = ((((i * 7 + 3) % count) + 0.45) / count) * all * 86_400_000
    const fromMs = performance.now()
    clock.seek(timeMs)
    const isThere = () => shown.value !== null && shown.value.fromMs <= timeMs && timeMs < shown.value.toMs
    while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 1))
    await new Promise((resolve) => requestAnimationFrame(resolve))
    times.push(performance.now() - fromMs)
  }
  return times
}

/** In the page: the state itself at moments all over the run, by its hash. */
async function seekStates({ days: all, count }: { days: number; count: number }): Promise<number[]> {
  const { api } = window.pageHands
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const fromMs = performance.now()
    await api.seekState(((((i * 5 + 2) % count) + 0.71) / count) * all * 86_400_000)
    times.push(performance.now() - fromMs)
  }
  return times
}
