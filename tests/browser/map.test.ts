import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fitBounds, pixelOf } from '../../viz/map/camera.ts'
import { spreadPixels } from '../../viz/map/sizes.ts'
import { isStaying, rowFloats, StayFloat } from '../../viz/moments/index.ts'
import { hasBrowser, openBench, type Bench, type PageOptions } from './browser.ts'
import { stage } from '../../viz/map/map-fixture.ts'
import { readUploads, watchUploads } from './gpu-watch.ts'

const viewport = { width: 640, height: 360 }
const [batteries, couriers] = [150, 3]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Chromium says this of a picture that the test itself took. */
const ofPictures = /GPU stall due to ReadPixels/

describe.skipIf(!hasBrowser)('the map', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/fixture')
  })

  afterAll(async () => {
    await bench?.close()
  })

  async function openMap(options: PageOptions & { readonly query?: string; readonly before?: (page: Page) => Promise<unknown> } = {}) {
    const { page, watched } = await bench.openPage({ viewport, ...options })
    await options.before?.(page)
    await page.goto(`${bench.url}tests/browser/fixture/map.html?batteries=${batteries}&couriers=${couriers}${options.query ?? ''}`)
    const errors = () => watched.errors.filter((text) => !ofPictures.test(text))
    return { page, errors, watched, drawn: () => page.locator('.map-stage[aria-busy="false"]').waitFor() }
  }

  describe('on one page', () => {
    let shared: Awaited<ReturnType<typeof openMap>>

    beforeAll(async () => {
      shared = await openMap({ before: watchUploads })
      await shared.drawn()
    })

    test('draws a city: many colours, with its name, its legend and what it is', async () => {
      const { page, errors, watched } = shared
      expect(await countColours(page)).toBeGreaterThan(60)
      expect(await page.locator('.map-source').textContent()).toContain('exists nowhere')
      expect(await page.locator('.map-legend').textContent()).toMatch(/state of health.*60\s%.*80\s%.*100\s%/)
      expect(errors()).toEqual([])
      expect(watched.outsideRequests).toEqual([])
    })

    test('no attribute and no texture is uploaded while the clock moves within a window, forwards or backwards', async () => {
      const { page } = shared
      const before = await readUploads(page)
      expect(before.textureBytes).toBeGreaterThan(batteries * 32)
      for (const hour of [8, 8.5, 9, 17, 12, 11]) await moveClock(page, hour)
      const after = await readUploads(page)
      expect(after.draws).toBeGreaterThan(before.draws)
      expect(after.uniformCalls).toBeGreaterThan(before.uniformCalls)
      expect([after.attributeCalls - before.attributeCalls, after.textureCalls - before.textureCalls]).toEqual([0, 0])
    })

    test('the watch itself sees an upload: another selection none, a day ahead one, and none when its time has come', async () => {
      const { page } = shared
      const before = await readUploads(page)
      await page.evaluate(() => (window.mapHands.selection.value = { kind: 'battery', id: 3 }))
      await settle(page)
      const selected = await readUploads(page)
      expect([selected.attributeBytes, selected.textureBytes]).toEqual([before.attributeBytes, before.textureBytes])
      await page.evaluate(() => {
        const { window: shown, ahead, selection } = window.mapHands
        selection.value = null
        const copy = <T extends { readonly texels: Float32Array }>(rows: T): T => ({ ...rows, texels: rows.texels.slice() })
        ahead.value = { ...shown.value!, stays: copy(shown.value!.stays), legs: copy(shown.value!.legs) }
      })
      await settle(page)
      const fetched = await readUploads(page)
      expect(fetched.textureBytes).toBeGreaterThan(selected.textureBytes)
      await page.evaluate(() => {
        const { window: shown, ahead } = window.mapHands
        shown.value = ahead.value
        ahead.value = null
      })
      await moveClock(page, 9)
      const after = await readUploads(page)
      expect(after.draws).toBeGreaterThan(fetched.draws)
      expect([after.attributeBytes, after.textureBytes]).toEqual([fetched.attributeBytes, fetched.textureBytes])
    })

    test('the clock changes the picture: couriers drive, and the same moment gives the same picture', async () => {
      const { page } = shared
      await moveClock(page, 9)
      const before = await takePicture(page)
      await moveClock(page, 14)
      await expect.poll(async () => (await takePicture(page)) === before).toBe(false)
      await moveClock(page, 9)
      await expect.poll(async () => (await takePicture(page)) === before).toBe(true)
    })

    test('a click picks the battery that is drawn there, hover names it, nothing is read back from the GPU', async () => {
      const { page, errors } = shared
      const { pixel, battery } = await findLonelyBattery(page)
      await page.mouse.move(pixel.x, pixel.y)
      const tip = page.getByRole('tooltip')
      await tip.waitFor()
      expect(await tip.textContent()).toMatch(new RegExp(`^Battery ${battery + 1}state of health \\d`))
      await page.mouse.click(pixel.x, pixel.y)
      expect(await page.evaluate(() => window.mapHands.picks)).toEqual([{ kind: 'battery', id: battery }])
      expect((await readUploads(page)).reads).toBe(0)
      expect(errors()).toEqual([])
    })

    test('keys move, zoom, fit and pick what is in the middle', async () => {
      const { page } = shared
      const sees = (other: string) => expect.poll(async () => (await takePicture(page)) === other, { timeout: 20_000 })
      await page.mouse.move(0, 0)
      await page.locator('.map-stage').focus()
      await page.keyboard.press('0')
      await settle(page)
      const whole = await takePicture(page)
      for (const key of ['+', 'ArrowLeft', 'ArrowUp']) {
        const before = await takePicture(page)
        await page.keyboard.press(key)
        await sees(before).toBe(false)
      }
      await page.keyboard.press('0')
      await sees(whole).toBe(true)
      const picked = await page.evaluate(() => window.mapHands.picks.length)
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => window.mapHands.picks)).toHaveLength(picked + 1)
    })

    test('a map of another size shows the whole city again, as long as nobody took the camera', async () => {
      const { page } = shared
      const size = page.viewportSize()!
      await page.keyboard.press('0')
      await settle(page)
      const whole = await takePicture(page)
      await page.setViewportSize({ width: 500, height: 800 })
      await expect.poll(() => takePicture(page)).not.toBe(whole)
      await settle(page)
      const narrow = await takePicture(page)
      await page.keyboard.press('0')
      await settle(page)
      expect(await takePicture(page)).toBe(narrow)
      await page.setViewportSize(size)
      await expect.poll(() => takePicture(page)).toBe(whole)
    })

    test('axe finds nothing in the dark theme', async () => expect(await findViolations(shared.page)).toEqual([]))
  })

  test('a lost context comes back by itself', async () => {
    const { page, drawn } = await openMap()
    await drawn()
    await page.evaluate(() => document.querySelector('canvas')!.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext())
    await page.locator('.map-note').waitFor()
    await drawn()
    expect(await countColours(page)).toBeGreaterThan(60)
    await page.context().close()
  })

  test('without WebGL the map says so and what to do', async () => {
    const { page, errors } = await openMap({ before: (blind) => blind.addInitScript(forbidWebGl) })
    await page.locator('.map-note').waitFor()
    expect(await page.locator('.map-note').textContent()).toContain('draws no WebGL')
    expect(errors()).toEqual([])
    await page.context().close()
  })

  test('before there is a city the map says that it will come', async () => {
    const { page } = await openMap({ query: '&empty' })
    expect(await page.locator('.map-note').textContent()).toContain('appears here')
    await page.evaluate(() => (window.mapHands.drawing.value = window.mapHands.staged.drawing))
    await page.locator('.map-source').waitFor()
    await page.locator('.map-stage[aria-busy="false"]').waitFor()
    expect(await countColours(page)).toBeGreaterThan(10)
    await page.context().close()
  })

  test('axe finds nothing in the light theme, which draws other colours', async () => {
    const { page, drawn } = await openMap({ colorScheme: 'light' })
    await drawn()
    expect(await countColours(page)).toBeGreaterThan(60)
    expect(await findViolations(page)).toEqual([])
    await page.context().close()
  })
})

