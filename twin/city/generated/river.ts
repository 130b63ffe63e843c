import { cos, sin } from '../../../sim/math/index.ts'
import { sampleNoise } from './noise.ts'

const stepM = 50
const reachM = 9_000
const rows = (2 * reachM) / stepM + 1

/**
 * A river as a meandering line in its own frame: `u` runs downstream, `v` to its left; the line is `v = offsetM(u)`, tabulated every 50 m.
 * Being a function of `u` it has two clear banks, so "which side" and "how far" cost one look-up.
 */
export interface River {
  readonly dirX: number
  readonly dirY: number
  readonly offsetM: Float64Array
  readonly slope: Float64Array
  readonly widthM: Float64Array
}

/** Builds a river that passes `passM` beside the centre, tilted by `tiltRad`; `phases` are four uniforms. */
export function createRiver(passM: number, tiltRad: number, phases: readonly number[], seed: number): River {
  const offsetM = new Float64Array(rows)
  const slope = new Float64Array(rows)
  const widthM = new Float64Array(rows)
  const wave = (u: number): number =>
    640 * sin(u / 1500 + 6.2832 * phases[0]) + 300 * sin(u / 690 + 6.2832 * phases[1]) + 70 * sin(u / 320 + 6.2832 * phases[2])
  const base = passM - wave(0)
  for (let row = 0; row < rows; row++) {
    const u = row * stepM - reachM
    offsetM[row] = base + wave(u)
    slope[row] = (wave(u + 5) - wave(u - 5)) / 10
    widthM[row] = 135 + 3 * (u / 1000) + 28 * sampleNoise(u, 0, 1400, seed)
  }
  return { dirX: cos(tiltRad), dirY: sin(tiltRad), offsetM, slope, widthM }
}

function lookUp(table: Float64Array, u: number): number {
  const place = Math.min(Math.max((u + reachM) / stepM, 0), rows - 1.000001)
  const row = Math.floor(place)
  return table[row] + (table[row + 1] - table[row]) * (place - row)
}

/** Distance from the river's middle, metres: positive on the left bank, negative on the right. */
export function bankDistanceM(river: River, x: number, y: number): number {
  const u = x * river.dirX + y * river.dirY
  const v = y * river.dirX - x * river.dirY
  const slope = lookUp(river.slope, u)
  return (v - lookUp(river.offsetM, u)) / Math.sqrt(1 + slope * slope)
}

/** Distance to the nearer bank, metres; negative in the water. */
export function shoreDistanceM(river: River, x: number, y: number): number {
  return Math.abs(bankDistanceM(river, x, y)) - lookUp(river.widthM, x * river.dirX + y * river.dirY) / 2
}

/** Unit vector along the river at the point's place downstream. */
export function riverTangent(river: River, x: number, y: number): readonly [number, number] {
  const slope = lookUp(river.slope, x * river.dirX + y * river.dirY)
  const scale = 1 / Math.sqrt(1 + slope * slope)
  return [(river.dirX - slope * river.dirY) * scale, (river.dirY + slope * river.dirX) * scale]
}

/** The point in the river's middle at `uM` downstream of the centre. */
export function riverMiddle(river: River, uM: number): readonly [number, number] {
  const v = lookUp(river.offsetM, uM)
  return [uM * river.dirX - v * river.dirY, uM * river.dirY + v * river.dirX]
}

/** The nearest point (across the river's frame) that lies on bank `side` (+1 left, −1 right) at least `shoreM` from the water. */
export function moveToBank(river: River, x: number, y: number, side: number, shoreM: number): readonly [number, number] {
  const u = x * river.dirX + y * river.dirY
  const v = y * river.dirX - x * river.dirY
  const slope = lookUp(river.slope, u)
  const reach = (lookUp(river.widthM, u) / 2 + shoreM) * Math.sqrt(1 + slope * slope)
  const edge = lookUp(river.offsetM, u) + side * reach
  const moved = side > 0 ? Math.max(v, edge) : Math.min(v, edge)
  return [u * river.dirX - moved * river.dirY, u * river.dirY + moved * river.dirX]
}

/** The river's outline, closed: along the left bank downstream and back along the right; x and y in turn, metres. */
export function traceRiver(river: River): Float64Array {
  const outline = new Float64Array(4 * rows)
  for (let row = 0; row < rows; row++) {
    const u = row * stepM - reachM
    const across = river.widthM[row] / 2 / Math.sqrt(1 + river.slope[row] * river.slope[row])
    for (const side of [1, -1]) {
      const bankU = u - side * across * river.slope[row]
      const bankV = river.offsetM[row] + side * across
      const at = side > 0 ? row : 2 * rows - 1 - row
      outline[2 * at] = bankU * river.dirX - bankV * river.dirY
      outline[2 * at + 1] = bankU * river.dirY + bankV * river.dirX
    }
  }
  return outline
}

/** The river's middle line downstream; x and y in turn, metres. */
export function traceMiddle(river: River): number[] {
  return Array.from({ length: rows }, (_, row) => riverMiddle(river, row * stepM - reachM)).flat()
}
