import { useSignal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { nameFile } from '../export/index.ts'
import { ProblemList } from '../problem-list.tsx'
import { saveFile } from '../save-file.ts'
import type { Workbench } from '../state/index.ts'
import { differenceColumns } from './difference-columns.ts'
import type { FigurePair, RunPair } from './pair.ts'

/** Saves the table of figures with A, B and the difference. */
export function FigureExport({ bench, pair, figures }: { bench: Workbench; pair: RunPair; figures: readonly FigurePair[] }) {
  const problems = useSignal<readonly Problem[]>([])
  const save = async () => {
    const found = await bench.api.exportFile({ kind: 'table', format: 'csv', columns: differenceColumns(pair, figures) })
    problems.value = found.problems
    if (found.value !== null) saveFile(nameFile(pair.b, 'compared', 'csv'), found.value)
  }
  return (
    <div class="figure-export">
      <button type="button" onClick={() => void save()}>
        Save these figures as CSV
      </button>
      {problems.value.length > 0 && <ProblemList problems={problems.value} />}
    </div>
  )
}
