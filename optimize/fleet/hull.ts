/** A line below a table's points: value ≥ level + slope · n. */
export interface Chord {
  readonly level: number
  readonly slope: number
}

/**
 * Lines of the largest convex function below a table between two places: what a linear model can know of it. Where the table is convex it is met
 * at every whole n.
 */
export function chordsBelow(table: ArrayLike<number>, from: number, to: number): Chord[] {
  const corners: number[] = []
  for (let n = from; n <= to; n++) {
    while (corners.length >= 2 && !isBelow(table, corners[corners.length - 2], corners[corners.length - 1], n)) corners.pop()
    corners.push(n)
  }
  if (corners.length === 1) return [{ level: table[from], slope: 0 }]
  return corners.slice(1).map((right, i) => {
    const left = corners[i]
    const slope = (table[right] - table[left]) / (right - left)
    return { slope, level: table[left] - slope * left }
  })
}

/** Whether the middle point lies below the line from left to right. */
function isBelow(table: ArrayLike<number>, left: number, middle: number, right: number): boolean {
  return (table[middle] - table[left]) * (right - left) < (table[right] - table[left]) * (middle - left) - 1e-12
}
