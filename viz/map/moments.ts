import { PlaceKind } from '../../twin/index.ts'
import type { DrawWindow } from '../../scenarios/index.ts'

/** Batteries that are somewhere: what the GPU needs of the stays beside their own columns, and what a pick needs. */
export interface StayColumns {
  readonly count: number
  /** Two per row: first and, not included, last second. */
  readonly span: Float32Array
  /** Two per row, in units of the spread: where in the cluster around its place a battery stands. */
  readonly spread: Float32Array
  readonly id: Float32Array
}

/** Couriers on their way or standing. */
export interface LegColumns {
  readonly count: number
  /** Two per row: first and, not included, last second. */
  readonly span: Float32Array
  readonly id: Float32Array
  readonly level: Float32Array
}

const goldenAngle = 2.399963229728653
/** Units of the spread that the symbol of a place itself takes: the batteries stand around it. */
const coreOf: Readonly<Record<number, number>> = { [PlaceKind.hub]: 4.2, [PlaceKind.shop]: 2.4, [PlaceKind.box]: 2.4 }

/** Batteries of one place stand around it like the seeds of a sunflower (Vogel 1979), in the order of the rows, so that a stock shows its size. */
export function prepareStays({ stays }: DrawWindow): StayColumns {
  const { count } = stays
  const spread = new Float32Array(2 * count)
  const taken = new Map<number, number>()
  for (let row = 0; row < count; row++) {
    const kind = stays.placeKind[row]
    const holder = kind === PlaceKind.customer ? -1 - stays.holder[row] : stays.holder[row]
    const slot = taken.get(holder) ?? 0
    taken.set(holder, slot + 1)
    const core = coreOf[kind] ?? 0
    const radius = Math.sqrt(core * core + slot)
    spread[2 * row] = radius * Math.cos(slot * goldenAngle)
    spread[2 * row + 1] = radius * Math.sin(slot * goldenAngle)
  }
  return { count, span: interleave(count, stays.fromS, stays.toS), spread, id: Float32Array.from(stays.battery) }
}

/** Joins two columns row by row. */
function interleave(count: number, first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(2 * count)
  for (let row = 0; row < count; row++) {
    both[2 * row] = first[row]!
    both[2 * row + 1] = second[row]!
  }
  return both
}

/** What the GPU needs of the legs beside their own columns. */
export function prepareLegs({ legs }: DrawWindow): LegColumns {
  const { count } = legs
  return {
    count,
    span: interleave(count, legs.fromS, legs.toS),
    id: Float32Array.from(legs.courier),
    level: Float32Array.from(legs.vehicle),
  }
}

/** Whether a row is seen at a second of the window, as the shaders decide it. */
export function isSeen(span: Float32Array, row: number, timeS: number): boolean {
  return timeS >= span[2 * row] && timeS < span[2 * row + 1]
}

/** How far along its leg a courier is, 0..1, as the shaders mix it. */
export function shareOfLeg(span: Float32Array, row: number, timeS: number): number {
  const [from, to] = [span[2 * row], span[2 * row + 1]]
  return to > from ? Math.min(1, Math.max(0, (timeS - from) / (to - from))) : 1
}

/** Pixels of one unit of the spread at a zoom: tight over the whole city, loose enough to hit one battery when near. */
export function spreadPixels(zoom: number): number {
  return Math.min(9, Math.max(1.2, 1.8 * 2 ** ((zoom - 12) * 0.65)))
}

/** Radius of a battery's dot at a zoom. */
export function batteryPixels(zoom: number): number {
  return Math.min(6, Math.max(1.2, 1.6 * 2 ** ((zoom - 12) * 0.5)))
}

/** Seconds of the way that stay visible behind a courier: a second and a half of watching, between two minutes and four hours. */
export function tailSeconds(speed: number): number {
  return Math.min(4 * 3600, Math.max(120, speed * 1.5))
}
