import { assert } from '../../sim/assert.ts'
import type { RoadGraph } from '../city/index.ts'
import type { AreaSpec } from '../spec.ts'

/** Hub that serves a node by a couriers' area; −1 where no area covers it. */
export type HubByArea = (node: number) => number

/** The areas of a scenario over the hubs of a city, by name. Every area names a hub that is there (a scenario is checked before). */
export function createHubByArea(areas: readonly AreaSpec[], hubNames: readonly string[], graph: RoadGraph): HubByArea {
  const hubs = areas.map(({ hub }) => hubNames.indexOf(hub))
  hubs.forEach((hub, i) => assert(hub >= 0, 'area-hub', areas[i].hub))
  return (node) => {
    const at = areas.findIndex(({ lonLatDeg }) => isInside(lonLatDeg, graph.lonDeg[node], graph.latDeg[node]))
    return at < 0 ? -1 : hubs[at]
  }
}

/**
 * Whether a point lies in a polygon of corners x0 y0 x1 y1 …, by the parity of edges that a ray to the east crosses. A point on an edge may
 * fall on either side, the same one on every machine.
 */
export function isInside(corners: readonly number[], x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
    const [x0, y0, x1, y1] = [corners[i], corners[i + 1], corners[j], corners[j + 1]]
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside
  }
  return inside
}
