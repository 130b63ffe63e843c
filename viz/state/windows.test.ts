import { signal } from '@preact/signals'
import { describe, expect, test, vi } from 'vitest'
import type { MapWindow } from '../moments/index.ts'
import type { RunScene } from '../run-api.ts'
import { dayAt, followWindows } from './windows.ts'

const dayMs = 86_400_000
const settle = () => new Promise((resolve) => setTimeout(resolve))

function open(days = 30) {
  const dayStartMs = Float64Array.from({ length: days + 1 }, (_, day) => day * dayMs)
  const scene = signal<RunScene | null>({ run: 1, days, dayStartMs } as unknown as RunScene)
  const livedMs = signal(days * dayMs)
  const clock = { timeMs: signal(10.5 * dayMs), isBackwards: signal(false) }
  const asked: number[] = []
  const waiting: (() => void)[] = []
  const run = { id: 1 }
  const api = {
    window: (fromMs: number, toMs: number) =>
      new Promise<MapWindow | null>((resolve) => {
        asked.push(fromMs / dayMs)
        waiting.push(() => resolve({ run: run.id, fromMs, toMs } as MapWindow))
      }),
  }
  const answer = async () => {
    waiting.shift()!()
    await settle()
  }
  const windows = followWindows(api, { scene, livedMs }, clock)
  const shown = () => [windows.window, windows.ahead].map(({ value }) => (value === null ? null : value.fromMs / dayMs))
  return { scene, livedMs, clock, asked, waiting, answer, windows, run, shown }
}

describe('the windows of the clock', () => {
  test('the day, then the next in the direction of the clock, then the one behind it', async () => {
    const { asked, answer, shown } = open()
    for (let i = 0; i < 3; i++) await answer()
    expect(asked).toEqual([10, 11, 9])
    expect(shown()).toEqual([10, 11])
    const back = open()
    back.clock.isBackwards.value = true
    for (let i = 0; i < 3; i++) await back.answer()
    expect(back.asked).toEqual([10, 9, 11])
    expect(back.shown()).toEqual([10, 9])
  })

  test('a day that is there is shown in the same step', async () => {
    const { clock, answer, shown } = open()
    for (let i = 0; i < 3; i++) await answer()
    clock.timeMs.value = 11.2 * dayMs
    expect(shown()).toEqual([11, null])
    clock.timeMs.value = 9.2 * dayMs
    expect(shown()).toEqual([9, 10])
  })

  test('a wait that is felt is said, until the day is there', async () => {
    vi.useFakeTimers()
    const { windows, waiting } = open()
    await vi.advanceTimersByTimeAsync(400)
    expect(windows.isAwaited.value).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    expect(windows.isAwaited.value).toBe(true)
    waiting.shift()!()
    await vi.advanceTimersByTimeAsync(0)
    expect(windows.isAwaited.value).toBe(false)
    vi.useRealTimers()
  })

  test('over many days in a drag only where it rests is asked for', async () => {
    const { clock, asked, answer, shown } = open()
    for (let day = 11; day < 26; day++) clock.timeMs.value = (day + 0.5) * dayMs
    await answer()
    expect(shown()).toEqual([null, null])
    await answer()
    expect(asked.slice(0, 2)).toEqual([10, 25])
    expect(shown()).toEqual([25, null])
  })

  test('days that were not lived are not asked for; what the worker could not give is asked for again when more was lived', async () => {
    const { clock, livedMs, asked, answer, run, shown } = open()
    for (let i = 0; i < 3; i++) await answer()
    livedMs.value = 12 * dayMs
    clock.timeMs.value = 20.5 * dayMs
    await settle()
    expect(asked).toEqual([10, 11, 9])
    expect(shown()[0]).toBe(10)
    run.id = 2
    livedMs.value = 21 * dayMs
    await answer()
    await answer()
    expect(shown()[0]).toBe(10)
    run.id = 1
    livedMs.value = 22 * dayMs
    await answer()
    expect(shown()[0]).toBe(20)
  })

  test('another run asks anew', async () => {
    const { scene, run, asked, answer, windows } = open()
    for (let i = 0; i < 3; i++) await answer()
    run.id = 2
    scene.value = { ...scene.value!, run: 2 }
    await answer()
    expect(asked[3]).toBe(10)
    expect(windows.window.value?.run).toBe(2)
  })
})

test('the day of a moment, by halving', () => {
  const scene = { days: 3, dayStartMs: Float64Array.of(0, 10, 20, 30) }
  expect([-5, 0, 9, 10, 29, 30, 99].map((timeMs) => dayAt(scene, timeMs))).toEqual([0, 0, 0, 1, 2, 2, 2])
})
