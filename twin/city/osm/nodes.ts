import type { OsmNodes } from './extract.ts'

/** Nodes ascending by id. Files are sorted as a rule; then this costs one pass. Among equal ids the file's order stays. */
export function sortNodes(nodes: OsmNodes): OsmNodes {
  if (isAscending(nodes.id)) return nodes
  const order = Uint32Array.from(nodes.id, (_, index) => index).toSorted((a, b) => nodes.id[a] - nodes.id[b] || a - b)
  return {
    id: Float64Array.from(order, (from) => nodes.id[from]),
    lonE7: Int32Array.from(order, (from) => nodes.lonE7[from]),
    latE7: Int32Array.from(order, (from) => nodes.latE7[from]),
  }
}

function isAscending(id: Float64Array): boolean {
  for (let i = 1; i < id.length; i++) if (id[i] < id[i - 1]) return false
  return true
}

/** First id that stands twice in ascending ids; `null` when all differ. */
export function findDuplicate(id: Float64Array): number | null {
  for (let i = 1; i < id.length; i++) if (id[i] === id[i - 1]) return id[i]
  return null
}

/** Row of a node by binary search in ascending ids; −1 when it is not there. */
export function findNode(id: Float64Array, wanted: number): number {
  let low = 0
  let high = id.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (id[middle] < wanted) low = middle + 1
    else high = middle
  }
  return id[low] === wanted ? low : -1
}
