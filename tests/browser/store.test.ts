import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBench, type Bench } from './browser.ts'

describe.skipIf(!hasBrowser)('the store in the browser', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/fixture')
  })

  afterAll(async () => {
    await bench?.close()
  })

  test('starts from our own files, under the content policy, offline, and answers', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}tests/browser/fixture/store.html`)
    expect(await page.evaluate(() => window.sumInStore())).toEqual({ n: 5000, total: 5000 * 2 ** 40 + (5000 * 4999) / 2 })
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
