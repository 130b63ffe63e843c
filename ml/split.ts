import { philoxUniform, stableId } from '../sim/random/index.ts'
import type { DataSet } from './data-set.ts'

/** What a cell is for: weights are fitted on `training`, the best epoch is chosen on `validation`, figures are of `test`. */
export const CellRole = { training: 0, validation: 1, test: 2 } as const

/** Streams of chance of this room; others would give other splits. */
const splitStream = 901

export interface SplitSettings {
  readonly seed: number
  /** Shares of cells where the data set names no split; 0..1. */
  readonly testFrac: number
  /** Share of the other cells. */
  readonly validationFrac: number
}

/**
 * A role for each cell, by its name's luck, so that a further cell moves no other. Where cells come with splits, those of `train` are for
 * training and validation and all others for test.
 */
export function splitCells({ cells, splitOfCell }: DataSet, { seed, testFrac, validationFrac }: SplitSettings): Uint8Array {
  const hasTraining = splitOfCell.includes('train')
  const isTest = (cell: number): boolean => (hasTraining ? splitOfCell[cell] !== 'train' : luckOf(seed, cells[cell], 0) < testFrac)
  return Uint8Array.from(cells, (name, cell) => {
    if (isTest(cell)) return CellRole.test
    return luckOf(seed, name, 1) < validationFrac ? CellRole.validation : CellRole.training
  })
}

function luckOf(seed: number, name: string, occasion: number): number {
  return philoxUniform(seed, splitStream, stableId(name), occasion)
}

/** Rows whose cell has the role, in order. */
export function rowsOfRole({ cellOfRow }: DataSet, roles: Uint8Array, role: number): Int32Array {
  const rows: number[] = []
  cellOfRow.forEach((cell, row) => {
    if (roles[cell] === role) rows.push(row)
  })
  return Int32Array.from(rows)
}
