import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inspection, Pick, RunScene } from '../run-api.ts'
import { feedInspection } from './inspection-feed.ts'

const battery: Pick = { kind: 'battery', id: 3 }
const courier: Pick = { kind: 'courier', id: 1 }

function stage() {
  const clock = {
    timeMs: signal(0),
    speed: signal(1),
    isPlaying: signal(false),
    isDragged: signal(false),
    isBackwards: signal(false),
    endMs: signal(1000),
    seek: () => undefined,
  }
  const selection = signal<Pick | null>(null)
  const asked: { pick: Pick; timeMs: number; answer: (inspection: Inspection | null) => void; refuse: (error: Error) => void }[] = []
  const inspect = (pick: Pick, timeMs: number) =>
    new Promise<Inspection | null>((answer, refuse) => asked.push({ pick, timeMs, answer, refuse }))
  const feed = feedInspection({ clock, scene: signal<RunScene | null>(null), selection, inspect })
  return { clock, selection, asked, feed }
}

const tell = (pick: Pick, timeMs: number): Inspection => ({
  pick,
  timeMs,
  title: `${pick.kind} at ${timeMs}`,
  rows: [],
  series: [],
  events: [],
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('nothing selected, nothing asked; selected, asked at once', async () => {
  const { selection, asked, feed } = stage()
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(0)
  selection.value = battery
  expect(feed.state.value).toEqual({ kind: 'loading', pick: battery })
  await vi.advanceTimersByTimeAsync(0)
  asked[0].answer(tell(battery, 0))
  await vi.advanceTimersByTimeAsync(0)
  expect(feed.state.value).toEqual({ kind: 'ready', pick: battery, inspection: tell(battery, 0) })
  selection.value = null
  expect(feed.state.value).toEqual({ kind: 'none' })
})

test('a clock that plays is asked after now and then, one question at a time, and the last moment is always asked', async () => {
  const { clock, selection, asked } = stage()
  selection.value = battery
  await vi.advanceTimersByTimeAsync(0)
  for (let frame = 1; frame <= 100; frame++) {
    clock.timeMs.value = frame
    await vi.advanceTimersByTimeAsync(16)
    if (frame % 10 === 0) asked.at(-1)!.answer(tell(battery, frame))
  }
  asked.at(-1)!.answer(tell(battery, 100))
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked.length).toBeLessThan(10)
  expect(asked.at(-1)!.timeMs).toBe(100)
})

test('an answer about what is selected no more is dropped', async () => {
  const { selection, asked, feed } = stage()
  selection.value = battery
  await vi.advanceTimersByTimeAsync(0)
  selection.value = courier
  asked[0].answer(tell(battery, 0))
  await vi.advanceTimersByTimeAsync(0)
  expect(feed.state.value).toEqual({ kind: 'loading', pick: courier })
  await vi.advanceTimersByTimeAsync(10)
  expect(asked.map(({ pick }) => pick)).toEqual([battery, courier])
})

test('what is not there says whether the moment was lived, and is asked for again when it is', async () => {
  const { clock, selection, asked, feed } = stage()
  clock.timeMs.value = 2000
  selection.value = battery
  await vi.advanceTimersByTimeAsync(0)
  asked[0].answer(null)
  await vi.advanceTimersByTimeAsync(1000)
  expect(feed.state.value).toEqual({ kind: 'absent', pick: battery, isLived: false })
  clock.endMs.value = 3000
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(2)
})

test('an error is shown with its reason', async () => {
  const { selection, asked, feed } = stage()
  selection.value = battery
  await vi.advanceTimersByTimeAsync(0)
  asked[0].refuse(new Error('the worker is gone'))
  await vi.advanceTimersByTimeAsync(0)
  expect(feed.state.value).toEqual({ kind: 'failed', pick: battery, message: 'the worker is gone' })
})
