import { build } from 'vite'
import { findChromium } from '../../tools/chromium.ts'

/** Builds once for all browser tests: the page as it ships, and the page that mounts components on test doubles. */
export async function setup(): Promise<void> {
  if (findChromium() === null) return
  await build({ logLevel: 'warn', build: { outDir: '.build/page', emptyOutDir: true } })
  await build({
    logLevel: 'warn',
    build: {
      outDir: '.build/fixture',
      emptyOutDir: true,
      rolldownOptions: { input: ['tests/browser/fixture/index.html', 'tests/browser/fixture/store.html'] },
    },
  })
}
