import type { MixedColumn } from '../../data/files/index.ts'
import type { SweepReport } from '../../scenarios/index.ts'
import type { ShownKpi } from './words.ts'

/** The table of points as a file: one row each, in full precision. */
export function pointColumns({ points, factors, results }: SweepReport, { id, label, unit }: ShownKpi): readonly MixedColumn[] {
  const figures = results.map((result) => result.figures[id])
  return [
    { name: 'point', unit: '', values: points.map(({ name }) => name) },
    ...factors.map(({ name }, f) => ({ name, unit: '', values: points.map(({ levels }) => levels[f] ?? '') })),
    { name: 'keyFigure', unit: '', values: figures.map(() => label) },
    { name: 'unit', unit: '', values: figures.map(() => unit) },
    { name: 'mean', unit: 'as unit says', values: figures.map(({ mean }) => mean) },
    { name: 'halfWidth95', unit: 'as unit says', values: figures.map(({ halfWidth }) => halfWidth) },
    { name: 'toBase', unit: 'as unit says', values: figures.map(({ difference }) => difference.mean) },
    { name: 'toBaseHalfWidth95', unit: 'as unit says', values: figures.map(({ difference }) => difference.halfWidth) },
    { name: 'isDistinguishable', unit: '', values: figures.map(({ isDistinguishable }) => String(isDistinguishable ?? 'unknown')) },
    { name: 'replications', unit: '', values: results.map(({ replications }) => replications) },
  ]
}
