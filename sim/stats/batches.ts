import { assert } from '../assert.ts'

/**
 * Batches of one long run: each row holds the sums of one batch, all batches are equally long. When the table is full, neighbours are
 * added to each other, which halves the rows and doubles the batches' length: a run of any length keeps between half and all rows.
 * Source: G. S. Fishman, Discrete-event simulation (2001), section 6.6; fixed memory by collapsing batches.
 */
export interface Batches {
  /** Sums in a row. */
  readonly width: number
  /** Most rows, even. */
  readonly capacity: number
  /** `capacity` rows of `width` sums, one after the other. */
  readonly sums: Float64Array
  /** Sums over all batches. */
  readonly total: Float64Array
  /** Rows in use. */
  count: number
  /** Pieces of the run that one row adds up; 1 at first. */
  piecesPerBatch: number
}

/** No batches yet; `capacity` is even and ≥ 4. */
export function createBatches(width: number, capacity: number): Batches {
  assert(capacity >= 4 && capacity % 2 === 0, 'batches-capacity', capacity)
  const sums = new Float64Array(width * capacity)
  return { width, capacity, sums, total: new Float64Array(width), count: 0, piecesPerBatch: 1 }
}

/** Adds a batch, the sums over `piecesPerBatch` pieces of the run. Answers whether rows were joined, so that batches are twice as long from now on. */
export function addBatch(batches: Batches, sums: ArrayLike<number>): boolean {
  const { width, total, count } = batches
  assert(sums.length === width, 'batches-width', sums.length)
  batches.sums.set(sums, count * width)
  for (let i = 0; i < width; i++) total[i] += sums[i]
  batches.count = count + 1
  if (batches.count === batches.capacity) joinNeighbours(batches)
  return batches.count <= count
}

function joinNeighbours(batches: Batches): void {
  const { width, sums } = batches
  for (let row = 0; row < batches.count / 2; row++) {
    const to = row * width
    const from = 2 * to
    for (let i = 0; i < width; i++) sums[to + i] = sums[from + i] + sums[from + width + i]
  }
  batches.count /= 2
  batches.piecesPerBatch *= 2
}

/** A view of the sums of one batch, valid until the next `addBatch`. */
export function batchAt(batches: Batches, row: number): Float64Array {
  return batches.sums.subarray(row * batches.width, (row + 1) * batches.width)
}
