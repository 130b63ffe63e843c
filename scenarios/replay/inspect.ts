import { seekWorld } from './replay.ts'
import type { Replay } from './replay.ts'
import type { Inspection, Pick } from './draw.ts'
import { inspectBattery } from './inspect-battery.ts'
import { inspectCourier } from './inspect-courier.ts'
import { inspectCustomer } from './inspect-customer.ts'
import { inspectPlace } from './inspect-place.ts'

/** The story of one battery, place, courier or customer at a moment that has been lived; `null` where there is no such row then. */
export function inspect(replay: Replay, pick: Pick, timeMs: number): Inspection | null {
  const { layout } = replay
  const w = seekWorld(replay, timeMs)
  const counts = {
    battery: w.t.clock.batteryRows[0],
    place: layout.places.count,
    courier: layout.couriers.count,
    customer: layout.customers.count,
  }
  const { kind, id } = pick
  if (!Number.isInteger(id) || id < 0 || !(id < counts[kind])) return null
  const tell = { battery: inspectBattery, place: inspectPlace, courier: inspectCourier, customer: inspectCustomer }[kind]
  return { pick, timeMs, ...tell(replay, w, id, timeMs) }
}
