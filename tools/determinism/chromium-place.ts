import { openBench } from '../../tests/browser/browser.ts'
import { chromiumRemedy, ensureChromium } from '../chromium.ts'
import { pageFolder, pageName } from './bundles.ts'
import type { OpenPlace, Place } from './place.ts'

/** The system's Chromium, by Playwright. */
export const chromiumPlace: Place = {
  id: 'chromium',
  name: 'Chromium',
  open: async () => (ensureChromium() ? openChromium() : chromiumRemedy),
}

async function openChromium(): Promise<OpenPlace> {
  const benches = { plain: await openBench(pageFolder('plain')), minified: await openBench(pageFolder('minified')) }
  const { page } = await benches.minified.openPage()
  return {
    version: page.context().browser()?.version() ?? '',
    live: async (build, way) => {
      const bench = benches[build]
      const { page: fresh } = await bench.openPage()
      await fresh.goto(`${bench.url}${pageName}`)
      const lived = await fresh.evaluate((given) => window.liveOnWorkers(given), way)
      await bench.closePages()
      return lived
    },
    close: async () => {
      await Promise.all(Object.values(benches).map((bench) => bench.close()))
    },
  }
}
