import type { Json, JsonObject, LoadedScenario } from '../../scenarios/index.ts'
import { listStartNames } from '../../twin/index.ts'
import type { KeptFleet } from '../run-api.ts'
import { nestOverrides, type Draft } from '../state/index.ts'
import type { LiveFleetState } from './live-types.ts'

/** How a what-if is made of the live fleet. */
export interface ForkRequest {
  readonly state: LiveFleetState
  readonly hash: string
  readonly draft: Draft
  readonly base: LoadedScenario
  /** Local date of the moment, YYYY-MM-DD. */
  readonly startDate: string
  /** For batteries that the scenario does not know: the segment that they are like, and their rated energy. */
  readonly likeSegment: string
  readonly ratedEnergyWh: number
}

/** A scenario of the live fleet as it goes on, and its batteries, which go beside it to the worker that runs it. */
export interface Fork {
  readonly name: string
  /** The scenario without its batteries. */
  readonly text: string
  readonly fleet: KeptFleet
  /** Batteries that the scenario knows by name, that joined it, and that have no place in it. */
  readonly known: number
  readonly joined: number
  readonly leftOut: number
}

const daysPerYear = 365.25

/**
 * Batteries that the scenario knows start with their measured charge and health. Where it knows none, all of them become a segment of their own, like one that there
 * is, each with a customer, and the network shrinks to it. Throws nothing: what does not fit shows when the scenario is loaded.
 */
export function planFork(request: ForkRequest): Fork {
  const { state, base, hash, startDate } = request
  const start = new Set(listStartNames(base.spec))
  const at = state.names.map((_, i) => i)
  const known = at.filter((i) => start.has(state.names[i]))
  const joins = known.length === 0
  const rows = joins ? at : known
  const names = joins ? rows.map((i) => `live/${i + 1}/1`) : rows.map((i) => state.names[i])
  const name = `live ${startDate}`
  const own = joins ? joinFleet(request, names.length) : {}
  const description = `As the batteries were measured on ${startDate}, as it goes on. ${joins ? listNames(state.names) : ''}`.trim()
  const file = mergeDeep(mergeDeep(fileOf(request.draft), own), { name, description, startDate, fleet: { startFleet: 'file' } })
  return {
    name,
    text: JSON.stringify(file, null, 2),
    fleet: {
      hash: `${hash}-${joins ? 'joined' : 'known'}`,
      names,
      ageDays: unknownAgeDays(base),
      sohFrac: Float32Array.from(rows, (i) => state.sohFrac[i]),
      socFrac: Float32Array.from(rows, (i) => state.socFrac[i]),
    },
    known: known.length,
    joined: joins ? rows.length : 0,
    leftOut: joins ? 0 : state.names.length - known.length,
  }
}

/** Telemetry says no age: the middle of the scenario's purchase cohorts. */
function unknownAgeDays({ spec }: LoadedScenario): number {
  return Math.round((spec.fleet.cohortYears * daysPerYear) / 2)
}

function joinFleet({ base, likeSegment, ratedEnergyWh }: ForkRequest, count: number): JsonObject {
  const { file, spec } = base
  const segment = spec.segments.find(({ id }) => id === likeSegment) ?? spec.segments[0]
  const gone = (key: 'segments' | 'products') =>
    Object.fromEntries(Object.keys(file[key] as JsonObject).map((id): [string, null] => [id, null]))
  const like = (key: 'segments' | 'products', id: string) => (file[key] as JsonObject)[id] as JsonObject
  return {
    products: { ...gone('products'), 'live-battery': { ...like('products', segment.product), label: 'Measured battery', ratedEnergyWh } },
    segments: {
      ...gone('segments'),
      live: {
        ...like('segments', segment.id),
        label: `Measured, like ${segment.label}`,
        product: 'live-battery',
        customers: count,
        packsPerCustomer: 1,
      },
    },
    hubs: { count: 1, closures: closuresGone(file) },
    shops: { count: 1 },
    boxes: { count: Math.min(spec.boxes.count, Math.max(1, Math.ceil(count / 20))) },
    couriers: { count: Math.min(spec.couriers.count, Math.max(1, Math.ceil(count / 400))) },
  }
}

/** Closures name hubs that a smaller network may not have. */
function closuresGone(file: JsonObject): JsonObject {
  const closures = ((file['hubs'] as JsonObject)['closures'] ?? {}) as JsonObject
  return Object.fromEntries(Object.keys(closures).map((id): [string, null] => [id, null]))
}

function listNames(names: readonly string[]): string {
  const most = 30
  const told = names.slice(0, most).map((name, i) => `live/${i + 1} is ${name}`)
  return `${told.join(', ')}${names.length > most ? ', and so on' : ''}.`
}

/** The scenario in the form with its edits, as a file. */
function fileOf({ source, overrides }: Draft): JsonObject {
  const base: JsonObject =
    source.kind === 'library' ? { format: 'voltwin-scenario', version: 1, extends: source.name } : (JSON.parse(source.text) as JsonObject)
  return mergeDeep(base, nestOverrides(overrides))
}

function mergeDeep(base: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key]
    merged[key] = isObject(before) && isObject(value) ? mergeDeep(before, value) : value
  }
  return merged
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
