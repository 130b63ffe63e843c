import type { Parsed } from '../data/columns/index.ts'
import { parseModel } from '../ml/index.ts'
import type { FleetRecorder, SavedModel } from '../ml/index.ts'

/** What learning and runs give each other in the run worker: models by content hash, and what the last run that ended tells. */
export interface LearnShelf {
  readonly keep: (text: string) => Parsed<string>
  readonly list: () => readonly SavedModel[]
  ended: FleetRecorder | null
}

export function createLearnShelf(): LearnShelf {
  const models = new Map<string, SavedModel>()
  return {
    keep: (text) => {
      const { value, problems } = parseModel(text)
      if (value !== null) models.set(value.hash, value)
      return { value: value?.hash ?? null, problems }
    },
    list: () => [...models.values()],
    ended: null,
  }
}
