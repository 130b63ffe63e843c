import { InsideState, type InsideView } from '../../scenarios/index.ts'
import { PlaceKind } from '../../twin/index.ts'

/** Where batteries of one kind of work stand. A box has one zone: its locker. */
export type ZoneId = 'locker' | 'chargers' | 'ready' | 'queue' | 'withdrawn' | 'benches'

export const zoneWords: Readonly<Record<ZoneId, string>> = {
  locker: 'Slots',
  chargers: 'On chargers',
  ready: 'Ready',
  queue: 'Wait for a charger',
  withdrawn: 'Withdrawn',
  benches: 'Being inspected',
}

/** A block of equal cells: `levels` high, `columns` wide, `rows` deep with an aisle between. Metres; x to the right, z to the viewer. */
export interface Zone {
  readonly id: ZoneId
  readonly x: number
  readonly z: number
  readonly columns: number
  readonly levels: number
  readonly rows: number
  readonly width: number
  readonly depth: number
}

export interface FloorPlan {
  readonly place: number
  readonly zones: readonly Zone[]
  readonly width: number
  /** Depth of the zones alone; the ramp lies before them. */
  readonly depth: number
  readonly rampDepth: number
  /** Floor left free around the zones. */
  readonly margin: number
}

export const cell = { width: 0.56, height: 0.5, depth: 0.6 } as const
/** Height of the lowest board. */
export const floorGap = 0.14
const aisle = 1.15
const zoneGap = 1.5
/** Bench, and room for who works at it. */
const benchWidth = 1.9

/** Zone of a battery, by what the engine says that it does. */
export function zoneOf({ kind, batteries }: Pick<InsideView, 'kind' | 'batteries'>, row: number): ZoneId {
  if (kind === PlaceKind.box) return 'locker'
  if (batteries.isOnCharger[row] === 1) return 'chargers'
  switch (batteries.state[row]) {
    case InsideState.queued:
      return 'queue'
    case InsideState.withdrawn:
      return 'withdrawn'
    case InsideState.inspecting:
      return 'benches'
    default:
      return 'ready'
  }
}

/** Batteries in each zone. */
export function countZones(view: InsideView): ReadonlyMap<ZoneId, number> {
  const counts = new Map<ZoneId, number>()
  for (let row = 0; row < view.batteries.count; row++) {
    const zone = zoneOf(view, row)
    counts.set(zone, (counts.get(zone) ?? 0) + 1)
  }
  return counts
}

export const capacityOf = ({ columns, levels, rows }: Zone): number => columns * levels * rows

/** A plan in which everything has room; the plan before stays while it has, so that nothing moves that need not. */
export function planFloor(view: InsideView, before: FloorPlan | null): FloorPlan {
  const counts = countZones(view)
  if (before !== null && before.place === view.place && before.zones.every((zone) => (counts.get(zone.id) ?? 0) <= capacityOf(zone)))
    return before
  const isBox = view.kind === PlaceKind.box
  const blocks = isBox ? [lockerOf(view)] : hallOf(view, counts)
  let x = 0
  const depth = blocks.reduce((most, block) => Math.max(most, block.depth), 0)
  const zones = blocks.map((block) => {
    const zone = { ...block, x, z: 0 }
    x += block.width + zoneGap
    return zone
  })
  const around = isBox ? { rampDepth: 1.4, margin: 2.6 } : { rampDepth: 4.2, margin: 1 }
  return { place: view.place, zones, width: x - zoneGap, depth, ...around }
}

type Block = Omit<Zone, 'x' | 'z'>

const sizeOf = (id: ZoneId, columns: number, levels: number, rows: number): Block => ({
  id,
  columns,
  levels,
  rows,
  width: columns * cell.width,
  depth: rows * cell.depth + (rows - 1) * aisle,
})

/** A locker as wide as it is high, about; never fewer cells than it holds. */
function lockerOf({ slots, batteries }: InsideView): Block {
  const cells = Math.max(slots, batteries.count, 1)
  const levels = Math.min(4, Math.max(2, Math.round(Math.sqrt(cells))))
  return sizeOf('locker', Math.ceil(cells / levels), levels, 1)
}

/** Zones of a hub or shop; those that can hold nothing are left out. */
function hallOf({ chargers, staff, staffBusy }: InsideView, counts: ReadonlyMap<ZoneId, number>): Block[] {
  const count = (id: ZoneId): number => counts.get(id) ?? 0
  const blocks = [
    rackOf('chargers', Math.max(chargers, count('chargers')), 0),
    rackOf('ready', count('ready'), 0.3),
    rackOf('queue', count('queue'), 0.5),
    rackOf('withdrawn', count('withdrawn'), 0.5),
    ...(Math.max(staff, staffBusy, count('benches')) > 0
      ? [{ ...sizeOf('benches', 1, 1, Math.max(staff, staffBusy, count('benches'))), width: benchWidth }]
      : []),
  ]
  return blocks
}

/** Racks for so many batteries and a share of room more, wider where there are many. */
function rackOf(id: ZoneId, count: number, spareFrac: number): Block {
  const levels = 4
  const wanted = Math.max(spareFrac > 0 ? 16 : 1, Math.ceil(count * (1 + spareFrac)))
  const columns = Math.max(Math.min(4, Math.ceil(wanted / levels)), Math.ceil(Math.sqrt((wanted / levels) * 2.6)))
  return sizeOf(id, columns, levels, Math.ceil(wanted / (levels * columns)))
}

/** Middle of a cell's board, metres. Cells are counted along a level, then upwards, then from the front rack to the back. */
export function placeOfCell(zone: Zone, index: number): [x: number, y: number, z: number] {
  const inRack = index % (zone.columns * zone.levels)
  const rack = Math.floor(index / (zone.columns * zone.levels))
  const level = Math.floor(inRack / zone.columns)
  return [
    zone.x + ((inRack % zone.columns) + 0.5) * cell.width,
    floorGap + level * cell.height,
    zone.z - cell.depth / 2 - rack * (cell.depth + aisle),
  ]
}

/** Edge of a battery drawn as a cube-like pack, metres: by the cube root of its mass, so that volume goes with mass. */
export function packEdge(massKg: number): number {
  return Math.min(0.4, Math.max(0.17, 0.125 * Math.cbrt(massKg)))
}
