import { ageingModels } from '../../twin/index.ts'
import type { City } from '../../twin/index.ts'
import { canonicalJson, hashText } from '../load/index.ts'
import type { LoadedScenario } from '../load/index.ts'
import { createManifest } from '../manifest/index.ts'
import type { Manifest } from '../manifest/index.ts'

/** Hash of everything that the ageing models take from outside the code: their parameters and initial states. */
function hashModels(): string {
  return hashText(canonicalJson(ageingModels.map((m) => ({ id: m.id, parameters: m.parameters, initial: Array.from(m.initialZ) }))))
}

/** What decides the bits of a run of this scenario on this city by this build. A grid's demand is part of the city's hash; `own` is that of a company's own data. */
export function manifestOf(scenario: LoadedScenario, city: City, engine: string, own = ''): Manifest {
  return createManifest({
    engine,
    scenario: scenario.hash,
    models: hashModels(),
    city: city.hash,
    grid: city.demand.source === 'grid' ? city.hash : '',
    own,
    policyModel: scenario.spec.rules.replacement.model,
    seed: scenario.spec.seed,
    scenarioName: scenario.spec.name,
    cityName: city.name,
  })
}
