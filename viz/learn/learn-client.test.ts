import { expect, test } from 'vitest'
import { openLearnClient } from './learn-client.ts'

/** A worker that answers nothing, and can be made to die. */
function createMute(): { readonly worker: Worker; readonly die: () => void } {
  const hear: ((event: { message: string }) => void)[] = []
  const worker = {
    addEventListener: (kind: string, listener: (event: { message: string }) => void) => void (kind === 'error' && hear.push(listener)),
    removeEventListener: () => undefined,
    postMessage: () => undefined,
    terminate: () => undefined,
  }
  return { worker: worker as unknown as Worker, die: () => hear.forEach((listener) => listener({ message: 'out of memory' })) }
}

test('a worker that dies is an answer to whatever is pending, and the next call gets another one', async () => {
  const mutes: ReturnType<typeof createMute>[] = []
  const { api, generation } = openLearnClient(() => {
    mutes.push(createMute())
    return mutes.at(-1)!.worker
  })
  const reading = api.readRun(null, 'run')
  const before = generation()
  const options = { limitSohFrac: 0.8, mapping: null }
  const files = api.readFiles([], options)
  mutes[0].die()
  for (const answer of [await reading, await files])
    expect(answer).toMatchObject({ source: null, problems: [{ code: 'worker-failed', value: 'out of memory' }] })
  expect(generation()).toBeGreaterThan(before)
  void api.readFiles([], options)
  expect(mutes).toHaveLength(2)
})
