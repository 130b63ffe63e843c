import { afterAll, afterEach, beforeAll } from 'vitest'
import { openBench, type Bench } from './browser.ts'

/** A bench for the tests of one block: opened before the first, its pages closed after each, itself after the last. */
export function useBench(folder: string): Pick<Bench, 'url' | 'openPage'> {
  let bench: Bench | undefined
  beforeAll(async () => {
    bench = await openBench(folder)
  })
  afterEach(() => bench?.closePages())
  afterAll(() => bench?.close())
  return {
    get url() {
      return bench!.url
    },
    openPage: (options) => bench!.openPage(options),
  }
}
