import { effect, signal, type ReadonlySignal } from '@preact/signals'
import type { DrawWindow, RunApi, RunScene } from '../run-api.ts'

/** Days kept beside the one on screen. */
const maxKept = 4

interface Wanted {
  readonly scene: RunScene
  readonly day: number
}

/**
 * Records of the local day that the clock is in, with the next one in the clock's direction fetched ahead. Only days that were lived are
 * asked for; while one is awaited the last stays.
 */
export function followWindows(
  api: Pick<RunApi, 'window'>,
  now: { readonly scene: ReadonlySignal<RunScene | null>; readonly livedMs: ReadonlySignal<number> },
  clock: { readonly timeMs: ReadonlySignal<number>; readonly isBackwards: ReadonlySignal<boolean> },
): { readonly window: ReadonlySignal<DrawWindow | null>; readonly stop: () => void } {
  const window = signal<DrawWindow | null>(null)
  const days = new Map<string, Promise<DrawWindow | null>>()

  const fetchDay = ({ scene, day }: Wanted): Promise<DrawWindow | null> => {
    const key = `${scene.run} ${day}`
    let found = days.get(key)
    if (found === undefined) {
      found = api.window(scene.dayStartMs[day], scene.dayStartMs[day + 1]).catch(() => null)
      days.set(key, found)
      // What the worker could not give may be there when it is asked again.
      void found.then((answer) => answer === null && days.delete(key))
      if (days.size > maxKept) days.delete(days.keys().next().value!)
    }
    return found
  }

  let turn = 0
  const show = async (wanted: Wanted, next: Wanted | null) => {
    const own = ++turn
    const found = await fetchDay(wanted)
    if (own !== turn) return
    if (found !== null && found.run === wanted.scene.run) window.value = found
    if (next !== null) void fetchDay(next)
  }

  let shown = ''
  const stop = effect(() => {
    const scene = now.scene.value
    if (scene === null) return
    const day = dayAt(scene, clock.timeMs.value)
    const isLived = scene.dayStartMs[day + 1] <= now.livedMs.value
    const nextDay = day + (clock.isBackwards.value ? -1 : 1)
    const hasNext = nextDay >= 0 && nextDay < scene.days && scene.dayStartMs[nextDay + 1] <= now.livedMs.value
    const key = `${scene.run} ${day} ${isLived} ${hasNext}`
    if (key === shown || !isLived) return
    shown = key
    void show({ scene, day }, hasNext ? { scene, day: nextDay } : null)
  })
  return { window, stop }
}

/** Row of the local day that holds a moment, by halving. */
export function dayAt({ dayStartMs, days }: Pick<RunScene, 'dayStartMs' | 'days'>, timeMs: number): number {
  let [low, high] = [0, days - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (dayStartMs[middle] <= timeMs) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}
