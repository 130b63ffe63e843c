/** Points on a plane sorted into square cells; points of cell c are `order[first[c]] … order[first[c + 1] − 1]`. */
export interface Buckets {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly cellM: number
  readonly west: number
  readonly south: number
  readonly columns: number
  readonly rows: number
  readonly first: Uint32Array
  readonly order: Uint32Array
}

function leastAndSpan(values: Float64Array): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return values.length === 0 ? [0, 0] : [least, most - least]
}

/** Sorts points (metres) into cells of `cellM`. Cells grow where the points are so spread out that there would be more than a million. */
export function bucketPoints(x: Float64Array, y: Float64Array, cellM: number): Buckets {
  const [west, width] = leastAndSpan(x)
  const [south, height] = leastAndSpan(y)
  const size = Math.max(cellM, Math.sqrt((width * height) / 1e6), (width + height) / 1e6)
  const columns = Math.floor(width / size) + 1
  const rows = Math.floor(height / size) + 1
  const first = new Uint32Array(columns * rows + 1)
  const cell = Uint32Array.from(x, (px, i) => Math.floor((y[i] - south) / size) * columns + Math.floor((px - west) / size))
  for (const c of cell) first[c + 1]++
  for (let c = 0; c < columns * rows; c++) first[c + 1] += first[c]
  const next = first.slice()
  const order = new Uint32Array(x.length)
  cell.forEach((c, i) => {
    order[next[c]++] = i
  })
  return { x, y, cellM: size, west, south, columns, rows, first, order }
}

/** Visits all points within `radiusM` of a place with their squared distance. */
export function visitWithin(
  buckets: Buckets,
  x: number,
  y: number,
  radiusM: number,
  visit: (point: number, squareM2: number) => void,
): void {
  const { cellM, west, south, columns, rows } = buckets
  const columnFrom = Math.max(0, Math.floor((x - radiusM - west) / cellM))
  const columnTo = Math.min(columns - 1, Math.floor((x + radiusM - west) / cellM))
  const rowFrom = Math.max(0, Math.floor((y - radiusM - south) / cellM))
  const rowTo = Math.min(rows - 1, Math.floor((y + radiusM - south) / cellM))
  for (let row = rowFrom; row <= rowTo; row++) {
    for (let column = columnFrom; column <= columnTo; column++) {
      const cell = row * columns + column
      for (let i = buckets.first[cell]; i < buckets.first[cell + 1]; i++) {
        const point = buckets.order[i]
        const dx = buckets.x[point] - x
        const dy = buckets.y[point] - y
        const square = dx * dx + dy * dy
        if (square <= radiusM * radiusM) visit(point, square)
      }
    }
  }
}
