import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import type { Build } from './place.ts'

const folder = '.build/determinism'

/** Where `buildPage` writes. */
export const pageFolder = (kind: Build): string => `${folder}/page-${kind}`

/** The fixture page of the reference scenario under that folder. */
export const pageName = 'tests/browser/fixture/golden.html'

/** Bundles the page and its worker, by the page's own settings but for the names. */
export async function buildPage(kind: Build): Promise<void> {
  const outDir = pageFolder(kind)
  await build({
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, minify: kind === 'minified', rolldownOptions: { input: [pageName] } },
  })
}

/** Bundles the worker thread of Node into one minified file, which needs neither tsx nor the sources, and says where it lies. */
export async function buildThread(): Promise<URL> {
  const outDir = `${folder}/thread`
  const entry = 'tools/determinism/replication.node-worker.ts'
  await build({ logLevel: 'warn', ssr: { noExternal: true }, build: { ssr: entry, outDir, emptyOutDir: true, minify: true } })
  return pathToFileURL(resolve(outDir, 'replication.node-worker.js'))
}
