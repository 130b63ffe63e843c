import { existsSync } from 'node:fs'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { chromiumRemedy, findChromium } from '../../tools/chromium.ts'
import { serveFolder, type ServedFolder } from '../../tools/serve-folder.ts'

const flags = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // The proof of working offline: no name but this machine's own resolves.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

/** A hint on speed that Chromium gives where it draws without a graphics card and composes the page by reading its own pixels back. */
const ofSoftwarePictures = /GL Driver Message .*GPU stall due to ReadPixels/

/** Browser tests are skipped where no Chromium is, but never in CI: there they fail with what to do. */
export const hasBrowser = findChromium() !== null || process.env['CI'] === 'true'

/** A served folder with a browser before it. */
export interface Bench {
  readonly url: string
  /** A fresh page in its own context; `watched` collects what went wrong on it and what it asked for outside of this machine. */
  openPage(options?: PageOptions): Promise<{ page: Page; watched: Watched }>
  /** Closes the pages of a test: a run that goes on in one would take the next test's time. */
  closePages(): Promise<void>
  close(): Promise<void>
}

export interface PageOptions {
  readonly colorScheme?: 'dark' | 'light'
  readonly viewport?: { readonly width: number; readonly height: number }
}

export interface Watched {
  readonly errors: string[]
  readonly outsideRequests: string[]
}

/** Serves a folder by the product's own server and starts Chromium. Throws with a remedy when there is none. */
export async function openBench(folder: string): Promise<Bench> {
  const { served, executablePath } = await serve(folder)
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: flags })
  return {
    url: served.url,
    openPage: async (options = {}) => watchPage(await browser.newContext(contextOptions(options)), served),
    closePages: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    close: async () => {
      await browser.close()
      await served.close()
    },
  }
}

/**
 * As `openBench`, with one page whose storage is on the disk, in the folder `profile`, as a person's is: that of `openBench` is private and stays in memory.
 */
export async function openLastingBench(folder: string, profile: string, options: PageOptions = {}) {
  const { served, executablePath } = await serve(folder)
  const context = await chromium.launchPersistentContext(profile, {
    ...contextOptions(options),
    executablePath,
    chromiumSandbox: false,
    args: flags,
  })
  const close = async () => {
    await context.close()
    await served.close()
  }
  return { url: served.url, ...(await watchPage(context, served)), close }
}

async function serve(folder: string): Promise<{ served: ServedFolder; executablePath: string }> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error(chromiumRemedy)
  if (!existsSync(folder)) throw new Error(`${folder} is not there: it could not be built, the reason stands above`)
  return { served: await serveFolder(folder, 0), executablePath }
}

function contextOptions({ colorScheme = 'dark', viewport = { width: 1600, height: 1000 } }: PageOptions) {
  // A map that plays by software takes the time of whatever is tested beside it.
  return { colorScheme, viewport, reducedMotion: 'reduce' } as const
}

async function watchPage(context: BrowserContext, served: ServedFolder): Promise<{ page: Page; watched: Watched }> {
  // Generous, for machines that are busy with other things; a test that waits this long has failed.
  context.setDefaultTimeout(90_000)
  const page = await context.newPage()
  const watched: Watched = { errors: [], outsideRequests: [] }
  page.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning'
    if (isBad && !ofSoftwarePictures.test(message.text())) watched.errors.push(message.text())
  })
  page.on('pageerror', (error) => watched.errors.push(error.message))
  context.on('request', (request) => {
    const isOwn = request.url().startsWith(served.url) || /^(data|blob):/.test(request.url())
    if (!isOwn) watched.outsideRequests.push(request.url())
  })
  return { page, watched }
}
