/**
 * The map on a staged day: what a frame costs the page's main thread while the clock moves, what is uploaded meanwhile, and how long a pick
 * takes. `npx tsx bench/map.ts [batteries] [couriers] [frames]`; needs Chromium. 640 × 360, so that software drawing does not choke it.
 * `…CpuMs` is processor time of the main thread, which other work on the machine does not lengthen; `…WallMs` what went by.
 */
import { build } from 'vite'
import { openBench } from '../tests/browser/browser.ts'
import { readUploads, watchUploads } from '../tests/browser/gpu-watch.ts'
import { fitBounds } from '../viz/map/camera.ts'
import { stage } from '../viz/map/map-fixture.ts'
import { pickAt } from '../viz/map/pick.ts'
import { prepareWindow } from '../viz/moments/index.ts'
import { describeMachine, spread } from './figures.ts'
import { watchScript } from './page-watch.ts'

const [batteries = 100_000, couriers = 140, frames = 20] = process.argv.slice(2).map(Number)
const size = { width: 640, height: 360 }
const folder = '.build/bench-map'
const target = { scriptMsPerFrame: '≤ 4', uploadsPerFrame: 0, pickMs: '< 1' }

console.log(
  JSON.stringify({
    bench: 'map',
    batteries,
    couriers,
    machine: describeMachine(),
    target,
    ...(await measurePage()),
    ...measureWorker(),
  }),
)

async function measurePage() {
  await build({
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: ['tests/browser/fixture/map.html'] } },
  })
  const bench = await openBench(folder)
  const { page } = await bench.openPage({ viewport: size })
  // tsx gives functions their names by a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  await watchUploads(page)
  await page.goto(`${bench.url}tests/browser/fixture/map.html?batteries=${batteries}&couriers=${couriers}`)
  await page.locator('.map-stage[aria-busy="false"]').waitFor()
  const script = await watchScript(page)
  const figures: Record<string, unknown> = {}
  for (const [look, speed] of [
    ['', 60],
    ['Flowing', 3600],
  ] as const) {
    await page.evaluate(playFrames, { frames: 3, speed })
    const before = await readUploads(page)
    const costs = []
    for (let i = 0; i < 5; i++) costs.push(await script.during(() => page.evaluate(playFrames, { frames: frames / 5, speed }), frames / 5))
    const after = await readUploads(page)
    figures[`scriptMsPerFrame${look}`] = {
      cpuMs: spread(costs.map(({ cpuMs }) => cpuMs)),
      wallMs: spread(costs.map(({ wallMs }) => wallMs)),
    }
    figures[`drawsPerFrame${look}`] = (after.draws - before.draws) / frames
    figures[`uploads${look}`] = {
      attributes: after.attributeCalls - before.attributeCalls,
      textures: after.textureCalls - before.textureCalls,
    }
  }
  await bench.close()
  return { frames, ...figures }
}

/** In the page: the clock moves on by a frame's worth in each of so many frames. */
async function playFrames({ frames: count, speed }: { frames: number; speed: number }): Promise<void> {
  const { clock } = window.mapHands
  clock.speed.value = speed
  clock.isPlaying.value = true
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    clock.timeMs.value += speed * 16
  }
}

/** What the worker does for the map, and a pick, which is the page's: both on this process. */
function measureWorker() {
  const { drawing, scene, day, window } = stage(batteries, couriers)
  const prepares = Array.from({ length: 5 }, () => time(() => prepareWindow(day, scene.places.count, scene.customers.count)))
  const camera = fitBounds(drawing.boundsLonLat, size, { top: 24, right: 24, bottom: 24, left: 24 })
  const pickable = { drawing, scene, window, timeS: 40_000, hasCouriers: true }
  const picks = Array.from({ length: 400 }, (_, i) => time(() => pickAt(pickable, camera, size, 120 + i, 180)))
  return { stays: window.stays.count, legs: window.legs.count, prepareInWorkerMs: spread(prepares), pickMs: spread(picks) }
}

function time(act: () => unknown): number {
  const fromMs = performance.now()
  act()
  return performance.now() - fromMs
}
