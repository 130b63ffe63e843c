import type { MixedColumn } from '../../data/files/index.ts'
import { formatQuantity } from '../format.ts'
import type { StoredRun } from '../vault/index.ts'

/** Key figures of a run as a table: one row each, with its own unit, in full precision and as the page shows it. */
export function figureColumns({ summary, name }: StoredRun): readonly MixedColumn[] {
  const { kpis } = summary
  const texts = kpis.map(({ value, unit }) => formatQuantity(value, unit))
  return [
    { name: 'run', unit: '', values: kpis.map(() => name) },
    { name: 'seed', unit: '', values: kpis.map(() => summary.seed) },
    { name: 'days', unit: 'd', values: kpis.map(() => summary.days) },
    { name: 'id', unit: '', values: kpis.map(({ id }) => id) },
    { name: 'keyFigure', unit: '', values: kpis.map(({ label }) => label) },
    { name: 'value', unit: 'as unit says', values: kpis.map(({ value }) => value) },
    { name: 'unit', unit: '', values: kpis.map(({ unit }) => unit) },
    { name: 'shown', unit: '', values: texts.map(({ number, unit }) => `${number} ${unit}`.trim()) },
    { name: 'n', unit: 'as counts says', values: kpis.map(({ n }) => n) },
    { name: 'counts', unit: '', values: kpis.map(({ counts }) => counts) },
    { name: 'meaning', unit: '', values: kpis.map(({ meaning }) => meaning) },
  ]
}
