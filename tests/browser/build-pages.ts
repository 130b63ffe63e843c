import { rmSync } from 'node:fs'
import { build } from 'vite'
import { findChromium } from '../../tools/chromium.ts'

/** Builds once for all browser tests: the page as it ships, and the page that mounts components on test doubles. */
export async function setup(): Promise<void> {
  if (findChromium() === null) return
  const pages = ['index', 'store', 'run', 'map', 'replay', 'inside', 'golden'].map((name) => `tests/browser/fixture/${name}.html`)
  await buildInto('.build/page', ['index.html'])
  await buildInto('.build/fixture', pages)
}

/** A page that does not build fails the browser tests, which then find no folder, but not those of the rooms. */
async function buildInto(outDir: string, input: string[]): Promise<void> {
  rmSync(outDir, { recursive: true, force: true })
  try {
    await build({ logLevel: 'warn', build: { outDir, rolldownOptions: { input } } })
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true })
    console.error(error)
  }
}
