import type { MixedColumn } from '../../data/files/index.ts'
import type { FigurePair, RunPair } from './pair.ts'

/** The table of figures as a file: one row each, in full precision, with the names of both runs. */
export function differenceColumns(pair: RunPair, figures: readonly FigurePair[]): readonly MixedColumn[] {
  return [
    { name: 'id', unit: '', values: figures.map(({ kpi }) => kpi.id) },
    { name: 'keyFigure', unit: '', values: figures.map(({ kpi }) => kpi.label) },
    { name: 'unit', unit: '', values: figures.map(({ kpi }) => kpi.unit) },
    { name: 'a', unit: 'as unit says', values: figures.map(({ a }) => a) },
    { name: 'b', unit: 'as unit says', values: figures.map(({ b }) => b) },
    { name: 'bMinusA', unit: 'as unit says', values: figures.map(({ difference }) => difference) },
    { name: 'halfWidth95', unit: 'as unit says', values: figures.map(({ halfWidth }) => halfWidth) },
    { name: 'bIs', unit: '', values: figures.map(({ verdict }) => verdict) },
    { name: 'nA', unit: 'as counts says', values: figures.map(({ nA }) => nA) },
    { name: 'nB', unit: 'as counts says', values: figures.map(({ nB }) => nB) },
    { name: 'counts', unit: '', values: figures.map(({ kpi }) => kpi.counts) },
    { name: 'runA', unit: '', values: figures.map(() => nameRun(pair.a)) },
    { name: 'runB', unit: '', values: figures.map(() => nameRun(pair.b)) },
  ]
}

function nameRun({ name, id }: RunPair['a']): string {
  return `${name} (${id})`
}
