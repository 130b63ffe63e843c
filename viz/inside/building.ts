import { AtRamp, InsideState, type InsideView } from '../../scenarios/index.ts'
import { PlaceKind } from '../../twin/index.ts'
import type { Block } from './blocks.ts'
import { capacityOf, cell, countZones, floorGap, placeOfCell, type FloorPlan, type Zone } from './floor-plan.ts'
import type { Palette } from './palette.ts'
import type { Slots } from './slots.ts'

const board = 0.025
const post = 0.04

/** Racks, locker, benches, walls and markings: what stands still as long as the plan does. */
export function buildHall(plan: FloorPlan, kind: number, palette: Palette): Block[] {
  const racks = plan.zones.flatMap((zone) =>
    zone.id === 'benches' ? buildBenches(zone, palette) : zone.id === 'locker' ? buildLocker(zone, palette) : buildRacks(zone, palette),
  )
  const marks = plan.zones.flatMap((zone) => markZone(zone, palette))
  return [...racks, ...marks, ...(kind === PlaceKind.box ? [] : buildWalls(plan, palette))]
}

function buildRacks(zone: Zone, palette: Palette): Block[] {
  const blocks: Block[] = []
  const height = floorGap + zone.levels * cell.height
  for (let rack = 0; rack < zone.rows; rack++) {
    const [, , z] = placeOfCell(zone, rack * zone.columns * zone.levels)
    const x = zone.x + zone.width / 2
    for (let level = 0; level <= zone.levels; level++) {
      const y = floorGap + level * cell.height - board
      blocks.push({ at: [x, y, z], size: [zone.width, board, cell.depth], colour: palette.frame })
    }
    const bays = Math.max(1, Math.round(zone.columns / 4))
    for (let bay = 0; bay <= bays; bay++) {
      for (const side of [-1, 1]) {
        const at: Block['at'] = [zone.x + (bay * zone.width) / bays, 0, z + (side * (cell.depth - post)) / 2]
        blocks.push({ at, size: [post, height, post], colour: palette.frame })
      }
    }
  }
  return blocks
}

/** A cabinet with a wall around each slot, open to the viewer. */
function buildLocker(zone: Zone, palette: Palette): Block[] {
  const x = zone.x + zone.width / 2
  const z = zone.z - cell.depth / 2
  const height = floorGap + zone.levels * cell.height
  const shell = 0.09
  const blocks: Block[] = [
    { at: [x, 0, z - cell.depth / 2 - shell / 2], size: [zone.width + 2 * shell, height, shell], colour: palette.wall },
    { at: [x, 0, z], size: [zone.width + 2 * shell, floorGap - board, cell.depth], colour: palette.wall },
    { at: [x, height, z], size: [zone.width + 2 * shell, shell, cell.depth + 2 * shell], colour: palette.wall },
    ...[-1, 1].map((side): Block => ({
      at: [x + side * (zone.width / 2 + shell / 2), 0, z],
      size: [shell, height, cell.depth],
      colour: palette.wall,
    })),
  ]
  for (let level = 0; level < zone.levels; level++) {
    blocks.push({ at: [x, floorGap + level * cell.height - board, z], size: [zone.width, board, cell.depth], colour: palette.frame })
  }
  for (let column = 1; column < zone.columns; column++) {
    blocks.push({ at: [zone.x + column * cell.width, floorGap, z], size: [board, height - floorGap, cell.depth], colour: palette.frame })
  }
  return blocks
}

function buildBenches(zone: Zone, palette: Palette): Block[] {
  return Array.from({ length: zone.rows }, (_, row) => placeOfCell(zone, row)).flatMap(([x, , z]): Block[] => [
    { at: [x, floorGap - board, z], size: [1.1, board, cell.depth], colour: palette.frame },
    { at: [x, 0, z], size: [0.9, floorGap - board, 0.4], colour: palette.wall },
  ])
}

/** A line on the floor around a zone. */
function markZone(zone: Zone, palette: Palette): Block[] {
  const margin = 0.28
  const [left, right] = [zone.x - margin, zone.x + zone.width + margin]
  const [front, back] = [zone.z + margin, zone.z - zone.depth - margin]
  const [width, depth, line] = [right - left, front - back, 0.05]
  const flat = (x: number, z: number, w: number, d: number): Block => ({ at: [x, 0.002, z], size: [w, 0.004, d], colour: palette.marking })
  return [
    flat((left + right) / 2, front, width + line, line),
    flat((left + right) / 2, back, width + line, line),
    flat(left, (front + back) / 2, line, depth),
    flat(right, (front + back) / 2, line, depth),
  ]
}

