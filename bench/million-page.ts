/**
 * The library's span of a million batteries in headless Chromium: each city is kept while it lives, and looked back on at moments all over its days.
 * `npx tsx bench/million-page.ts [scale] [days]`; 1 and 365 when absent, which takes some twenty minutes on two cores. Polled, never awaited. Times are those of
 * the wall; memory is that of all of Chromium's processes, and storage is on the disk.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openLastingBench } from '../tests/browser/browser.ts'
import { describeMachine, spread } from './figures.ts'

const [scale = 1, days = 365] = process.argv.slice(2).map(Number)
const folder = '.build/bench-million-page'
const pollMs = 5000
const looks = 8
const batteries = 1_000_000 * scale

await build({
  logLevel: 'warn',
  build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: ['tests/browser/fixture/page.html'] } },
})
const profile = mkdtempSync(join(tmpdir(), 'voltwin-million-'))
const bench = await openLastingBench(folder, profile, { viewport: { width: 900, height: 600 } })
const { page, watched } = bench
await page.addInitScript('globalThis.__name = (named) => named')
await page.goto(`${bench.url}tests/browser/fixture/page.html`)
await page.locator('.map-stage[aria-busy="false"]').waitFor()

const startedMs = performance.now()
await page.evaluate(start, { scale, days })
const lived = await follow(page)
const doneS = (performance.now() - startedMs) / 1000
const keptMB = (await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? NaN)) / 2 ** 20
print('span', {
  batteries,
  days,
  doneS: round(doneS),
  batteryDaysPerSecond: Math.round((batteries * days) / doneS),
  ...lived,
  keptMB: round(keptMB),
})

await page.evaluate(open, { at: 2 })
const seeks = await page.evaluate(seek, { days, count: looks })
print('a day of a city, far from the last one', { seekMs: spread(seeks), peakMB: round(memoryMB()) })
const end = await page.evaluate(checkEnd)
const isSame = end.found === end.expected
print('its end by seek', { hash: end.found, isSame })
await bench.close()
rmSync(profile, { recursive: true, force: true })
if (!isSame || watched.errors.length > 0) {
  console.error(watched.errors.join('\n'))
  process.exitCode = 1
}

/** Looks at how far it is now and then; the largest memory on the way. */
async function follow(on: Page): Promise<{ hash: string; peakMB: number }> {
  let peakMB = 0
  for (let polls = 0; ; polls++) {
    await new Promise((resolve) => setTimeout(resolve, pollMs))
    peakMB = Math.max(peakMB, memoryMB())
    const { cities, isRunning, whole, problems } = await on.evaluate(tell)
    if (polls % 6 === 0 || !isRunning)
      console.error(`${round((performance.now() - startedMs) / 1000)} s, ${round(memoryMB())} MB: ${cities}`)
    if (isRunning) continue
    if (whole === null) throw new Error(`the span did not come to its end: ${cities} ${problems}`)
    return { hash: whole, peakMB: round(peakMB) }
  }
}

/** Resident memory of this process's children and theirs, shared pages counted once a process. */
function memoryMB(): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=']).toString().trim().split('\n')
  const processes = rows.map((row) => row.trim().split(/\s+/).map(Number))
  const sumBelow = (parent: number): number =>
    processes.reduce((sum, [pid, ppid, rss]) => (ppid === parent ? sum + rss / 1024 + sumBelow(pid) : sum), 0)
  return sumBelow(process.pid)
}

function print(what: string, figures: object): void {
  console.log(JSON.stringify({ bench: 'million-page', what, ...figures, machine: describeMachine() }))
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}

/** In the page: begins, and does not wait. */
function start(choice: { scale: number; days: number }): void {
  void window.pageHands.span.start({ source: { kind: 'library', name: 'million' }, ...choice })
}

/** In the page: how far it is. */
function tell(): { cities: string; isRunning: boolean; whole: string | null; problems: string } {
  const state = window.pageHands.span.state.value
  return {
    cities: (state?.cities ?? []).map(({ name, kind, day, failure }) => `${name} ${kind} ${day} ${failure}`).join(', '),
    isRunning: state?.isRunning ?? true,
    whole: state?.whole?.hash ?? null,
    problems: JSON.stringify(state?.problems ?? []),
  }
}

/** In the page: opens a city's run, as the list of runs does, until its record is there. */
async function open({ at }: { at: number }): Promise<void> {
  const { span, city, scenario, runs } = window.pageHands
  const { run } = span.state.value!.cities[at]
  await city.generate(run!.summary.city.plan)
  scenario.openDraft(run!.draft as Parameters<typeof scenario.openDraft>[0])
  const isShown = () =>
    runs.redrawFrac.value === null && runs.state.value.kind === 'done' && runs.state.value.summary.hash === run!.summary.hash
  while (!isShown()) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** In the page: moments all over the run, far from each other; each until its records are there. */
async function seek({ days: all, count }: { days: number; count: number }): Promise<number[]> {
  const { clock, window: shown } = window.pageHands
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const timeMs = ((((i * 5 + 3) % count) + 0.45) / count) * all * 86_400_000
    const fromMs = performance.now()
    clock.seek(timeMs)
    const isThere = () => shown.value !== null && shown.value.fromMs <= timeMs && timeMs < shown.value.toMs
    while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 5))
    times.push(performance.now() - fromMs)
  }
  return times
}

/** In the page: the state at the run's end, lived again from the last checkpoint, and what its summary says. */
async function checkEnd(): Promise<{ found: string; expected: string }> {
  const { api, runs } = window.pageHands
  const state = runs.state.value
  const found = await api.seekState(runs.livedMs.value)
  return { found: found?.hash ?? '', expected: 'summary' in state ? state.summary.hash : '' }
}
