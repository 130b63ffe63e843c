import { roadClasses } from '../graph.ts'

/** Free-flow speed by class when a way states none, km/h, in the order of `roadClasses`. */
const classSpeedsKmh: readonly number[] = [90, 45, 85, 40, 65, 30, 55, 25, 40, 20, 25, 25, 10, 15]

const classIndices: ReadonlyMap<string, number> = new Map(roadClasses.map((name, index) => [name, index]))

const accessKeys = ['motorcar', 'motor_vehicle', 'vehicle', 'access'] as const

const closedValues: ReadonlySet<string> = new Set(['no', 'private', 'agricultural', 'forestry', 'emergency', 'psv', 'military'])

const speedPattern = /^(\d+(?:\.\d+)?)(?: ?(km\/h|kmh|kph|mph))?$/

/** In which direction a road may be driven, seen along the order of its nodes. */
export const Direction = { backward: -1, both: 0, forward: 1 } as const

/** What the car profile keeps of a way. */
export interface RoadProfile {
  /** Index into `roadClasses`. */
  readonly roadClass: number
  readonly speedKmh: number
  /** A value of `Direction`. */
  readonly direction: number
}

/**
 * The car profile, rules 1–4 (class, access, speed, direction); `null` where a car may not drive.
 * No turn restrictions, barriers, ferries or traffic.
 */
export function profileRoad(tags: ReadonlyMap<string, string>): RoadProfile | null {
  const highway = tags.get('highway') ?? ''
  const roadClass = classIndices.get(highway)
  if (roadClass === undefined || tags.get('area') === 'yes' || !isOpenToCars(tags)) return null
  const speedKmh = parseMaxSpeed(tags.get('maxspeed')) ?? classSpeedsKmh[roadClass]
  return { roadClass, speedKmh, direction: findDirection(tags, highway) }
}

function isOpenToCars(tags: ReadonlyMap<string, string>): boolean {
  for (const key of accessKeys) {
    const value = tags.get(key)
    if (value !== undefined) return !closedValues.has(value)
  }
  return true
}

/** `maxspeed` in km/h, clamped to 5–130; `null` where it states no plain number. */
export function parseMaxSpeed(text: string | undefined): number | null {
  const match = text === undefined ? null : speedPattern.exec(text.trim())
  if (match === null) return null
  const speedKmh = Number(match[1]) * (match[2] === 'mph' ? 1.609344 : 1)
  return Math.min(130, Math.max(5, speedKmh))
}

function findDirection(tags: ReadonlyMap<string, string>, highway: string): number {
  const oneway = tags.get('oneway')
  if (oneway === 'yes' || oneway === 'true' || oneway === '1') return Direction.forward
  if (oneway === '-1' || oneway === 'reverse') return Direction.backward
  if (oneway === 'no' || oneway === 'false' || oneway === '0') return Direction.both
  const junction = tags.get('junction')
  const isImplied = highway === 'motorway' || highway === 'motorway_link' || junction === 'roundabout' || junction === 'circular'
  return isImplied ? Direction.forward : Direction.both
}
