import { type Sketch, maxDegree, otherEnd, visitEdges } from './sketch.ts'

/** Where a straight line first meets a piece: `t` = share of the line (+Infinity: nowhere). */
export interface Crossing {
  edge: number
  t: number
  x: number
  y: number
}

/**
 * First meeting of the line from junction `from` to (x, y) with a piece that does not end at `from`.
 * `skip` (−1 for none) is a junction whose pieces do not count either.
 */
export function findCrossing(sketch: Sketch, from: number, x: number, y: number, skip: number, out: Crossing): boolean {
  const px = sketch.x[from]
  const py = sketch.y[from]
  const dx = x - px
  const dy = y - py
  out.edge = -1
  out.t = Number.POSITIVE_INFINITY
  visitEdges(sketch, Math.min(px, x), Math.min(py, y), Math.max(px, x), Math.max(py, y), (edge) => {
    const a = sketch.edgeA[edge]
    const b = sketch.edgeB[edge]
    if (a === from || b === from || a === skip || b === skip) return false
    const ex = sketch.x[b] - sketch.x[a]
    const ey = sketch.y[b] - sketch.y[a]
    const cross = dx * ey - dy * ex
    if (cross === 0) return false
    const ax = sketch.x[a] - px
    const ay = sketch.y[a] - py
    const t = (ax * ey - ay * ex) / cross
    const s = (ax * dy - ay * dx) / cross
    if (t > 0 && t <= 1 && s >= 0 && s <= 1 && (t < out.t || (t === out.t && edge < out.edge))) {
      out.t = t
      out.edge = edge
    }
    return false
  })
  out.x = px + out.t * dx
  out.y = py + out.t * dy
  return out.edge >= 0
}

/** Nearest point of a piece to (x, y), written to `out` with `t` = the distance in metres. */
function projectOnEdge(sketch: Sketch, edge: number, x: number, y: number, out: Crossing): void {
  const ax = sketch.x[sketch.edgeA[edge]]
  const ay = sketch.y[sketch.edgeA[edge]]
  const ex = sketch.x[sketch.edgeB[edge]] - ax
  const ey = sketch.y[sketch.edgeB[edge]] - ay
  const share = ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey)
  const s = share < 0 ? 0 : share > 1 ? 1 : share
  out.edge = edge
  out.x = ax + s * ex
  out.y = ay + s * ey
  out.t = Math.sqrt((x - out.x) * (x - out.x) + (y - out.y) * (y - out.y))
}

/** Nearest piece to (x, y) within `radiusM` that passes `accept`; false when there is none. `out.t` is the distance. */
export function findEdge(sketch: Sketch, x: number, y: number, radiusM: number, accept: (edge: number) => boolean, out: Crossing): boolean {
  const trial: Crossing = { edge: -1, t: 0, x: 0, y: 0 }
  out.edge = -1
  out.t = radiusM
  visitEdges(sketch, x - radiusM, y - radiusM, x + radiusM, y + radiusM, (edge) => {
    projectOnEdge(sketch, edge, x, y, trial)
    if (trial.t >= out.t || !accept(edge)) return false
    out.edge = edge
    out.t = trial.t
    out.x = trial.x
    out.y = trial.y
    return false
  })
  return out.edge >= 0
}

/** Cosine of the sharpest angle between direction (dx, dy) and the pieces that meet at `node`; −1 when none does. */
export function sharpestCosine(sketch: Sketch, node: number, dx: number, dy: number): number {
  let sharpest = -1
  const length = Math.sqrt(dx * dx + dy * dy)
  for (let slot = 0; slot < sketch.degree[node]; slot++) {
    const other = otherEnd(sketch, sketch.nodeEdge[node * maxDegree + slot], node)
    const ex = sketch.x[other] - sketch.x[node]
    const ey = sketch.y[other] - sketch.y[node]
    const cosine = (dx * ex + dy * ey) / (length * Math.sqrt(ex * ex + ey * ey))
    if (cosine > sharpest) sharpest = cosine
  }
  return sharpest
}