/** Rules that axe finds broken; the page around the map has no heading of its own. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run()
    return violations.map(({ id }) => id)
  })
  return found.filter((id) => id !== 'page-has-heading-one')
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

async function moveClock(page: Page, hour: number): Promise<void> {
  await page.evaluate((timeMs) => (window.mapHands.clock.timeMs.value = timeMs), hour * 3_600_000)
  await settle(page)
}

/** The map as it stands, in a few letters that can be compared. */
async function takePicture(page: Page): Promise<string> {
  return createHash('sha256')
    .update(await page.locator('.map-stage').screenshot())
    .digest('hex')
}

async function countColours(page: Page): Promise<number> {
  const picture = (await page.locator('.map-stage').screenshot()).toString('base64')
  return page.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!
    context.drawImage(image, 0, 0)
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size
  }, picture)
}

/** A customer's battery with nothing else to pick near it, and where the map draws it on the page. */
async function findLonelyBattery(page: Page): Promise<{ pixel: { x: number; y: number }; battery: number }> {
  const { drawing, scene, window: shown } = stage(batteries, 0)
  const box = (await page.locator('.map-stage').boundingBox())!
  const camera = fitBounds(drawing.boundsLonLat, box, { top: 24, right: 24, bottom: 24, left: 24 })
  const [lon, lat] = drawing.originLonLat
  const { stays } = shown
  const at = ({ lonLat }: { readonly lonLat: Float32Array }, row: number) =>
    pixelOf(camera, box, lon + lonLat[2 * row], lat + lonLat[2 * row + 1])
  const rows = Array.from({ length: stays.count }, (_, row) => row).filter((row) => isStaying(stays, row, 11 * 3600))
  const grow = spreadPixels(camera.zoom)
  const drawn = rows.map((row) => {
    const read = (float: number) => stays.texels[rowFloats * row + float]
    const [x, y] = pixelOf(camera, box, lon + read(StayFloat.lon), lat + read(StayFloat.lat))
    return { row, x: x + read(StayFloat.spreadX) * grow, y: y - read(StayFloat.spreadY) * grow }
  })
  const places = Array.from({ length: scene.places.count }, (_, row) => at(scene.places, row)).map(([x, y]) => ({ row: -1, x, y }))
  const isLonely = (one: (typeof drawn)[number]) =>
    [...drawn, ...places].every((other) => other === one || Math.hypot(other.x - one.x, other.y - one.y) > 10)
  const isOpen = ({ x, y }: { x: number; y: number }) => x > 300 && x < 580 && y > 10 && y < 330
  const chosen = drawn.find((one) => isOpen(one) && isLonely(one))!
  return { pixel: { x: box.x + chosen.x, y: box.y + chosen.y }, battery: stays.texels[rowFloats * chosen.row + StayFloat.battery] }
}

function forbidWebGl(): void {
  const original = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...inputs: unknown[]) => unknown
  Reflect.set(HTMLCanvasElement.prototype, 'getContext', function (this: unknown, ...inputs: unknown[]) {
    return /webgl/.test(String(inputs[0])) ? null : original.apply(this, inputs)
  })
}
