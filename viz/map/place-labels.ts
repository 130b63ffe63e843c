/** A text, or a symbol, that wants a place on the map. Size in pixels, as it will be drawn. */
export interface LabelWish {
  readonly text: string
  /** Pixel of the middle, relative to anything that all wishes share. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Direction of the text, a unit vector on the screen; level when absent. */
  readonly along?: readonly [x: number, y: number]
  /** Of the wishes of one choice only the first that can stand does. */
  readonly choice?: number
  /** Pixels to another of the same text, at least. */
  readonly apart?: number
  /** It is there anyway, and only keeps others off. */
  readonly isFixed?: boolean
}

interface Box {
  readonly x: number
  readonly y: number
  readonly halfWidth: number
  readonly halfHeight: number
}

const cellPixels = 64

/**
 * Which of the wishes can stand without touching another: greedy, the first wish first, so sort by importance. `gap` pixels stay free
 * around each text. Returns the indices of those that stand, in the order given. Near wishes are found by a grid, so that thousands cost
 * milliseconds.
 */
export function placeLabels(wishes: readonly LabelWish[], gap: number): number[] {
  const standing: number[] = []
  const cells = new Map<string, Box[]>()
  const chosen = new Set<number>()
  const sameText = new Map<string, LabelWish[]>()
  for (const [index, wish] of wishes.entries()) {
    if (wish.choice !== undefined && chosen.has(wish.choice)) continue
    const boxes = boxesOf(wish, gap / 2)
    const isFixed = wish.isFixed === true
    if (!isFixed && (!isApart(wish, sameText.get(wish.text)) || boxes.some((box) => isTaken(cells, box)))) continue
    standing.push(index)
    for (const box of boxes) take(cells, box)
    if (wish.choice !== undefined) chosen.add(wish.choice)
    if (wish.apart !== undefined) sameText.set(wish.text, [...(sameText.get(wish.text) ?? []), wish])
  }
  return standing
}

function isApart({ x, y, apart = 0 }: LabelWish, others: readonly LabelWish[] = []): boolean {
  return others.every((other) => Math.hypot(other.x - x, other.y - y) >= apart)
}

/** One box, or for a text at an angle a row of them along it. */
function boxesOf({ x, y, width, height, along }: LabelWish, margin: number): Box[] {
  if (along === undefined || Math.abs(along[1]) < 0.05) return [{ x, y, halfWidth: width / 2 + margin, halfHeight: height / 2 + margin }]
  const count = Math.max(1, Math.ceil(width / height))
  const half = height / 2 + margin
  return Array.from({ length: count }, (_, i) => {
    const at = ((i + 0.5) / count - 0.5) * width
    return { x: x + at * along[0], y: y + at * along[1], halfWidth: half, halfHeight: half }
  })
}

function* cellsOf({ x, y, halfWidth, halfHeight }: Box): Generator<string> {
  for (let column = Math.floor((x - halfWidth) / cellPixels); column <= Math.floor((x + halfWidth) / cellPixels); column++)
    for (let row = Math.floor((y - halfHeight) / cellPixels); row <= Math.floor((y + halfHeight) / cellPixels); row++)
      yield `${column} ${row}`
}

function isTaken(cells: ReadonlyMap<string, readonly Box[]>, box: Box): boolean {
  for (const cell of cellsOf(box)) if (cells.get(cell)?.some((other) => overlap(box, other)) === true) return true
  return false
}

function take(cells: Map<string, Box[]>, box: Box): void {
  for (const cell of cellsOf(box)) {
    const boxes = cells.get(cell)
    if (boxes) boxes.push(box)
    else cells.set(cell, [box])
  }
}

function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth && Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight
}
