import { CourierState } from './courier-state.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** Asks the hub to look at its orders at a time, unless it will look earlier anyway, or nobody is free: who comes free asks again. */
export function requestDispatch(w: World, hub: number, atMs: number): void {
  const { dispatchAtMs } = w.t.hub
  if (dispatchAtMs[hub] >= nowMs(w) && dispatchAtMs[hub] <= atMs) return
  if (!hasIdleCourier(w, hub)) return
  dispatchAtMs[hub] = atMs
  w.list.schedule(atMs, EventPriority.act, EventKind.dispatch, hub)
}

function hasIdleCourier(w: World, hub: number): boolean {
  const { state } = w.t.courier
  const { hubs } = w.layout.places
  for (let courier = hub; courier < state.length; courier += hubs) if (state[courier] === CourierState.idle) return true
  return false
}
