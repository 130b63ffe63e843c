import { ensureFirefox, findFirefox, firefoxRemedy } from '../firefox.ts'
import { serveFolder } from '../serve-folder.ts'
import { pageOf, served } from './bundles.ts'
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
  const page = await openFirefox(program)
  const server = await serveFolder(served, 0)
  return {
    version: page.version,
    live: async (build, way) => {
      await page.goto(`${server.url}${pageOf(build)}`)
      return page.evaluate(`window.liveOnWorkers(${JSON.stringify(way)})`)
    },
    close: async () => {
      await page.close()
      await server.close()
    },
  }
}
