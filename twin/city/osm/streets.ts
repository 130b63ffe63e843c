import type { Street } from '../graph.ts'
import type { OsmNodes, OsmRoads } from './extract.ts'
import { locate } from './outlines.ts'

/** The drivable ways that have a name, each as a line. `nameOfWay` indexes `names`, whose first is empty. */
export function locateStreets(nodes: OsmNodes, roads: OsmRoads, names: readonly string[], nameOfWay: Uint32Array): Street[] {
  const streets: Street[] = []
  nameOfWay.forEach((name, way) => {
    if (name === 0) return
    const lonLatDeg = locate(nodes, roads.nodeId.subarray(roads.firstNode[way], roads.firstNode[way + 1]))
    if (lonLatDeg.length >= 4) streets.push({ name: names[name], roadClass: roads.roadClass[way], lonLatDeg })
  })
  return streets
}
