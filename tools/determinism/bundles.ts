import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import type { Build } from './place.ts'

const folder = '.build/determinism'

/** The folder that a server gives to browsers, and in it the page of a build. */
export const served = `${folder}/page`
export const pageOf = (kind: Build): string => `${kind}/${pageName}`

const pageName = 'tests/browser/fixture/golden.html'

/** Bundles the page and its worker by the page's own settings, but for the names. */
export async function buildPage(kind: Build): Promise<void> {
  const options = { outDir: `${served}/${kind}`, emptyOutDir: true, minify: kind === 'minified', rolldownOptions: { input: [pageName] } }
  // Both lie side by side under one address.
  await build({ logLevel: 'warn', base: './', build: options })
}

/** Bundles the worker thread of Node into one minified file, which needs neither tsx nor the sources, and says where it lies. */
export async function buildThread(): Promise<URL> {
  const outDir = `${folder}/thread`
  const entry = 'tools/determinism/replication.node-worker.ts'
  await build({ logLevel: 'warn', ssr: { noExternal: true }, build: { ssr: entry, outDir, emptyOutDir: true, minify: true } })
  return pathToFileURL(resolve(outDir, 'replication.node-worker.js'))
}
