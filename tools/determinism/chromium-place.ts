import { openBench } from '../../tests/browser/browser.ts'
import { chromiumRemedy, ensureChromium } from '../chromium.ts'
import { pageOf, served } from './bundles.ts'
import type { OpenPlace, Place } from './place.ts'

/** The system's Chromium, by Playwright. */
export const chromiumPlace: Place = {
  id: 'chromium',
  name: 'Chromium',
  open: async () => (ensureChromium() ? openChromium() : chromiumRemedy),
}

async function openChromium(): Promise<OpenPlace> {
  const bench = await openBench(served)
  const { page } = await bench.openPage()
  return {
    version: page.context().browser()?.version() ?? '',
    live: async (build, way) => {
      await page.goto(`${bench.url}${pageOf(build)}`)
      return page.evaluate((given) => window.liveOnWorkers(given), way)
    },
    close: () => bench.close(),
  }
}
