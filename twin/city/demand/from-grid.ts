import type { Parsed, Problem } from '../../../data/columns/index.ts'
import type { DemandSurface, RoadGraph } from '../graph.ts'
import {
  type Buckets,
  type NodeIndex,
  type Plane,
  bucketPoints,
  eastM,
  findNearestNode,
  haversineM,
  indexNodes,
  northM,
  visitWithin,
} from '../roads/index.ts'
import { type GridCell, gridProblem, parseGridText } from './grid-text.ts'
import { collectWeights } from './surface.ts'

/** Cells farther than this from every road of the city cannot be its own, metres. */
const farthestCellM = 2000
/** Half the usual size of a cell when it cannot be told from its neighbours, metres. */
const defaultRadiusM = 250

/** Half the median distance between neighbouring centres, a little widened so that hexagons meet at their corners; metres. */
function findCellRadiusM(centres: Buckets): number {
  const nearest: number[] = []
  for (let i = 0; i < centres.x.length; i++) {
    let best = Number.POSITIVE_INFINITY
    for (let radius = centres.cellM; radius <= 8 * centres.cellM && best === Number.POSITIVE_INFINITY; radius *= 2) {
      visitWithin(centres, centres.x[i], centres.y[i], radius, (point, square) => {
        if (point !== i && square > 1 && square < best) best = square
      })
    }
    if (best < Number.POSITIVE_INFINITY) nearest.push(Math.sqrt(best))
  }
  nearest.sort((a, b) => a - b)
  return nearest.length === 0 ? defaultRadiusM : 0.577 * nearest[nearest.length >> 1]
}

/** Keeps the cells at the city and says which are not. Cells where nobody lives may lie anywhere (lakes, hills): leaving them out loses nothing. */
function keepNearCells(cells: readonly GridCell[], index: NodeIndex, problems: Problem[]): GridCell[] {
  const isNear = (lonDeg: number, latDeg: number): boolean => {
    const node = findNearestNode(index, lonDeg, latDeg)
    return node >= 0 && haversineM(lonDeg, latDeg, index.graph.lonDeg[node], index.graph.latDeg[node]) <= farthestCellM
  }
  return cells.filter((cell) => {
    if (cell.population === 0 || isNear(cell.lonDeg, cell.latDeg)) return true
    const isSwapped = isNear(cell.latDeg, cell.lonDeg)
    const code = isSwapped ? 'grid-coordinates-swapped' : 'grid-outside-city'
    const remedy = isSwapped
      ? 'Longitude and latitude are swapped: exchange the two columns.'
      : `The cell lies more than ${farthestCellM} m from every road: use the grid of this city or leave the cell out.`
    problems.push(gridProblem(code, cell.line, `${cell.lonDeg} ${cell.latDeg}`, remedy))
    return false
  })
}

function bucketCells(cells: readonly GridCell[], plane: Plane): Buckets {
  const x = Float64Array.from(cells, (cell) => eastM(plane, cell.lonDeg))
  const y = Float64Array.from(cells, (cell) => northM(plane, cell.latDeg))
  return bucketPoints(x, y, 150)
}

/** Spreads each cell evenly over the core nodes within its radius; a cell without any goes to the nearest core node. */
function spreadCells(index: NodeIndex, cells: readonly GridCell[]): Float64Array {
  const { graph, node, plane, buckets } = index
  const weight = new Float64Array(graph.nodeCount)
  const radiusM = findCellRadiusM(bucketCells(cells, plane))
  for (const cell of cells) {
    if (cell.population === 0) continue
    const inside: number[] = []
    visitWithin(buckets, eastM(plane, cell.lonDeg), northM(plane, cell.latDeg), radiusM, (point) => inside.push(node[point]))
    if (inside.length === 0) inside.push(findNearestNode(index, cell.lonDeg, cell.latDeg))
    for (const near of inside) weight[near] += cell.population / inside.length
  }
  return weight
}

/** Says why a grid as a whole cannot be used, or null. */
function judgeShare(goodCount: number, rowCount: number, total: number): Problem | null {
  const bad = rowCount - goodCount
  if (2 * bad > rowCount) {
    return gridProblem(
      'grid-mostly-unusable',
      1,
      `${bad} of ${rowCount} rows`,
      'More than half of the rows cannot be used: mend the file or choose another.',
    )
  }
  if (total > 0) return null
  return gridProblem('grid-without-people', 1, '0', 'All cells have population 0: check that the right column is called population.')
}

/**
 * Demand from a population grid (CSV with lon, lat, population; other columns are ignored): each cell's inhabitants are shared out over the core
 * nodes near its centre. Rows that cannot be used give problems with line, value and remedy, the others are used;
 * value is null when a column is missing, more than half of the rows are unusable, or nobody lives there.
 */
export function demandFromGrid(csvText: string, graph: RoadGraph): Parsed<DemandSurface> {
  const { value, problems: textProblems } = parseGridText(csvText)
  const problems = [...textProblems]
  if (value === null) return { value: null, problems }
  const index = indexNodes(graph)
  const cells = keepNearCells(value.cells, index, problems)
  const total = cells.reduce((sum, cell) => sum + cell.population, 0)
  const verdict = judgeShare(cells.length, value.rowCount, total)
  if (verdict !== null) return { value: null, problems: [...problems, verdict] }
  return { value: collectWeights('grid', spreadCells(index, cells)), problems }
}
