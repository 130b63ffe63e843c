import type { Problem } from '../../data/columns/index.ts'
import type { Draft, Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'

/**
 * Sets the form to what a run was: scenario and edits, and the generated city where it was that one. Returns what could not be set; the
 * form then stays.
 */
export async function openRun({ scenario, city }: Workbench, run: StoredRun): Promise<readonly Problem[]> {
  const drawing = city.drawing.peek()
  if (drawing !== null && drawing.hash !== run.manifest.city) {
    if (!run.summary.city.isGenerated) return [cityMissing(run)]
    await city.generate(run.summary.city.plan)
  }
  return scenario.openDraft(run.draft as Draft)
}

function cityMissing({ summary: { city } }: StoredRun): Problem {
  const remedy = 'This run is of a city from a file, which a page cannot keep: drop that file on the page, then open the run.'
  return { code: 'city-missing', place: 'city', value: city.name, remedy }
}
