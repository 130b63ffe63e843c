import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { BatteryTrack, Pick, RunApi } from '../run-api.ts'

/** What is on the map. */
interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** A courier or a battery that the map keeps in view. */
export interface Followed {
  readonly pick: Pick
  /** Holders of a battery in the window on screen; `null` for a courier, and while they are awaited. */
  readonly track: BatteryTrack | null
}

export interface Follow {
  readonly target: ReadonlySignal<Followed | null>
  /** Follows what can be followed: couriers and batteries. */
  readonly start: (pick: Pick) => void
  readonly stop: () => void
}

export const canFollow = (pick: Pick | null): boolean => pick?.kind === 'courier' || pick?.kind === 'battery'

/** Whom the map follows, with a battery's holders of the day on screen, asked for as the days go by. */
export function createFollow(api: { readonly trackBattery: RunApi['trackBattery'] }, window: ReadonlySignal<Span | null>): Follow {
  const pick: Signal<Pick | null> = signal(null)
  const track = signal<BatteryTrack | null>(null)
  let turn = 0
  effect(() => {
    const own = ++turn
    const [wanted, shown] = [pick.value, window.value]
    if (wanted?.kind !== 'battery' || shown === null) return
    api.trackBattery(wanted.id, shown.fromMs, shown.toMs).then(
      (found) => own === turn && (track.value = found),
      // Without its track the map stays where it is; the inspector says where the battery is all the same.
      () => own === turn && (track.value = null),
    )
  })
  const target = computed<Followed | null>(() => {
    if (pick.value === null) return null
    const isOwn = track.value?.battery === pick.value.id && pick.value.kind === 'battery'
    return { pick: pick.value, track: isOwn ? track.value : null }
  })
  return {
    target,
    start: (wanted) => void (canFollow(wanted) && (pick.value = wanted)),
    stop: () => void (pick.value = null),
  }
}
