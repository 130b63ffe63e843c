/** Strong components of a directed graph. */
export interface StrongComponents {
  readonly count: number
  /** Component of each node, 0 … count − 1. */
  readonly component: Uint32Array
  /** Number of nodes of each component. */
  readonly size: Uint32Array
}

interface Search {
  readonly firstOut: Uint32Array
  readonly head: Uint32Array
  readonly component: Uint32Array
  /** Order of discovery from 1; 0 is not yet seen. */
  readonly seen: Uint32Array
  readonly low: Uint32Array
  /** Next arc to follow from each node on the path. */
  readonly nextArc: Uint32Array
  readonly path: Uint32Array
  readonly open: Uint32Array
  pathLength: number
  openLength: number
  clock: number
  count: number
}

const none = 0xffffffff

/** Tarjan's algorithm (1972) with its own stack, so that long roads do not exhaust the call stack. */
export function findStrongComponents(firstOut: Uint32Array, head: Uint32Array): StrongComponents {
  const nodes = firstOut.length - 1
  const search = createSearch(firstOut, head, nodes)
  for (let root = 0; root < nodes; root++) if (search.seen[root] === 0) searchFrom(search, root)
  const size = new Uint32Array(search.count)
  for (const component of search.component) size[component] += 1
  return { count: search.count, component: search.component, size }
}

function createSearch(firstOut: Uint32Array, head: Uint32Array, nodes: number): Search {
  const column = (): Uint32Array => new Uint32Array(nodes)
  const stacks = { path: column(), open: column(), pathLength: 0, openLength: 0 }
  const marks = { component: column().fill(none), seen: column(), low: column(), nextArc: column() }
  return { firstOut, head, ...marks, ...stacks, clock: 0, count: 0 }
}

function searchFrom(search: Search, root: number): void {
  enter(search, root)
  while (search.pathLength > 0) {
    const node = search.path[search.pathLength - 1]
    const arc = search.nextArc[node]
    if (arc === search.firstOut[node + 1]) leave(search, node)
    else {
      search.nextArc[node] = arc + 1
      visit(search, node, search.head[arc])
    }
  }
}

function enter(search: Search, node: number): void {
  search.clock += 1
  search.seen[node] = search.clock
  search.low[node] = search.clock
  search.nextArc[node] = search.firstOut[node]
  search.path[search.pathLength++] = node
  search.open[search.openLength++] = node
}

function visit(search: Search, node: number, next: number): void {
  if (search.seen[next] === 0) enter(search, next)
  else if (search.component[next] === none) search.low[node] = Math.min(search.low[node], search.seen[next])
}

function leave(search: Search, node: number): void {
  search.pathLength -= 1
  if (search.pathLength > 0) {
    const parent = search.path[search.pathLength - 1]
    search.low[parent] = Math.min(search.low[parent], search.low[node])
  }
  if (search.low[node] === search.seen[node]) closeComponent(search, node)
}

function closeComponent(search: Search, root: number): void {
  let node: number
  do {
    node = search.open[--search.openLength]
    search.component[node] = search.count
  } while (node !== root)
  search.count += 1
}

/** The largest component; the first of equals. */
export function findLargestComponent(components: StrongComponents): number {
  let best = 0
  for (let i = 1; i < components.count; i++) if (components.size[i] > components.size[best]) best = i
  return best
}
