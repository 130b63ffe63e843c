import type { Parsed } from '../../data/columns/index.ts'
import { createLearnedPolicies } from '../../ml/index.ts'
import type { SavedModel } from '../../ml/index.ts'
import { policiesOf } from '../../twin/index.ts'
import type { Policies, WorldSpec } from '../../twin/index.ts'

/** The policies of a scenario: thresholds, or the learned model that `rules.replacement.model` names, which must be among those at hand. */
export function decideBy(spec: WorldSpec, models: readonly SavedModel[]): Parsed<Policies> {
  const wanted = spec.rules.replacement.model
  if (wanted === '') return { value: policiesOf(spec), problems: [] }
  const model = models.find(({ hash }) => hash === wanted)
  if (model) return createLearnedPolicies(policiesOf(spec), model, spec)
  const remedy = 'Give the file of this model (in Learn, or with --model), or leave the key empty for the thresholds.'
  return { value: null, problems: [{ code: 'model-missing', place: 'rules.replacement.model', value: wanted, remedy }] }
}