/** Two low walls at the back and left, and the edge of the ramp with its bays. */
function buildWalls(plan: FloorPlan, palette: Palette): Block[] {
  const { left, right, back, front } = outlineOf(plan)
  const wall = 0.12
  const height = 0.9
  const bays = Math.max(2, Math.floor((right - left) / bayWidth))
  return [
    { at: [(left + right) / 2, 0, back], size: [right - left, height, wall], colour: palette.wall },
    { at: [left, 0, (back + front) / 2], size: [wall, height, front - back], colour: palette.wall },
    { at: [right, 0, (back + front) / 2], size: [wall, height, front - back], colour: palette.wall },
    ...Array.from({ length: bays + 1 }, (_, bay): Block => ({
      at: [left + bay * bayWidth, 0.002, front + plan.rampDepth / 2],
      size: [0.06, 0.004, plan.rampDepth - 0.6],
      colour: palette.marking,
    })),
  ]
}

const bayWidth = 2.4

/** Inner edges of the hall; `front` is where the ramp begins. */
export function outlineOf({ width, depth, margin }: FloorPlan) {
  return { left: -margin, right: width + margin, back: -depth - Math.min(1, margin), front: 2.1 }
}

/** A lamp for each charger: lit where the battery beside it holds one. As many as the place has; which socket it is, the engine does not say. */
export function buildChargers(view: InsideView, slots: Slots, palette: Palette): Block[] {
  const zone = slots.plan.zones.find(({ id }) => id === 'chargers' || id === 'locker')
  if (zone === undefined) return []
  const { battery, isOnCharger } = view.batteries
  const lit = new Set(Array.from(battery).flatMap((at, row) => (isOnCharger[row] === 1 ? [slots.cellOfBattery.get(at)] : [])))
  return Array.from({ length: Math.min(view.chargers, capacityOf(zone)) }, (_, i): Block => {
    const [x, y, z] = placeOfCell(zone, i)
    return {
      at: [x + cell.width / 2 - 0.08, y + cell.height - 0.1, z + cell.depth / 2 - 0.02],
      size: [0.09, 0.05, 0.05],
      colour: lit.has(i) ? palette.accent : palette.idle,
    }
  })
}

/** A person, a vehicle: where it stands and its colour. */
export interface Figure {
  readonly x: number
  readonly z: number
  readonly isBusy: boolean
}

/** Staff on duty stand at the benches, those who inspect in front of theirs; customers who wait stand before the door. */
export function standPeople(view: InsideView, plan: FloorPlan): readonly Figure[] {
  const benches = plan.zones.find(({ id }) => id === 'benches')
  const staff = Array.from({ length: Math.max(view.staff, view.staffBusy) }, (_, i): Figure => {
    const [x, , z] = benches === undefined ? [0, 0, 0] : placeOfCell(benches, Math.min(i, benches.rows - 1))
    return { x: x + 0.95, z: z + 0.1, isBusy: i < view.staffBusy }
  })
  const { front } = outlineOf(plan)
  const customers = Array.from({ length: Math.min(view.customersWaiting, 24) }, (_, i): Figure => ({
    x: 0.4 + (i % 8) * 0.7,
    z: front - 0.5 + Math.floor(i / 8) * 0.7,
    isBusy: false,
  }))
  return [...staff, ...customers]
}

/** Vehicles of the couriers who are here, bay by bay. */
export function parkVehicles(view: InsideView, plan: FloorPlan): readonly (Figure & { readonly vehicle: number })[] {
  const { left, right, front } = outlineOf(plan)
  // From the middle of the ramp on: its left corner lies below the legend.
  const firstBay = Math.max(0, Math.floor((right - left) / bayWidth / 2 - view.couriers.count / 2))
  const isBox = view.kind === PlaceKind.box
  return Array.from({ length: view.couriers.count }, (_, i) => ({
    x: isBox ? plan.width + 1.5 + i * bayWidth : left + (firstBay + i + 0.5) * bayWidth,
    z: isBox ? front - 0.6 : front + plan.rampDepth / 2,
    isBusy: view.couriers.doing[i] !== AtRamp.waiting,
    vehicle: view.couriers.vehicle[i],
  }))
}

/** What is written over a zone: its name and how many batteries stand in it. */
export function labelZones(view: InsideView, plan: FloorPlan): readonly { readonly zone: Zone; readonly count: number }[] {
  const counts = countZones(view)
  return plan.zones.map((zone) => ({ zone, count: counts.get(zone.id) ?? 0 }))
}

/** Words for what a battery does. */
export const insideStateWords: Readonly<Record<number, string>> = {
  [InsideState.ready]: 'ready',
  [InsideState.charging]: 'charging',
  [InsideState.queued]: 'waits for a charger',
  [InsideState.withdrawn]: 'withdrawn',
  [InsideState.inspecting]: 'being inspected',
}

export const atRampWords: Readonly<Record<number, string>> = {
  [AtRamp.waiting]: 'waits for a tour',
  [AtRamp.loading]: 'loads',
  [AtRamp.unloading]: 'unloads',
  [AtRamp.serving]: 'at the door',
}
