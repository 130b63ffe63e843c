import { cos } from '../../sim/math/index.ts'
import type { Outline } from '../../twin/index.ts'
import type { AreaName } from './draw.ts'

const metresPerDegree = 111_195.08

/** Names of lakes and parks, the widest first, each at the middle of the widest stretch that a parallel through its middle cuts out of it. */
export function drawAreaNames(water: readonly Outline[], green: readonly Outline[], origin: readonly [number, number]): AreaName[] {
  const named = (outlines: readonly Outline[], kind: AreaName['kind']): AreaName[] =>
    outlines.filter(({ name }) => name !== '').map((outline) => toName(outline, kind, origin))
  return [...named(water, 'water'), ...named(green, 'green')].toSorted((a, b) => b.widthM - a.widthM)
}

function toName({ name, lonLatDeg }: Outline, kind: AreaName['kind'], [lon, lat]: readonly [number, number]): AreaName {
  let [south, north] = [Infinity, -Infinity]
  for (let k = 1; k < lonLatDeg.length; k += 2) {
    south = Math.min(south, lonLatDeg[k])
    north = Math.max(north, lonLatDeg[k])
  }
  const middle = (south + north) / 2
  const [west, east] = widestCut(lonLatDeg, middle)
  const widthM = (east - west) * metresPerDegree * cos((middle * 3.141592653589793) / 180)
  return { name, kind, lonLat: [(west + east) / 2 - lon, middle - lat], widthM }
}

/** The longest piece of a parallel inside a closed ring. */
function widestCut(ring: Float64Array, lat: number): readonly [number, number] {
  const cuts: number[] = []
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (ring[i + 1] > lat === ring[j + 1] > lat) continue
    cuts.push(ring[i] + ((lat - ring[i + 1]) / (ring[j + 1] - ring[i + 1])) * (ring[j] - ring[i]))
  }
  cuts.sort((a, b) => a - b)
  let best: readonly [number, number] = [ring[0], ring[0]]
  for (let i = 0; i + 1 < cuts.length; i += 2) if (cuts[i + 1] - cuts[i] > best[1] - best[0]) best = [cuts[i], cuts[i + 1]]
  return best
}
