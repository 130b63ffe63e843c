/** The end of a street that wants to grow on: from junction `node` in unit direction (dx, dy). */
export interface Tip {
  /** Lower grows first. */
  readonly priority: number
  readonly node: number
  readonly dx: number
  readonly dy: number
  readonly street: number
  /** Pieces since the last side street. */
  readonly age: number
  /** Whether it would be the first piece of its street. */
  readonly isFirst: boolean
}

/** A binary heap of tips; equal priorities come out in a fixed order. */
export interface TipQueue {
  readonly tips: Tip[]
}

/** Adds a tip. */
export function pushTip(queue: TipQueue, tip: Tip): void {
  const { tips } = queue
  let at = tips.length
  tips.push(tip)
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (tips[parent].priority <= tip.priority) break
    tips[at] = tips[parent]
    at = parent
  }
  tips[at] = tip
}

function sink(tips: Tip[], tip: Tip): void {
  let at = 0
  for (let child = 1; child < tips.length; child = 2 * at + 1) {
    if (child + 1 < tips.length && tips[child + 1].priority < tips[child].priority) child++
    if (tips[child].priority >= tip.priority) break
    tips[at] = tips[child]
    at = child
  }
  tips[at] = tip
}

/** Takes the tip with the lowest priority; undefined when there is none. */
export function popTip(queue: TipQueue): Tip | undefined {
  const { tips } = queue
  const first = tips[0]
  const last = tips.pop()
  if (last !== undefined && tips.length > 0) sink(tips, last)
  return first
}
