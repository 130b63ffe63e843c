import { existsSync, readFileSync } from 'node:fs'
import type { Parsed } from '../../data/columns/index.ts'
import { parseModel } from '../../ml/index.ts'
import type { SavedModel } from '../../ml/index.ts'

/** Reads a learned model's file; its problems name the file. */
export function readModelFile(path: string): Parsed<SavedModel> {
  if (!existsSync(path))
    return {
      value: null,
      problems: [{ code: 'missing-file', place: '--model', value: path.slice(0, 80), remedy: 'Name a model file that exists.' }],
    }
  const { value, problems } = parseModel(readFileSync(path, 'utf8'))
  return { value, problems: problems.map((problem) => ({ ...problem, place: `${path} ${problem.place}` })) }
}
