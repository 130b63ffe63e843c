import type { Parsed } from '../data/columns/index.ts'
import { batteriesTemplate, customersTemplate, loadScenario, manifestOf, resolveLibrary, weatherTemplate } from '../scenarios/index.ts'
import type { JsonObject, LoadedScenario } from '../scenarios/index.ts'
import type { CityShelf } from './city-shelf.ts'
import type { FleetShelf } from './fleet-shelf.ts'
import { explainRefusal } from './own-shelf.ts'
import type { OwnShelf } from './own-shelf.ts'
import type { RunApi, RunRequest } from './run-api.ts'

/** What a worker has kept that requests name, and by which build. */
export interface RequestShelves {
  readonly shelf: CityShelf
  readonly fleets: FleetShelf
  readonly owns: OwnShelf
  readonly engine: string
}

async function identify({ shelf, fleets, owns, engine }: RequestShelves, request: RunRequest): ReturnType<RunApi['identify']> {
  const { value: scenario, problems } = readRequest(request, fleets)
  if (scenario === null) return { value: null, problems }
  const found = await shelf.find(request.city)
  if (found.survey === null) return { value: null, problems: found.problems }
  const own = await owns.find(request.own, scenario.spec, found.survey, { isOver: () => false })
  if (own === null || own.value === null) return { value: null, problems: own === null ? [] : explainRefusal(own) }
  return { value: manifestOf(scenario, found.survey.city, engine, own.value.hash), problems: found.problems }
}

/** What is asked of a request without running it. */
export function answerRequests(
  shelves: RequestShelves,
): Pick<RunApi, 'identify' | 'keepTable' | 'describeOwn' | 'cancelOwn' | 'ownTemplate'> {
  const { shelf, fleets, owns } = shelves
  let last = 0
  return {
    identify: (request) => identify(shelves, request),
    keepTable: owns.keep,
    cancelOwn: () => void last++,
    describeOwn: async (request, onProgress) => {
      const id = ++last
      const { value: scenario, problems } = readRequest(request, fleets)
      if (scenario === null) return { value: null, problems }
      const found = await shelf.find(request.city)
      if (found.survey === null) return { value: null, problems: found.problems }
      const own = await owns.find(request.own, scenario.spec, found.survey, {
        isOver: () => last !== id,
        ...(onProgress !== undefined && { onProgress }),
      })
      return { value: own && own.report, problems: [] }
    },
    ownTemplate: async (kind, request) => {
      const { value: scenario, problems } = readRequest(request, fleets)
      if (scenario === null) return { value: null, problems }
      if (kind === 'batteries') return { value: batteriesTemplate(scenario.spec), problems }
      if (kind === 'weather') return { value: weatherTemplate(scenario.spec), problems }
      const found = await shelf.find(request.city)
      return { value: found.survey && customersTemplate(scenario.spec, found.survey.city), problems: found.problems }
    },
  }
}

/** A library name, or the text of a scenario file itself, with the request's changes over it. */
export function readRequest({ scenario, overrides = {}, seed, days, fleet }: RunRequest, fleets: FleetShelf): Parsed<LoadedScenario> {
  const isText = scenario.trimStart().startsWith('{')
  const text = isText ? scenario : resolveLibrary(scenario)
  if (text === null) {
    const remedy = 'Choose a scenario of the library, such as baseline.'
    return { value: null, problems: [{ code: 'scenario-missing', place: 'scenario', value: scenario.slice(0, 80), remedy }] }
  }
  const measured = fleet === undefined ? {} : fleets.find(fleet)
  if (measured === null) {
    const remedy = 'The measured fleet is gone with the page that had it: fork it again in Live, or open the scenario that was saved there.'
    return { value: null, problems: [{ code: 'fleet-missing', place: 'fleet', value: fleet ?? '', remedy }] }
  }
  const over = { ...mergeFleet(overrides, measured), ...(seed === undefined ? {} : { seed }), ...(days === undefined ? {} : { days }) }
  return loadScenario(text, { resolve: resolveLibrary, ...(isText ? {} : { self: scenario }), overrides: over })
}

/** What the person changed of the fleet stands above what was measured. */
function mergeFleet(overrides: JsonObject, measured: JsonObject): JsonObject {
  return 'fleet' in measured
    ? { ...overrides, fleet: { ...(measured['fleet'] as JsonObject), ...(overrides['fleet'] as JsonObject | undefined) } }
    : overrides
}
