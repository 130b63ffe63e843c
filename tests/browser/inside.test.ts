import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBench, type Bench } from './browser.ts'
import { useBench } from './use-bench.ts'
import { readKept, watchKept } from './gpu-watch.ts'

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(!hasBrowser)('a place from inside', () => {
  const bench = useBench('.build/fixture')

  const open = async (
    query: string,
    before: (page: Page) => Promise<unknown> = async () => undefined,
    viewport = { width: 900, height: 560 },
  ) => {
    const { page, watched } = await bench.openPage({ viewport })
    await before(page)
    await page.goto(`${bench.url}tests/browser/fixture/inside.html?${query}`)
    await page.waitForFunction(() => window.insideHands !== undefined)
    return { page, watched }
  }

  test('20 000 batteries are one draw: as many calls as for 200', async () => {
    const { page } = await open('')
    const counts = await page.evaluate(async () => {
      const settle = async () => {
        for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      const found = []
      for (const batteries of [200, 20_000]) {
        const stage = window.insideHands.drawAlone(batteries)
        await settle()
        // Turned without new data: no shadows are drawn again.
        stage.orbit(0.1, 0)
        await settle()
        found.push(stage.info())
        stage.destroy()
      }
      return found
    })
    expect(counts.map(({ batteries }) => batteries)).toEqual([200, 20_000])
    expect(counts[1].calls).toBe(counts[0].calls)
    expect(counts[1].calls).toBeLessThanOrEqual(8)
  })

  test('opened and left 50 times, no buffer stays on the GPU', async () => {
    // Buffers are as many in a small picture, which software draws in a fraction of the time.
    const { page, watched } = await open('batteries=120', watchKept, { width: 320, height: 240 })
    for (let time = 0; time < 50; time++) {
      await page.evaluate(() => (window.insideHands.isOpen.value = true))
      await page.locator('.inside-labels span').first().waitFor()
      await page.keyboard.press('Escape')
      await page.waitForFunction(() => !window.insideHands.isOpen.value && document.querySelector('canvas') === null)
    }
    expect((await readKept(page)).created).toBeGreaterThan(50)
    // That a context is gone is told a moment later.
    await expect.poll(() => readKept(page)).toMatchObject({ buffers: 0, arrays: 0, contexts: 0 })
    expect(watched.errors).toEqual([])
  })

  test('keys turn it, hovering names a battery and a click picks it', async () => {
    const { page } = await open('open&batteries=300')
    await page.locator('.inside-labels span').first().waitFor()
    const stage = page.locator('.inside-canvas')
    const takePicture = async () =>
      createHash('sha256')
        .update(await stage.screenshot())
        .digest('hex')
    await stage.focus()
    const first = await takePicture()
    for (const key of ['ArrowLeft', 'ArrowUp', '+']) await page.keyboard.press(key)
    await expect.poll(takePicture).not.toBe(first)
    await page.keyboard.press('0')
    await expect.poll(takePicture).toBe(first)
    const box = (await stage.boundingBox())!
    const tip = page.getByRole('tooltip')
    search: for (let y = 0.35; y < 0.7; y += 0.03) {
      for (let x = 0.3; x < 0.75; x += 0.03) {
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y)
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
        if ((await tip.count()) > 0) break search
      }
    }
    const [, number] = /^Battery (\d+)/.exec((await tip.textContent())!)!
    expect(await tip.textContent()).toMatch(/charge (\d|unknown)/)
    await page.mouse.down()
    await page.mouse.up()
    expect(await page.evaluate(() => window.insideHands.selection.value)).toEqual({ kind: 'battery', id: Number(number) - 1 })
  })

  test('the list has every battery by keyboard, a page at a time', async () => {
    const { page } = await open('open&batteries=300')
    await page.getByRole('button', { name: 'List' }).focus()
    await page.keyboard.press('Enter')
    const list = page.getByRole('complementary', { name: 'Batteries here' })
    await list.waitFor()
    expect(await list.locator('tbody tr').count()).toBe(60)
    await list.getByLabel('Show').selectOption('charging')
    const does = await list.locator('tbody td:nth-child(2)').allTextContents()
    expect(new Set(does)).toEqual(new Set(['charging']))
    await list.locator('tbody button').first().focus()
    await page.keyboard.press('Enter')
    expect((await page.evaluate(() => window.insideHands.selection.value))?.kind).toBe('battery')
  })

  test('without WebGL the place is a list, and says why', async () => {
    const { page, watched } = await open('open&batteries=40', (blind) => blind.addInitScript(forbidWebGl))
    await page.getByText('This browser draws no WebGL').waitFor()
    expect(await page.locator('.inside-list tbody tr').count()).toBe(40)
    expect(watched.errors).toEqual([])
  })

  test.each(['dark', 'light'] as const)('axe finds nothing in the %s theme, drawn and as a list, wide and narrow', async (colorScheme) => {
    const { page } = await bench.openPage({ colorScheme, viewport: { width: 1600, height: 1000 } })
    await page.goto(`${bench.url}tests/browser/fixture/inside.html?open&batteries=300`)
    await page.locator('.inside-labels span').first().waitFor()
    await page.evaluate(axeScript)
    for (const viewport of [
      { width: 1600, height: 1000 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport)
      expect(await findViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'List' }).click()
      expect(await findViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'List' }).click()
    }
  })
})

