import { build } from 'vite'
import { openBench } from '../tests/browser/browser.ts'

// The README's picture: the baseline's whole year, run by the page itself. Make it again when the page or the baseline changes.
await build({ logLevel: 'warn' })
const bench = await openBench('dist')
const { page } = await bench.openPage({ colorScheme: 'dark', viewport: { width: 1280, height: 800 } })
await page.goto(bench.url)
await page.locator('.pill.good').waitFor()
await page.screenshot({ path: 'docs/page.png' })
await bench.close()
