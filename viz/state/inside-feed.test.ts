import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { InsideView } from '../run-api.ts'
import { feedInside } from './inside-feed.ts'

/** A door that answers when the test says so. */
function setUp() {
  const asked: { timeMs: number; answer: (view: InsideView | null) => void; fail: (error: Error) => void }[] = []
  const clock = { timeMs: signal(5), endMs: signal(100) }
  const feed = feedInside({
    place: 2,
    clock,
    scene: signal(null),
    lookInside: (_place, timeMs) => new Promise((answer, fail) => asked.push({ timeMs, answer, fail })),
  })
  return { asked, clock, feed }
}

const viewAt = (timeMs: number) => ({ timeMs }) as InsideView

test('one question at a time, and the last moment is asked for', async () => {
  vi.useFakeTimers()
  const { asked, clock, feed } = setUp()
  await vi.advanceTimersByTimeAsync(0)
  for (const timeMs of [10, 20, 30]) clock.timeMs.value = timeMs
  expect(asked.map(({ timeMs }) => timeMs)).toEqual([5])
  asked[0].answer(viewAt(5))
  await vi.advanceTimersByTimeAsync(1000)
  expect(feed.state.value).toEqual({ kind: 'ready', view: viewAt(5) })
  expect(asked.map(({ timeMs }) => timeMs)).toEqual([5, 30])
  asked[1].answer(viewAt(30))
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(2)
  feed.stop()
  clock.timeMs.value = 40
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(2)
  vi.useRealTimers()
})

test('a moment that is not lived, a place that is not there and an error are told apart', async () => {
  vi.useFakeTimers()
  const { asked, clock, feed } = setUp()
  await vi.advanceTimersByTimeAsync(0)
  asked[0].answer(null)
  await vi.advanceTimersByTimeAsync(0)
  expect(feed.state.value).toEqual({ kind: 'absent', isLived: true })
  clock.timeMs.value = 500
  await vi.advanceTimersByTimeAsync(0)
  asked[1].answer(null)
  await vi.advanceTimersByTimeAsync(0)
  expect(feed.state.value).toEqual({ kind: 'absent', isLived: false })
  clock.endMs.value = 600
  await vi.advanceTimersByTimeAsync(0)
  asked[2].fail(new Error('gone'))
  await vi.advanceTimersByTimeAsync(0)
  expect(feed.state.value).toEqual({ kind: 'failed', message: 'gone' })
  feed.stop()
  vi.useRealTimers()
})
