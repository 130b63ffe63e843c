import { cos } from '../../../sim/math/index.ts'
import type { Outline } from '../graph.ts'
import type { Features, KeptArea, KeptOutline } from './features.ts'
import type { OsmBuildings, OsmNodes } from './extract.ts'
import { findNode } from './nodes.ts'
import { joinWays } from './rings.ts'

const metresPerDegree = 111_195.08

/** Centre and footprint of each building; those without any node in the extract are left out. */
export function locateBuildings(nodes: OsmNodes, ways: readonly Float64Array[]): OsmBuildings {
  const outlines = ways.map((way) => locate(nodes, way)).filter((outline) => outline.length > 0)
  return {
    lonDeg: Float64Array.from(outlines, (outline) => findMiddle(outline, 0)),
    latDeg: Float64Array.from(outlines, (outline) => findMiddle(outline, 1)),
    areaM2: Float64Array.from(outlines, measureArea),
  }
}

/** Closed outlines for drawing; an outline whose nodes are partly cut off is closed over the gap. */
export function locateClosed(nodes: OsmNodes, kept: readonly KeptOutline[]): Outline[] {
  return locateLines(nodes, kept).filter((outline) => outline.lonLatDeg.length >= 8)
}

/** Open lines for drawing, as far as they lie in the extract. */
export function locateLines(nodes: OsmNodes, kept: readonly KeptOutline[]): Outline[] {
  return kept.map(({ name, nodeIds }) => ({ name, lonLatDeg: locate(nodes, nodeIds) })).filter((outline) => outline.lonLatDeg.length >= 4)
}

/** Areas of several ways: each outer ring with the inner ones that lie in it. Rings that the extract cut open are left out. */
export function locateAreas(nodes: OsmNodes, { areas, parts }: Features, kind: KeptArea['kind']): Outline[] {
  const ringsOf = (ids: readonly number[]): Float64Array[] =>
    joinWays(
      ids.flatMap((id) => parts.get(id) ?? []),
      false,
    )
      .closed.map((ring) => locate(nodes, ring))
      .filter((ring) => ring.length >= 8)
  return areas
    .filter((area) => area.kind === kind)
    .flatMap(({ name, outer, inner }) => {
      const holes = ringsOf(inner)
      return ringsOf(outer).map((lonLatDeg) => ({
        name,
        lonLatDeg,
        holes: holes.filter((hole) => isInside(lonLatDeg, hole[0], hole[1])),
      }))
    })
}

/** Whether a point lies in a closed ring, by the crossings of a ray to the east. */
export function isInside(ring: ArrayLike<number>, lon: number, lat: number): boolean {
  let isIn = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (ring[i + 1] > lat === ring[j + 1] > lat) continue
    if (lon < ring[i] + ((lat - ring[i + 1]) / (ring[j + 1] - ring[i + 1])) * (ring[j] - ring[i])) isIn = !isIn
  }
  return isIn
}

/** Longitude and latitude in turn, degrees, of those nodes that are in the extract. */
export function locate(nodes: OsmNodes, nodeIds: Float64Array): Float64Array {
  const lonLatDeg: number[] = []
  for (const id of nodeIds) {
    const at = findNode(nodes.id, id)
    if (at >= 0) lonLatDeg.push(nodes.lonE7[at] / 1e7, nodes.latE7[at] / 1e7)
  }
  return Float64Array.from(lonLatDeg)
}

function findMiddle(lonLatDeg: Float64Array, axis: 0 | 1): number {
  let low = Infinity
  let high = -Infinity
  for (let i = axis; i < lonLatDeg.length; i += 2) {
    low = Math.min(low, lonLatDeg[i])
    high = Math.max(high, lonLatDeg[i])
  }
  return (low + high) / 2
}

/** Shoelace formula in the plane that touches the outline's first corner; 0 for an open line. */
function measureArea(lonLatDeg: Float64Array): number {
  const last = lonLatDeg.length - 2
  const lon0 = lonLatDeg[0]
  const lat0 = lonLatDeg[1]
  if (lonLatDeg[last] !== lon0 || lonLatDeg[last + 1] !== lat0) return 0
  let twice = 0
  for (let i = 0; i < last; i += 2) {
    const [x1, y1, x2, y2] = [lonLatDeg[i] - lon0, lonLatDeg[i + 1] - lat0, lonLatDeg[i + 2] - lon0, lonLatDeg[i + 3] - lat0]
    twice += x1 * y2 - x2 * y1
  }
  return (Math.abs(twice) / 2) * metresPerDegree * metresPerDegree * cos((lat0 * Math.PI) / 180)
}
