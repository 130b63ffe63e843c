import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasBrowser, openBench, type Bench, type Watched } from './browser.ts'

const hourMs = 3_600_000
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

describe.skipIf(!hasBrowser)('the replay over the real run worker, by keyboard', () => {
  let bench: Bench
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    bench = await openBench('.build/fixture')
    ;({ page, watched } = await bench.openPage())
    await page.goto(`${bench.url}tests/browser/fixture/replay.html?days=20`)
    await page.waitForFunction(() => window.replayHands.runs.state.value.kind === 'done')
  })

  afterAll(async () => {
    await bench?.close()
  })

  beforeEach(async () => {
    await page.evaluate(() => {
      const { clock, selection } = window.replayHands
      clock.isPlaying.value = false
      clock.isBackwards.value = false
      selection.value = null
      clock.seek(10 * 24 * 3_600_000)
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
  })

  const timeMs = () => page.evaluate(() => window.replayHands.clock.timeMs.value)
  const slider = () => page.getByRole('slider', { name: 'Time of the run' })
  const title = () => page.locator('.inspector-card h3')
  const value = (label: string) =>
    page
      .locator('.inspector-card .row', { has: page.getByText(label, { exact: true }) })
      .locator('dd')
      .textContent()
  /** Finds without a mouse: F leads to the kind, Tab to the number, Enter looks into it. */
  const find = async (kind: string, number: string) => {
    await page.keyboard.press('f')
    // A person types its letters; on a busy machine the pause between two of them would begin another word.
    await page.locator(':focus').selectOption({ label: kind })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(number)
    await page.keyboard.press('Enter')
  }

  test('the strip of time: hours, days, weeks and ends, told as date and local time', async () => {
    await slider().focus()
    expect(await slider().getAttribute('aria-valuetext')).toBe('Mon 11 Jan 2027 00:00')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowLeft')
    expect(await timeMs()).toBe((9 * 24 + 1) * hourMs)
    await page.keyboard.press('PageUp')
    expect(await slider().getAttribute('aria-valuetext')).toBe('Sun 17 Jan 2027 01:00')
    await page.keyboard.press('Home')
    expect(await timeMs()).toBe(0)
    await page.keyboard.press('End')
    expect(await slider().getAttribute('aria-valuetext')).toBe('Wed 20 Jan 2027 23:59')
  })

  test('what the strip says is true as soon as a key has been answered, before any frame is drawn', async () => {
    const said = await slider().evaluate((strip) => {
      const press = (key: string) => strip.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      return ['Home', 'End', 'PageDown'].map((key) => (press(key), strip.getAttribute('aria-valuetext')))
    })
    expect(said).toEqual(['Fri 1 Jan 2027 00:00', 'Wed 20 Jan 2027 23:59', 'Wed 13 Jan 2027 23:59'])
  })

  test('the handle is dragged, also beyond the strip, and hovering says when and how much', async () => {
    const box = (await slider().boundingBox())!
    await page.mouse.move(box.x + box.width / 4, box.y + 20)
    await page.locator('.scrubber-tip').waitFor()
    expect(await page.locator('.scrubber-tip').textContent()).toMatch(/^Wed 6 Jan 2027 00:0\d.*exchanges? in this hour/)
    await page.mouse.down()
    await page.waitForFunction(() => Math.abs(window.replayHands.clock.timeMs.value - 5 * 86_400_000) < 600_000)
    await page.mouse.move(box.x + box.width / 2, box.y - 300, { steps: 5 })
    await page.waitForFunction(() => Math.abs(window.replayHands.clock.timeMs.value - 10 * 86_400_000) < 600_000)
    await page.mouse.move(box.x - 500, box.y)
    await page.waitForFunction(() => window.replayHands.clock.timeMs.value === 0)
    await page.mouse.up()
    await page.mouse.move(box.x + box.width / 2, box.y - 300)
    expect(await timeMs()).toBe(0)
  })

  test('plays on and backwards, steps, and changes its speed', async () => {
    const start = await timeMs()
    await page.keyboard.press(' ')
    await page.waitForFunction((from) => window.replayHands.clock.timeMs.value > from + 10_000, start)
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await page.keyboard.press('b')
    await page.waitForFunction((from) => window.replayHands.clock.timeMs.value < from - 10_000, start)
    await page.keyboard.press('b')
    expect(await page.evaluate(() => window.replayHands.clock.isPlaying.value)).toBe(false)
    const stopped = await timeMs()
    await page.keyboard.press('.')
    expect(await timeMs()).toBe(stopped + hourMs)
    await page.keyboard.press(',')
    expect(await timeMs()).toBe(stopped)
    await page.keyboard.press(']')
    expect(await page.getByLabel('Speed').inputValue()).toBe('600')
    await page.keyboard.press('[')
    expect(await page.getByLabel('Speed').inputValue()).toBe('300')
  })

  test('forwards, backwards and by seek the same state', async () => {
    const hashes = await page.evaluate(async () => {
      const { api } = window.replayHands
      const at = [5.3, 9.1, 14.9].map((day) => day * 86_400_000)
      const forwards = []
      for (const moment of at) forwards.push((await api.seekState(moment))?.hash)
      const backwards = []
      for (const moment of at.toReversed()) backwards.unshift((await api.seekState(moment))?.hash)
      return { forwards, backwards }
    })
    expect(hashes.backwards).toEqual(hashes.forwards)
    expect(new Set(hashes.forwards).size).toBe(3)
  })

  test('a battery: its state with units, its health as a curve, its journey', async () => {
    await find('Battery', '17')
    await title().waitFor()
    expect(await title().textContent()).toBe('Battery 17')
    expect(await value('State of health')).toMatch(/^\d+\.\d\u202f%$/)
    expect(await page.getByRole('img').getAttribute('aria-label')).toMatch(/^State of health, Fri 1 Jan 2027 to .*: from \d/)
    const first = page.locator('.journey-time').last()
    await first.focus()
    await page.keyboard.press('Enter')
    expect(await timeMs()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByText('Click a battery, a box').waitFor()
  })

  test('a box, and from its story a late customer with theirs', async () => {
    await find('Box', '2')
    await title().waitFor()
    expect(await title().textContent()).toBe('Box 2')
    expect(await page.getByRole('img').first().getAttribute('aria-label')).toMatch(/ready, .* least \d+, most \d+/)
    const late = page.locator('.journey li', { hasText: 'left without a battery' }).first().getByRole('link')
    const name = await late.textContent()
    await late.focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction((wanted) => document.querySelector('.inspector-card h3')?.textContent === wanted, name)
    expect(Number(await value('Promises missed'))).toBeGreaterThan(0)
    expect(await page.locator('.journey').textContent()).toContain('promise missed')
  })

  test('a late customer from the list of missed promises: the newest first, with why, and their story', async () => {
    await page.keyboard.press('m')
    const list = page.getByRole('region', { name: 'Late customers' })
    await list.getByText('newest first').waitFor()
    // The keys go to the list once it is there; from then on they need not wait for a frame.
    await page.waitForFunction(() => document.activeElement?.matches('.late-list button'))
    await page.keyboard.press('Tab')
    await page.keyboard.press('m')
    const first = page.locator(':focus')
    const name = (await first.locator('.late-name').textContent())!
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.matches('.late-list li:nth-child(2) button'))).toBe(true)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForFunction((wanted) => document.querySelector('.inspector-card h3')?.textContent === wanted, name)
    expect(await page.locator('.journey').textContent()).toMatch(/promise missed|promised by/)
    await page.keyboard.press('Escape')
    await list.waitFor()
  })

  test('a courier: where it is from, and its tour follows the clock', async () => {
    await page.evaluate(() => window.replayHands.clock.seek((10 * 24 + 10) * 3_600_000))
    await find('Courier', '1')
    await title().waitFor()
    expect(await title().textContent()).toBe('Courier 1')
    expect(await value('Shift')).toMatch(/^\d\d:\d\d–\d\d:\d\d$/)
    await slider().focus()
    await page.keyboard.press('PageDown')
    await page.waitForFunction(() => document.querySelector('.inspector-when')?.textContent === 'Mon 4 Jan 2027 10:00')
  })

  test('what cannot be found says what to write, and what is not there yet says so', async () => {
    await find('Box', '9999')
    expect(await page.getByRole('alert').textContent()).toMatch(/^Write a whole number from 1 to \d+\.$/)
    await page.keyboard.press('Escape')
    await find('Battery', '99999999')
    await page.getByText('There is no such battery at this moment').waitFor()
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test.each(['dark', 'light'] as const)('axe finds nothing in the %s theme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
    await find('Box', '2')
    await title().waitFor()
    await page.evaluate(axeSource)
    const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })
})