describe.skipIf(!hasBrowser)('from the map into a place and back, with the real engine', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/page')
  })

  afterAll(async () => {
    await bench?.close()
  })

  test('by keyboard: what is there changes with the clock, a battery leads to its story, Escape to the same map', async () => {
    const { page, watched } = await bench.openPage({ viewport: { width: 1200, height: 800 } })
    await page.goto(`${bench.url}?room=replay&days=4&t=302400&pick=place.0`)
    await page.locator('.pill.good').waitFor()
    await page.locator('.inspector-card h3', { hasText: 'Hub' }).waitFor()
    await page.locator('.map-stage[aria-busy="false"]').waitFor()
    const takeMap = async () =>
      createHash('sha256')
        // Without what lies over it: the edges of translucent cards are blended a shade this way or that.
        .update(
          await page.locator('.map-stage').screenshot({ style: '.map ~ *, .map > :not(.map-stage) { visibility: hidden !important }' }),
        )
        .digest('hex')
    /** The picture once nothing more comes to it: records of the day and texts arrive after the city. */
    const takeWhole = async (last = ''): Promise<string> => {
      const next = await takeMap()
      if (next === last) return next
      await page.waitForTimeout(700)
      return takeWhole(next)
    }
    const before = await takeWhole()
    await page.keyboard.press('i')
    await page.locator('.inside-labels span').first().waitFor()
    await page.waitForFunction(() => location.search.includes('inside=0'))
    const facts = page.locator('.inside-facts')
    expect(await facts.textContent()).toMatch(/^open · \d+.* batteries · \d+ of 60 chargers busy · \d of 4 staff inspecting/)
    await page.getByRole('button', { name: 'List' }).focus()
    await page.keyboard.press('Enter')
    const first = page.locator('.inside-list tbody button').first()
    const number = await first.textContent()
    await first.focus()
    await page.keyboard.press('Enter')
    await page.locator('.inspector-card h3', { hasText: `Battery ${number}` }).waitFor()
    const now = await facts.textContent()
    await page.getByRole('slider', { name: 'Time of the run' }).focus()
    for (let hour = 0; hour < 5; hour++) await page.keyboard.press('ArrowLeft')
    await page.waitForFunction((text) => document.querySelector('.inside-facts')?.textContent !== text, now)
    for (let hour = 0; hour < 5; hour++) await page.keyboard.press('ArrowRight')
    await page.waitForFunction((text) => document.querySelector('.inside-facts')?.textContent === text, now)
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await page.keyboard.press('Escape')
    expect(await page.locator('.inside').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.goto(`${bench.url}?room=replay&days=4&t=302400&pick=place.0&inside=0`)
    await page.locator('.inside-labels span').first().waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.map-stage[aria-busy="false"]').waitFor()
    await page.locator('.pill.good').waitFor()
    await page.locator('.inspector-card h3', { hasText: 'Hub' }).waitFor()
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await expect.poll(takeMap).toBe(before)
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})

function findViolations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

function forbidWebGl(): void {
  const original = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...inputs: unknown[]) => unknown
  Reflect.set(HTMLCanvasElement.prototype, 'getContext', function (this: unknown, ...inputs: unknown[]) {
    return /webgl/.test(String(inputs[0])) ? null : original.apply(this, inputs)
  })
}
