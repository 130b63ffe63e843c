import type { Parsed } from '../../data/columns/index.ts'
import { ageingModels, world } from '../descriptor/index.ts'
import { checkLayer } from './check-layer.ts'
import type { JsonObject } from './json.ts'
import type { Report } from './report.ts'

/**
 * Checks a part of a scenario that is to be laid over a whole one: every key known, every value of its type, unit and range. `layer` stands in front of
 * each problem's place. The value is what can be used, also beside problems.
 */
export function checkPart(values: JsonObject, layer: string): Parsed<JsonObject> {
  const report: Report = { problems: [], layer }
  return { value: checkLayer(world, values, { models: ageingModels }, report), problems: report.problems }
}
