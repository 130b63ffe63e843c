import { createPlane, eastM, northM } from '../roads/index.ts'
import type { DemandSurface, RoadGraph } from '../graph.ts'

/** Demand gathered to few weighted nodes; both the customers and the possible places of the k-medoids. */
export interface Candidates {
  readonly node: Uint32Array
  readonly weight: Float64Array
}

interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly spanM: number
}

function placeDemand(graph: RoadGraph, demand: DemandSurface): Places {
  const plane = createPlane(graph.lonDeg[demand.node[0]], graph.latDeg[demand.node[0]])
  const x = Float64Array.from(demand.node, (v) => eastM(plane, graph.lonDeg[v]))
  const y = Float64Array.from(demand.node, (v) => northM(plane, graph.latDeg[v]))
  const span = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b))
  return { x, y, spanM: Math.max(span(x), span(y), 1) }
}

/** Members of each occupied square cell of `cellM`, in order of first appearance. */
function groupByCell(places: Places, cellM: number): number[][] {
  const groups = new Map<number, number[]>()
  for (let i = 0; i < places.x.length; i++) {
    const cell = Math.floor(places.x[i] / cellM) * 4_194_304 + Math.floor(places.y[i] / cellM)
    const group = groups.get(cell)
    if (group === undefined) groups.set(cell, [i])
    else group.push(i)
  }
  return [...groups.values()]
}

/** Finest grouping with at most `limit` groups: cells shrink by a tenth at a time. */
function groupDemand(places: Places, limit: number): number[][] {
  let groups = [Array.from(places.x.keys())]
  for (let cellM = places.spanM; cellM > 1; cellM *= 0.9) {
    const finer = groupByCell(places, cellM)
    if (finer.length > limit) break
    groups = finer
  }
  return groups
}

/** The member nearest to its group's centre of weight. */
function findRepresentative(places: Places, demand: DemandSurface, group: readonly number[]): number {
  let total = 0
  let x = 0
  let y = 0
  for (const i of group) {
    total += demand.weight[i]
    x += demand.weight[i] * places.x[i]
    y += demand.weight[i] * places.y[i]
  }
  const square = (i: number): number =>
    (places.x[i] - x / total) * (places.x[i] - x / total) + (places.y[i] - y / total) * (places.y[i] - y / total)
  return group.reduce((best, i) => (square(i) < square(best) ? i : best))
}

/** Gathers demand to at most `limit` nodes: in square cells, each shown by its node nearest to the cell's centre of weight. */
export function gatherDemand(graph: RoadGraph, demand: DemandSurface, limit: number): Candidates {
  if (demand.node.length <= limit) return { node: demand.node, weight: demand.weight }
  const places = placeDemand(graph, demand)
  const groups = groupDemand(places, limit)
  const node = Uint32Array.from(groups, (group) => demand.node[findRepresentative(places, demand, group)])
  const weight = Float64Array.from(groups, (group) => group.reduce((sum, i) => sum + demand.weight[i], 0))
  return { node, weight }
}
