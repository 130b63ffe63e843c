import { ensureFirefox, findFirefox, firefoxRemedy } from '../firefox.ts'
import { serveFolder } from '../serve-folder.ts'
import { pageFolder, pageName } from './bundles.ts'
import { openFirefox } from './firefox-page.ts'
import type { OpenPlace, Place } from './place.ts'

/** The system's Firefox, over WebDriver BiDi. */
export const firefoxPlace: Place = {
  id: 'firefox',
  name: 'Firefox',
  open: async () => {
    ensureFirefox()
    const program = findFirefox()
    return program === null ? firefoxRemedy : openAndServe(program)
  },
}

async function openAndServe(program: string): Promise<OpenPlace> {
  const served = { plain: await serveFolder(pageFolder('plain'), 0), minified: await serveFolder(pageFolder('minified'), 0) }
  const page = await openFirefox(program)
  return {
    version: page.version,
    live: async (build, way) => {
      await page.goto(`${served[build].url}${pageName}`)
      return page.evaluate(`window.liveOnWorkers(${JSON.stringify(way)})`)
    },
    close: async () => {
      await page.close()
      await Promise.all(Object.values(served).map((server) => server.close()))
    },
  }
}
