import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MapWindow } from '../moments/index.ts'
import type { Device, RowTextures } from './layers/index.ts'
import { queueWindows } from './window-queue.ts'

const megabyte = 1 << 20
let frames: (() => void)[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => frames.push(act))
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []))
})
afterEach(() => vi.unstubAllGlobals())

/** A window whose rows are so many bytes, half of them stays. */
const windowOf = (bytes: number): MapWindow => ({ stays: { count: bytes / 2 }, legs: { count: bytes / 2 } }) as unknown as MapWindow

/** The GPU as a book of who is held and how much of it is there. */
function openGpu() {
  const held = new Map<object, { holders: number; bytes: number }>()
  const textures = {
    hold: (_: Device, rows: { count: number }) => {
      const known = held.get(rows) ?? { holders: 0, bytes: 0 }
      held.set(rows, { ...known, holders: known.holders + 1 })
    },
    release: (rows: object) => {
      const known = held.get(rows)!
      if (known.holders === 1) held.delete(rows)
      else held.set(rows, { ...known, holders: known.holders - 1 })
    },
    upload: (rows: { count: number }, maxBytes: number) => {
      const known = held.get(rows)!
      const some = Math.min(rows.count - known.bytes, maxBytes)
      known.bytes += some
      return some
    },
    isWhole: (rows: { count: number }) => held.get(rows)?.bytes === rows.count,
  } as unknown as RowTextures
  const [window, ahead] = [signal<MapWindow | null>(null), signal<MapWindow | null>(null)]
  const device = signal<Device | null>({} as Device)
  const queue = queueWindows({ window, ahead }, device, textures)
  const draw = () => frames.splice(0).forEach((act) => act())
  return { held, window, ahead, device, queue, draw }
}

test('a small day is shown in the same step', () => {
  const { window, queue } = openGpu()
  window.value = windowOf(megabyte)
  expect(queue.shown.value).toBe(window.value)
  expect(frames).toHaveLength(0)
})

test('a large day comes over some frames, the last one stays on screen meanwhile, and the day ahead comes after it', () => {
  const { window, ahead, queue, draw, held } = openGpu()
  const [small, large, next] = [windowOf(megabyte), windowOf(7 * megabyte), windowOf(3 * megabyte)]
  window.value = small
  window.value = large
  ahead.value = next
  let drawn = 0
  for (; queue.shown.value !== large && drawn < 20; drawn++) {
    expect(queue.shown.value).toBe(small)
    draw()
  }
  expect(drawn).toBeGreaterThanOrEqual(2)
  while (frames.length > 0) draw()
  window.value = next
  expect(queue.shown.value).toBe(next)
  expect(frames).toHaveLength(0)
  expect(held.has(large.stays)).toBe(false)
  expect(held.has(next.stays)).toBe(true)
})

test('nothing is asked of a device that is not there yet, and in the end nothing is held', () => {
  const { window, device, queue, held } = openGpu()
  device.value = null
  window.value = windowOf(megabyte)
  expect(queue.shown.value).toBeNull()
  device.value = {} as Device
  expect(queue.shown.value).toBe(window.value)
  queue.stop()
  expect(held.size).toBe(0)
})
