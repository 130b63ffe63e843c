import type { Parsed } from '../data/columns/index.ts'
import { decideBy, layOutScenario } from '../scenarios/index.ts'
import type { LoadedScenario } from '../scenarios/index.ts'
import type { Layout, OwnData, Policies, Survey } from '../twin/index.ts'
import type { LearnShelf } from './learn-shelf.ts'
import { explainRefusal } from './own-shelf.ts'
import { readRequest } from './read-request.ts'
import type { RequestShelves } from './read-request.ts'
import type { RunRequest } from './run-api.ts'

/** A request with all that its run needs, ready to begin. */
export interface PreparedRun {
  readonly scenario: LoadedScenario
  readonly city: RunRequest['city']
  readonly survey: Survey
  readonly own: OwnData
  readonly layout: Layout
  readonly policies: Policies
}

/** Reads a request, its city and its own data, and lays it out, in one go: for runs that nobody replaces meanwhile. */
export async function prepareRun(
  kept: RequestShelves & { readonly learned: LearnShelf },
  request: RunRequest,
): Promise<Parsed<PreparedRun>> {
  const scenario = readRequest(request, kept.fleets)
  if (scenario.value === null) return { value: null, problems: scenario.problems }
  const { survey, problems } = await kept.shelf.find(request.city)
  if (survey === null) return { value: null, problems }
  const { spec } = scenario.value
  const own = await kept.owns.find(request.own, spec, survey, { isOver: () => false })
  if (own === null || own.value === null) return { value: null, problems: own === null ? [] : explainRefusal(own) }
  const layout = layOutScenario(spec, survey.city, survey, own.value)
  if (layout.value === null) return { value: null, problems: layout.problems }
  const policies = decideBy(spec, kept.learned.list())
  if (policies.value === null) return { value: null, problems: policies.problems }
  const parts = { scenario: scenario.value, city: request.city, survey, own: own.value }
  return { value: { ...parts, layout: layout.value, policies: policies.value }, problems: [] }
}
