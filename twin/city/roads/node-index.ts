import { cos } from '../../../sim/math/index.ts'
import type { RoadGraph } from '../graph.ts'

/** Core nodes of a graph sorted into a grid of about two nodes per cell, for nearest-node queries. */
export interface NodeIndex {
  readonly graph: RoadGraph
  readonly westDeg: number
  readonly southDeg: number
  readonly cellDeg: number
  readonly columns: number
  readonly rows: number
  /** `columns · rows + 1` offsets into `node`, row by row from the south-west. */
  readonly firstInCell: Uint32Array
  readonly node: Uint32Array
  /** A degree of longitude over a degree of latitude at the graph's middle. */
  readonly lonScale: number
}

/** Sorts the graph's core nodes into a grid. A graph without core nodes gives an index that finds nothing. */
export function indexNodes(graph: RoadGraph): NodeIndex {
  const core: number[] = []
  for (let node = 0; node < graph.nodeCount; node++) if (graph.isCore[node] === 1) core.push(node)
  const frame = frameCells(graph, core)
  const cells = core.map((node) => findCell(frame, graph.lonDeg[node], graph.latDeg[node]))
  const firstInCell = new Uint32Array(frame.columns * frame.rows + 1)
  for (const cell of cells) firstInCell[cell + 1] += 1
  for (let cell = 0; cell + 1 < firstInCell.length; cell++) firstInCell[cell + 1] += firstInCell[cell]
  const next = firstInCell.slice()
  const node = new Uint32Array(core.length)
  core.forEach((id, at) => (node[next[cells[at]]++] = id))
  return { graph, ...frame, firstInCell, node }
}

type Frame = Pick<NodeIndex, 'westDeg' | 'southDeg' | 'cellDeg' | 'columns' | 'rows' | 'lonScale'>

function frameCells(graph: RoadGraph, core: readonly number[]): Frame {
  if (core.length === 0) return { westDeg: 0, southDeg: 0, cellDeg: 1, columns: 1, rows: 1, lonScale: 1 }
  const [westDeg, eastDeg] = findRange(graph.lonDeg, core)
  const [southDeg, northDeg] = findRange(graph.latDeg, core)
  const lonScale = Math.max(0.01, cos((((southDeg + northDeg) / 2) * Math.PI) / 180))
  const width = (eastDeg - westDeg) * lonScale
  const height = northDeg - southDeg
  // At most a thousand cells along a side, also for a graph that is one long line.
  const cellDeg = Math.max(Math.sqrt((width * height * 2) / core.length), Math.max(width, height) / 1000, 1e-7)
  return { westDeg, southDeg, cellDeg, columns: Math.floor(width / cellDeg) + 1, rows: Math.floor(height / cellDeg) + 1, lonScale }
}

function findRange(values: Float64Array, nodes: readonly number[]): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const node of nodes) {
    low = Math.min(low, values[node])
    high = Math.max(high, values[node])
  }
  return [low, high]
}

const clamp = (value: number, limit: number): number => Math.min(limit, Math.max(0, Math.floor(value)))

const findColumn = (frame: Frame, lonDeg: number): number =>
  clamp(((lonDeg - frame.westDeg) * frame.lonScale) / frame.cellDeg, frame.columns - 1)

const findRow = (frame: Frame, latDeg: number): number => clamp((latDeg - frame.southDeg) / frame.cellDeg, frame.rows - 1)

const findCell = (frame: Frame, lonDeg: number, latDeg: number): number =>
  findRow(frame, latDeg) * frame.columns + findColumn(frame, lonDeg)

interface Nearest {
  node: number
  square: number
}

/**
 * The core node nearest to a point in degrees; the lower index of equals; −1 when the graph has no core.
 * Distances are taken in the plane at the graph's middle latitude: exact enough to choose within a city.
 */
export function findNearestNode(index: NodeIndex, lonDeg: number, latDeg: number): number {
  const column = findColumn(index, lonDeg)
  const row = findRow(index, latDeg)
  const best: Nearest = { node: -1, square: Infinity }
  const rings = Math.max(index.columns, index.rows)
  for (let ring = 0; ring <= rings; ring++) {
    // Cells of this ring lie at least ring − 1 cells away from the point's own cell's border.
    const gapDeg = Math.max(0, ring - 1) * index.cellDeg
    if (best.node >= 0 && best.square < gapDeg * gapDeg) break
    searchRing(index, column, row, ring, lonDeg, latDeg, best)
  }
  return best.node
}

function searchRing(index: NodeIndex, column: number, row: number, ring: number, lonDeg: number, latDeg: number, best: Nearest): void {
  const lowRow = Math.max(0, row - ring)
  const highRow = Math.min(index.rows - 1, row + ring)
  for (let y = lowRow; y <= highRow; y++) {
    const isEdge = y === row - ring || y === row + ring
    const step = isEdge ? 1 : Math.max(1, 2 * ring)
    for (let x = column - ring; x <= column + ring; x += step) {
      if (x >= 0 && x < index.columns) searchCell(index, y * index.columns + x, lonDeg, latDeg, best)
    }
  }
}

function searchCell(index: NodeIndex, cell: number, lonDeg: number, latDeg: number, best: Nearest): void {
  for (let at = index.firstInCell[cell]; at < index.firstInCell[cell + 1]; at++) {
    const node = index.node[at]
    const x = (index.graph.lonDeg[node] - lonDeg) * index.lonScale
    const y = index.graph.latDeg[node] - latDeg
    const square = x * x + y * y
    if (square > best.square || (square === best.square && node > best.node)) continue
    best.node = node
    best.square = square
  }
}
