import { nextXoshiroU32, seedXoshiro } from '../sim/random/index.ts'

/** Deals rows into batches anew each epoch, by seed: the same seed gives the same batches on every machine. */
export function createDealer(rows: number, seed: number): () => Int32Array {
  const state = new Uint32Array(4)
  seedXoshiro(state, seed)
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  return () => {
    for (let left = rows - 1; left > 0; left--) {
      const other = drawBelow(state, left + 1)
      const kept = order[left]
      order[left] = order[other]
      order[other] = kept
    }
    return order
  }
}

/** Uniform on 0 … bound − 1; words that would favour small numbers are drawn again. */
function drawBelow(state: Uint32Array, bound: number): number {
  const fair = 4294967296 - (4294967296 % bound)
  for (;;) {
    const word = nextXoshiroU32(state)
    if (word < fair) return word % bound
  }
}
