import { InsideState, type InsideView } from '../../scenarios/index.ts'
import { nextXoshiroUniform, seedXoshiro } from '../../sim/random/index.ts'
import { PlaceKind } from '../../twin/index.ts'

/** A place with so many batteries, for tests of the drawing: shaped as the engine's, but nobody lived it. */
export function stageInside({
  kind,
  count,
  seed = 1,
}: {
  readonly kind: number
  readonly count: number
  readonly seed?: number
}): InsideView {
  const random = new Uint32Array(4)
  seedXoshiro(random, seed)
  const next = () => nextXoshiroUniform(random)
  const isBox = kind === PlaceKind.box
  const chargers = isBox ? 11 : Math.max(10, Math.round(count / 4))
  const state = Uint8Array.from({ length: count }, (_, row) => (row < chargers ? row % 2 : row % 10 < 7 ? 0 : row % 10 < 9 ? 2 : 3))
  if (!isBox && kind === PlaceKind.hub && count > chargers) state[count - 1] = InsideState.inspecting
  return {
    run: 1,
    timeMs: 0,
    place: 3,
    kind,
    name: isBox ? 'box 12' : 'Hub North',
    slots: isBox ? 11 : 0,
    chargers,
    chargersBusy: Math.min(count, chargers),
    staff: kind === PlaceKind.hub ? 4 : 0,
    staffBusy: kind === PlaceKind.hub ? 1 : 0,
    isOpen: true,
    customersWaiting: isBox ? 2 : 0,
    ordersWaiting: 3,
    products: [
      { label: 'E-bike pack', ratedEnergyWh: 500, massKg: 2.9 },
      { label: 'Scooter pack', ratedEnergyWh: 1500, massKg: 10 },
      { label: 'Home module', ratedEnergyWh: 5000, massKg: 48 },
    ],
    batteries: {
      count,
      battery: Uint32Array.from({ length: count }, (_, row) => 100 + row),
      product: Uint8Array.from({ length: count }, () => Math.floor(next() * 3)),
      state,
      isOnCharger: Uint8Array.from({ length: count }, (_, row) => (row < chargers ? 1 : 0)),
      order: Uint32Array.from({ length: count }, (_, row) => row + 1),
      soc: Float32Array.from({ length: count }, (_, row) => (row % 50 === 49 ? NaN : next())),
      soh: Float32Array.from({ length: count }, () => 0.7 + 0.3 * next()),
      endMs: Float64Array.from({ length: count }, (_, row) => (row < chargers ? 3_600_000 : NaN)),
    },
    couriers: {
      count: 3,
      courier: Uint16Array.of(0, 3, 6),
      vehicle: Uint8Array.of(0, 1, 0),
      doing: Uint8Array.of(0, 1, 2),
      fresh: Uint16Array.of(0, 8, 2),
      used: Uint16Array.of(0, 0, 5),
    },
  }
}
