import { nextXoshiroUniform, seedXoshiro } from '../sim/random/index.ts'
import type { DataSet } from './data-set.ts'

/** A data set whose truth is known: `cells` cells of four rows, y = 100 + 80·x₀ − 30·x₁², the third feature says nothing. */
export function createKnownData(cells: number, splitOf: (cell: number) => string = () => ''): DataSet {
  const state = new Uint32Array(4)
  seedXoshiro(state, 7)
  const rows = cells * 4
  const x = Float64Array.from({ length: rows * 3 }, () => 2 * nextXoshiroUniform(state) - 1)
  const names = Array.from({ length: cells }, (_, cell) => `cell ${cell}`)
  return {
    name: 'Known',
    features: ['first', 'second', 'third'].map((name) => ({ name, unit: '1', meaning: name })),
    target: { name: 'days', unit: 'd', transform: 'none' },
    rows,
    x,
    y: Float64Array.from({ length: rows }, (_, row) => 100 + 80 * x[row * 3] - 30 * x[row * 3 + 1] * x[row * 3 + 1]),
    isAtLeast: new Uint8Array(rows),
    cellOfRow: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 4)),
    cells: names,
    splitOfCell: names.map((_, cell) => splitOf(cell)),
    lineEstimate: new Float64Array(rows).fill(NaN),
  }
}
