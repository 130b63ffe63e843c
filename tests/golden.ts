import { createHeadroomModel } from '../ml/model-fixture.ts'
import { loadScenario, resolveLibrary } from '../scenarios/index.ts'
import type { JsonObject, LoadedScenario } from '../scenarios/index.ts'

/**
 * The golden hash: state and facts of all replications of the reference scenario, in order. Every place that runs the engine must lead to it
 * (`npm run determinism`). It changes when behaviour changes: then a line of CHANGELOG.md names its first eight digits and says why.
 */
export const golden = '7bb4940d3edb4819'

/** How the changelog names a golden hash. */
export const shortGolden = golden.slice(0, 8)

/** As many as the most workers that share them. */
export const replicationCount = 8

/** Of every second replication a learned model says when batteries are replaced, of the others the thresholds. */
export const referenceModel = createHeadroomModel(1500)

/** Small, and of everything something: every product, mode and holding; the clocks change on 28 March; faults are frequent; hub, partner and workshop have their hour. */
const reference: JsonObject = {
  name: 'reference',
  days: 36,
  startDate: '2027-03-08',
  faults: { electronicsPerYear: 0.8, waterPerYear: 0.8, damagePerYear: 0.8, theftPerYear: 0.6 },
  hubs: { count: 2, chargers: 4, staff: 2, closures: { flood: { hub: 'North', fromDay: 12, days: 1 } } },
  shops: { count: 2 },
  boxes: { count: 4 },
  couriers: { count: 2, absentFrac: 0.3 },
  weather: { episodes: { heat: { fromDay: 24, days: 5, deltaDegC: 28, demandFactor: 1.2, faultFactor: 2 } } },
  partner: { shareFrac: 0.4 },
  fleet: { cohortYears: 8 },
  renewal: { reuseFromSohFrac: 0.95, refurbishFromSohFrac: 0.92, secondLifeFromSohFrac: 0.85, refurbishDays: 4, purchaseLeadDays: 6 },
  segments: {
    ebikes: { customers: 24, contractChangePerYear: 0.8 },
    scooters: { customers: 30 },
    tools: { customers: 3 },
    homes: { customers: 6, inspectionEveryDays: 14, contractChangePerYear: 0.8 },
  },
}

/** One replication, 0 … `replicationCount` − 1, of the reference scenario: each has a seed of its own. */
export function loadReference(replication: number): LoadedScenario {
  const rules = replication % 2 === 1 ? { replacement: { model: referenceModel.hash, belowDays: 60 } } : {}
  const overrides = { ...reference, seed: replication + 1, rules }
  const { value, problems } = loadScenario(resolveLibrary('baseline') ?? '', { resolve: resolveLibrary, overrides })
  if (value === null) throw new Error(problems.map(({ place, value: given, remedy }) => `${place}: ${given}. ${remedy}`).join('\n'))
  return value
}
