/** A text that wants a place on the map. Size in pixels, as it will be drawn. */
export interface LabelWish {
  readonly text: string
  /** Pixel of the anchor, relative to anything that all wishes share. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Which of the wishes can stand without touching another: greedy, the first wish first, so sort by importance. `gap` pixels stay free
 * around each text. Returns the indices of those that stand, in the order given.
 */
export function placeLabels(wishes: readonly LabelWish[], gap: number): number[] {
  const standing: number[] = []
  for (const [index, wish] of wishes.entries()) {
    if (standing.every((other) => !overlap(wish, wishes[other], gap))) standing.push(index)
  }
  return standing
}

function overlap(a: LabelWish, b: LabelWish, gap: number): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap
}
