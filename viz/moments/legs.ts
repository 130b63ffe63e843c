import type { DrawWindow } from '../../scenarios/index.ts'
import { countGroups, createTexels, rowFloats, type Rows } from './rows.ts'

/** Floats of a row of legs: from where to where, from when to when, whose. */
export const LegFloat = { fromLon: 0, fromLat: 1, toLon: 2, toLat: 3, fromS: 4, toS: 5, courier: 6, vehicle: 7 } as const

/** Ways and stands of couriers, sorted by the slot of time that they begin in; none lasts longer than a slot. */
export interface LegRows extends Rows {
  /** Rows that begin in a slot are `firstOfSlot[slot] … firstOfSlot[slot + 1] − 1`. */
  readonly firstOfSlot: Uint32Array
}

/** Seconds of a slot. Shorter slots draw fewer rows that are not seen, and cut more stands in pieces. */
export const slotS = 600

/** Makes legs ready for the GPU and for picks. What lasts longer than a slot is cut in pieces, so that a moment needs two slots and no more. */
export function prepareLegs(legs: DrawWindow['legs'], durationS: number): LegRows {
  const pieces = cutLegs(legs, durationS)
  const slots = Math.ceil(durationS / slotS)
  const slotOf = (piece: number) => Math.min(slots - 1, Math.max(0, Math.floor(pieces.fromS[piece] / slotS)))
  const firstOfSlot = countGroups(slots, pieces.count, slotOf)
  const next = firstOfSlot.slice()
  const texels = createTexels(pieces.count, rowFloats)
  for (let piece = 0; piece < pieces.count; piece++)
    writeLeg(texels, rowFloats * next[slotOf(piece)]++, legs, pieces.leg[piece], pieces.fromS[piece], pieces.toS[piece])
  return { count: pieces.count, texels, firstOfSlot }
}

interface Pieces {
  readonly count: number
  readonly leg: Uint32Array
  readonly fromS: Float32Array
  readonly toS: Float32Array
}

/** Pieces of legs that touch the window: seconds 0 up to `durationS`. */
function cutLegs({ count, fromS, toS }: DrawWindow['legs'], durationS: number): Pieces {
  const most = fromS.reduce((sum, from, leg) => sum + 1 + Math.max(0, Math.ceil((toS[leg] - from) / slotS)), 0)
  const pieces = { leg: new Uint32Array(most), fromS: new Float32Array(most), toS: new Float32Array(most) }
  let rows = 0
  for (let leg = 0; leg < count; leg++) {
    const parts = Math.max(1, Math.ceil((toS[leg] - fromS[leg]) / slotS))
    for (let part = 0; part < parts; part++) {
      const from = fromS[leg] + ((toS[leg] - fromS[leg]) * part) / parts
      const to = fromS[leg] + ((toS[leg] - fromS[leg]) * (part + 1)) / parts
      if (to <= 0 || from >= durationS) continue
      pieces.leg[rows] = leg
      pieces.fromS[rows] = from
      pieces.toS[rows] = to
      rows++
    }
  }
  return { count: rows, ...pieces }
}

function writeLeg(texels: Float32Array, at: number, legs: DrawWindow['legs'], leg: number, fromS: number, toS: number): void {
  texels[at + LegFloat.fromLon] = placeOnLeg(legs, leg, 0, fromS)
  texels[at + LegFloat.fromLat] = placeOnLeg(legs, leg, 1, fromS)
  texels[at + LegFloat.toLon] = placeOnLeg(legs, leg, 0, toS)
  texels[at + LegFloat.toLat] = placeOnLeg(legs, leg, 1, toS)
  texels[at + LegFloat.fromS] = fromS
  texels[at + LegFloat.toS] = toS
  texels[at + LegFloat.courier] = legs.courier[leg]
  texels[at + LegFloat.vehicle] = legs.vehicle[leg]
}

/** Longitude (axis 0) or latitude (1) of whoever goes a leg evenly. */
function placeOnLeg({ lonLat, fromS, toS }: DrawWindow['legs'], leg: number, axis: 0 | 1, timeS: number): number {
  const [from, to, lasts] = [lonLat[4 * leg + axis], lonLat[4 * leg + 2 + axis], toS[leg] - fromS[leg]]
  return lasts > 0 ? from + ((to - from) * (timeS - fromS[leg])) / lasts : to
}

/** All rows that may touch a span of seconds, and few that do not: the first and the one after the last. */
export function legsBetween({ firstOfSlot }: LegRows, fromS: number, toS: number): readonly [first: number, end: number] {
  const last = firstOfSlot.length - 1
  const slotAt = (timeS: number) => Math.floor(timeS / slotS)
  const first = Math.min(last, Math.max(0, slotAt(fromS) - 1))
  const end = Math.min(last, Math.max(0, slotAt(toS) + 1))
  return [firstOfSlot[first], firstOfSlot[end]]
}

/** Whether a courier is on this row at a second of the window, as the shaders decide it. */
export function isUnderway({ texels }: Rows, row: number, timeS: number): boolean {
  const at = rowFloats * row
  return timeS >= texels[at + LegFloat.fromS] && timeS < texels[at + LegFloat.toS]
}

/** How far along its row a courier is, 0..1, as the shaders mix it. */
export function shareOfLeg({ texels }: Rows, row: number, timeS: number): number {
  const [from, to] = [texels[rowFloats * row + LegFloat.fromS], texels[rowFloats * row + LegFloat.toS]]
  return to > from ? Math.min(1, Math.max(0, (timeS - from) / (to - from))) : 1
}
