/**
 * The map on a staged day: script time of the page's main thread per frame while the clock moves, what is uploaded meanwhile, and how long
 * a pick takes. `npx tsx bench/map.ts [batteries] [couriers] [frames]`; needs Chromium. 640 × 360, so that software drawing does not choke it.
 */
import { build } from 'vite'
import { openBench } from '../tests/browser/browser.ts'
import { readUploads, watchUploads } from '../tests/browser/gpu-watch.ts'
import { fitBounds } from '../viz/map/camera.ts'
import { stage } from '../viz/map/map-fixture.ts'
import { prepareLegs, prepareStays } from '../viz/map/moments.ts'
import { pickAt } from '../viz/map/pick.ts'

const [batteries = 100_000, couriers = 140, frames = 12] = process.argv.slice(2).map(Number)
const size = { width: 640, height: 360 }
const folder = '.build/bench-map'

console.log(JSON.stringify({ bench: 'map', batteries, couriers, ...(await measurePage()), ...measurePicks() }))

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
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const readScriptS = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')!.value
  const figures: Record<string, number> = {}
  for (const [look, speed] of [
    ['', 60],
    ['Flowing', 3600],
  ] as const) {
    await page.evaluate(playFrames, { frames: 2, speed })
    const [scriptS, uploads] = [await readScriptS(), await readUploads(page)]
    await page.evaluate(playFrames, { frames, speed })
    const after = await readUploads(page)
    figures[`scriptMsPerFrame${look}`] = Number(((((await readScriptS()) - scriptS) * 1000) / frames).toFixed(2))
    figures[`drawsPerFrame${look}`] = (after.draws - uploads.draws) / frames
    figures[`attributeUploads${look}`] = after.attributeCalls - uploads.attributeCalls
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

function measurePicks() {
  const { drawing, scene, window } = stage(batteries, couriers)
  const startMs = performance.now()
  const [stays, legs] = [prepareStays(window), prepareLegs(window)]
  const prepareMs = performance.now() - startMs
  const camera = fitBounds(drawing.boundsLonLat, size, { top: 24, right: 24, bottom: 24, left: 24 })
  const pickable = { drawing, scene, window, stays, legs, timeS: 40_000, hasCouriers: true }
  const times = Array.from({ length: 400 }, (_, i) => {
    const fromMs = performance.now()
    pickAt(pickable, camera, size, 120 + i, 180)
    return performance.now() - fromMs
  }).toSorted((a, b) => a - b)
  const round = (ms: number) => Number(ms.toFixed(2))
  return {
    stays: stays.count,
    legs: legs.count,
    prepareMs: round(prepareMs),
    pickMsMedian: round(times[200]),
    pickMsP95: round(times[380]),
  }
}
