import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { golden } from '../golden.ts'
import { combineLived } from '../reference-run.ts'
import { hasBrowser, openBench, type Bench } from './browser.ts'

describe.skipIf(!hasBrowser)('the reference scenario in Chromium', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/fixture')
  })

  afterAll(async () => {
    await bench?.close()
  })

  test('leads to the golden hash on two workers of a minified build', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}tests/browser/fixture/golden.html`)
    const lived = await page.evaluate(() => window.liveOnWorkers({ workers: 2, isRestored: false }))
    expect([lived, combineLived(lived)]).toEqual([lived, golden])
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('the build is minified: no function of the engine has kept its name', () => {
    const name = readdirSync('.build/fixture/assets').find((file) => /^replication\.worker-.*\.js$/.test(file))
    const text = readFileSync(`.build/fixture/assets/${name}`, 'utf8')
    expect(text.length).toBeGreaterThan(100_000)
    expect(text).not.toMatch(/hashWorld|handleEvent|liveReplication/)
    expect(text.length / text.split('\n').length).toBeGreaterThan(500)
  })
})
