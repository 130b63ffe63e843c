/**
 * Indexed 4-ary min-heap over nodes 0 … capacity − 1 in typed arrays. Each node is in it at most once; ties go to the
 * lower node, so that the order of removal never depends on the order of insertion.
 */
export class NodeHeap {
  size = 0
  private readonly keys: Float64Array
  private readonly nodes: Uint32Array
  /** Place of a node in the heap plus one; 0 when it is not in it. */
  private readonly place: Uint32Array

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity)
    this.nodes = new Uint32Array(capacity)
    this.place = new Uint32Array(capacity)
  }

  /** Key of the next node; the heap must not be empty. */
  get minKey(): number {
    return this.keys[0]
  }

  /** Inserts a node or gives it a new key, lower or higher. */
  set(node: number, key: number): void {
    const known = this.place[node]
    if (known === 0) {
      this.siftUp(this.size++, node, key)
      return
    }
    if (key <= this.keys[known - 1]) this.siftUp(known - 1, node, key)
    else this.siftDown(known - 1, node, key)
  }

  /** Inserts a node or lowers its key; a higher key would break the order. Quicker than `set` in a search. */
  lower(node: number, key: number): void {
    const known = this.place[node]
    this.siftUp(known === 0 ? this.size++ : known - 1, node, key)
  }

  /** Removes and returns the node with the least key; the heap must not be empty. */
  pop(): number {
    const top = this.nodes[0]
    this.place[top] = 0
    this.size -= 1
    if (this.size > 0) this.siftDown(0, this.nodes[this.size], this.keys[this.size])
    return top
  }

  /** Empties the heap in time proportional to its size. */
  clear(): void {
    for (let i = 0; i < this.size; i++) this.place[this.nodes[i]] = 0
    this.size = 0
  }

  private siftUp(from: number, node: number, key: number): void {
    const { keys, nodes, place } = this
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 2
      const parentKey = keys[parent]
      if (parentKey < key || (parentKey === key && nodes[parent] < node)) break
      keys[at] = parentKey
      nodes[at] = nodes[parent]
      place[nodes[at]] = at + 1
      at = parent
    }
    keys[at] = key
    nodes[at] = node
    place[node] = at + 1
  }

  private siftDown(from: number, node: number, key: number): void {
    const { keys, nodes, place, size } = this
    let at = from
    for (let child = at * 4 + 1; child < size; child = at * 4 + 1) {
      let least = child
      const end = child + 4 < size ? child + 4 : size
      for (let other = child + 1; other < end; other++) {
        if (keys[other] < keys[least] || (keys[other] === keys[least] && nodes[other] < nodes[least])) least = other
      }
      const leastKey = keys[least]
      if (key < leastKey || (key === leastKey && node < nodes[least])) break
      keys[at] = leastKey
      nodes[at] = nodes[least]
      place[nodes[at]] = at + 1
      at = least
    }
    keys[at] = key
    nodes[at] = node
    place[node] = at + 1
  }
}
