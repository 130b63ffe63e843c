import type { Problem } from '../../data/columns/index.ts'
import { FileDoor } from '../file-door.tsx'
import { saveFile } from '../save-file.ts'
import { nameSource, openDesign, writeDesign, type Workbench } from '../state/index.ts'
import { slug } from './results.tsx'

interface FilesProps {
  readonly bench: Workbench
  readonly isRunning: boolean
  readonly onProblems: (problems: readonly Problem[]) => void
}

/** The design as a file for `voltwin sweep`, and such a file opened here. */
export function DesignFiles({ bench, isRunning, onProblems }: FilesProps) {
  const { experiments } = bench
  const unsaid = describeUnsaid(bench)
  const open = async (file: File) => {
    const { value, problems } = openDesign(await file.text(), experiments.base.peek())
    if (value === null) return onProblems(problems)
    if (value.city.city === null && experiments.base.peek().city.city !== null) await bench.city.generate()
    onProblems([])
    experiments.choice.value = value.choice
    bench.scenario.openDraft(value.draft)
  }
  return (
    <span class="design-files">
      <FileDoor words="Open a design" label="A design’s file" accept=".json" isDisabled={isRunning} onFiles={([file]) => void open(file)} />
      <button type="button" disabled={experiments.choice.value.factors.length === 0} onClick={() => save(bench)}>
        Save the design
      </button>
      {unsaid !== '' && <span class="dim">{unsaid}</span>}
    </span>
  )
}

/** What a saved design does not say, so that the command line would run something else; empty when it says all. */
function describeUnsaid({ city }: Workbench): string {
  const isOtherCity = city.files.value === null && !city.isOwn.value
  return isOtherCity ? 'A saved design does not say this generated city.' : ''
}

/** With a scenario of one's own, which the design names, beside it. */
function save({ experiments }: Workbench): void {
  const base = experiments.base.peek()
  const choice = experiments.choice.peek()
  const { source } = base.draft
  saveFile(`${slug(choice.name)}.json`, new Blob([writeDesign(choice, base)], { type: 'application/json' }))
  if (source.kind === 'file') saveFile(nameSource(source), new Blob([source.text], { type: 'application/json' }))
}
