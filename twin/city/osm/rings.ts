/** Lines joined end to end. */
export interface Joined {
  /** First node = last node. */
  readonly closed: Float64Array[]
  readonly open: Float64Array[]
}

/**
 * Joins ways that share an end, in the order given. `isDirected`: only the end of one with the start of another, as coastlines are; else ways
 * are turned round where that helps.
 */
export function joinWays(ways: readonly Float64Array[], isDirected: boolean): Joined {
  const joined: Joined = { closed: [], open: [] }
  const byEnd = new Map<number, Set<number>>()
  const left = new Set(ways.keys())
  ways.forEach((way, index) => {
    for (const end of isDirected ? [way[0]] : [way[0], way[way.length - 1]]) byEnd.set(end, (byEnd.get(end) ?? new Set()).add(index))
  })
  const takeAt = (node: number): Float64Array | null => {
    for (const index of byEnd.get(node) ?? []) {
      if (!left.delete(index)) continue
      const way = ways[index]
      return way[0] === node ? way : way.toReversed()
    }
    return null
  }
  // Directed lines must begin with one that no other leads to, else the first piece found would be a middle one.
  const ends = new Set(ways.map((way) => way[way.length - 1]))
  const order = isDirected ? [...ways.keys()].toSorted((a, b) => Number(ends.has(ways[a][0])) - Number(ends.has(ways[b][0]))) : ways.keys()
  for (const index of order) if (left.delete(index)) addLine(joined, ways[index], takeAt, isDirected)
  return joined
}

function addLine(joined: Joined, first: Float64Array, takeAt: (node: number) => Float64Array | null, isDirected: boolean): void {
  const line = Array.from(first)
  const isClosed = (): boolean => line.length > 3 && line[0] === line[line.length - 1]
  const grow = (): void => {
    for (
      let next = isClosed() ? null : takeAt(line[line.length - 1]);
      next !== null;
      next = isClosed() ? null : takeAt(line[line.length - 1])
    )
      for (const node of next.subarray(1)) line.push(node)
  }
  grow()
  if (!isDirected && !isClosed()) {
    line.reverse()
    grow()
  }
  ;(isClosed() ? joined.closed : joined.open).push(Float64Array.from(line))
}
