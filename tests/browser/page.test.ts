import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBench, type Bench } from './browser.ts'

describe.skipIf(!hasBrowser)('the page as it ships', () => {
  let bench: Bench

  beforeAll(async () => {
    bench = await openBench('.build/page')
  })

  afterAll(async () => {
    await bench?.close()
  })

  test('loads isolated, without errors and without asking another host', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(bench.url)
    await page.locator('#app > *').first().waitFor()
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    expect(await page.title()).toBe('voltwin')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })

  test('the watch itself sees outside requests and errors, so that an empty list means something', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(bench.url)
    await page.evaluate(() => fetch('http://example.org/').catch(() => undefined))
    await page.evaluate(() => console.error('seen'))
    expect(watched.errors).toContain('seen')
    // The page's content policy refuses the request before it is sent, and says so.
    expect(watched.errors.join('\n')).toMatch(/Content Security Policy/)
  })

  test('an address that asks for what cannot be is answered with what to do', async () => {
    const { page, watched } = await bench.openPage()
    await page.goto(`${bench.url}?days=-3`)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toContain('?days -3 Write a whole number from 1 to 36525.')
    expect(watched).toEqual({ errors: [], outsideRequests: [] })
  })
})
