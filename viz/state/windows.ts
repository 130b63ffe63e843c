import { batch, effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import { createFeltWait } from './felt-wait.ts'
import type { MapWindow } from '../moments/index.ts'
import type { RunApi, RunScene } from '../run-api.ts'

/** Days kept: the one on screen, its neighbours, and where one was before. */
const maxKept = 6

interface Wish {
  readonly run: number
  readonly day: number
  readonly fromMs: number
  readonly toMs: number
}

export interface Windows {
  /** Records of the local day that the clock is in; while that is awaited, the last. */
  readonly window: ReadonlySignal<MapWindow | null>
  /** Those of the next day in the clock's direction, as soon as they are there. */
  readonly ahead: ReadonlySignal<MapWindow | null>
  /** Whether the day on the clock has been awaited for a while: its part of the run has to be lived again. */
  readonly isAwaited: ReadonlySignal<boolean>
  readonly stop: () => void
}

/**
 * Fetches the local day that the clock is in, then its neighbours, the next one in the clock's direction first. Only days that were lived are
 * asked for. One question at a time: while a handle is dragged over weeks the worker answers where it is, not where it was.
 */
export function followWindows(
  api: Pick<RunApi, 'window'>,
  now: { readonly scene: ReadonlySignal<RunScene | null>; readonly livedMs: ReadonlySignal<number> },
  clock: { readonly timeMs: ReadonlySignal<number>; readonly isBackwards: ReadonlySignal<boolean> },
): Windows {
  const window = signal<MapWindow | null>(null)
  const ahead = signal<MapWindow | null>(null)
  const kept = new Map<string, MapWindow>()
  // What the worker could not give is not asked for again until something has changed.
  const refused = new Set<string>()
  let wishes: readonly Wish[] = []
  let isAsking = false
  const isKnown = (wish: Wish) => kept.has(keyOf(wish)) || refused.has(keyOf(wish))
  const { isFelt: isAwaited, watch: watchWait } = createFeltWait(() => wishes.length > 0 && !isKnown(wishes[0]))

  const show = () => {
    const [wanted, next] = wishes
    const [found, nextFound] = [wanted, next].map((wish) => (wish ? kept.get(keyOf(wish)) : undefined))
    batch(() => {
      if (found) window.value = found
      ahead.value = nextFound ?? null
    })
    watchWait()
  }
  const keep = (key: string, found: MapWindow) => {
    kept.set(key, found)
    const wanted = new Set(wishes.map(keyOf))
    for (const oldest of kept.keys()) if (kept.size > maxKept && !wanted.has(oldest)) kept.delete(oldest)
  }
  const ask = async () => {
    if (isAsking) return
    isAsking = true
    const next = () => wishes.find((wish) => !isKnown(wish))
    for (let wish = next(); wish !== undefined; wish = next()) {
      const found = await api.window(wish.fromMs, wish.toMs).catch(() => null)
      if (found?.run === wish.run) keep(keyOf(wish), found)
      else refused.add(keyOf(wish))
      show()
    }
    isAsking = false
  }

  let known = ''
  const stop = effect(() => {
    const scene = now.scene.value
    if (scene === null) return
    const day = dayAt(scene, clock.timeMs.value)
    const step = clock.isBackwards.value ? -1 : 1
    const livedMs = now.livedMs.value
    const near = [day, day + step, day - step].filter((one) => one >= 0 && one < scene.days && scene.dayStartMs[one + 1] <= livedMs)
    const key = `${scene.run} ${near.join(' ')}`
    if (key === known || near[0] !== day) return
    known = key
    untracked(() => {
      wishes = near.map((one) => ({ run: scene.run, day: one, fromMs: scene.dayStartMs[one], toMs: scene.dayStartMs[one + 1] }))
      refused.clear()
      show()
      void ask()
    })
  })
  return { window, ahead, isAwaited, stop }
}

const keyOf = ({ run, day }: Wish) => `${run} ${day}`

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
