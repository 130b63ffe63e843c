import type { Parsed, Problem } from '../../data/columns/index.ts'
import { findNode } from '../descriptor/index.ts'
import { canonicalJson, findSimilar, isObject } from '../load/index.ts'
import type { Json, JsonObject, LoadedScenario } from '../load/index.ts'
import { baseName } from './design.ts'
import type { Design, DesignPoint, Factor, FactorRange, Level } from './design.ts'
import { factorsOf, listFraction, planFraction } from './fraction.ts'
import { fillLatin } from './latin.ts'
import { layOver, leafPaths, nestPath } from './layers.ts'
import { mostPoints } from './read-rules.ts'

/** The points of a design, the unchanged base first. */
export interface PointPlan {
  readonly points: readonly DesignPoint[]
  /** Of a fraction: its resolution, and the products of factors that cannot be told apart from the mean. */
  readonly resolution: number | null
  readonly words: readonly (readonly string[])[]
}

const base: DesignPoint = { name: baseName, levels: [], overrides: {} }
const plain = { resolution: null, words: [] }

/** Which points a design has. What cannot be (a fraction of three levels, too many points) gives problems. */
export function listPoints({ factors, scheme, scenarios }: Design): Parsed<PointPlan> {
  if (scheme.kind === 'scenarios')
    return { value: { points: [base, ...scenarios.map((one) => ({ ...one, levels: [] }))], ...plain }, problems: [] }
  if (scheme.kind === 'latin') {
    const rows = fillLatin(
      factors.map(({ name }) => name),
      scheme.points,
      scheme.seed,
    )
    const points = rows.map((row, p) =>
      pointOf(
        factors,
        row.map((share, f) => levelAt(factors[f], share)),
        `point ${p + 1}`,
      ),
    )
    return { value: { points: [base, ...points], ...plain }, problems: [] }
  }
  if (scheme.kind === 'full') return listFull(factors)
  const names = factors.map(({ name }) => name)
  const { value, problems } = planFraction(
    scheme,
    names,
    factors.map(({ levels }) => levels.length),
  )
  if (value === null) return { value: null, problems }
  const points = listFraction(value).map((row) =>
    pointOf(
      factors,
      row.map((level, f) => factors[f].levels[level]),
    ),
  )
  const words = value.words.map((word) => factorsOf(word, names))
  return { value: { points: [base, ...points], resolution: value.resolution, words }, problems: [] }
}

function listFull(factors: readonly Factor[]): Parsed<PointPlan> {
  const count = factors.reduce((product, { levels }) => product * levels.length, 1)
  if (count > mostPoints) {
    const remedy = `At most ${mostPoints} points are run: leave levels out, or write "design": { "kind": "latin", "points": 100 }.`
    return { value: null, problems: [{ code: 'too-many-points', place: 'factors', value: String(count), remedy }] }
  }
  const rows = factors.reduce<Level[][]>((all, { levels }) => all.flatMap((row) => levels.map((level) => [...row, level])), [[]])
  return { value: { points: [base, ...rows.map((row) => pointOf(factors, row))], ...plain }, problems: [] }
}

function pointOf(
  factors: readonly Factor[],
  levels: readonly Level[],
  name = factors.map((factor, f) => `${factor.name}=${levels[f].name}`).join(' '),
): DesignPoint {
  return { name, levels, overrides: layOver(...levels.map(({ overrides }) => overrides)) }
}

/** The level at a share of a factor's way from its first to its last. */
function levelAt({ range, levels }: Factor, share: number): Level {
  if (range === null) return levels[Math.min(levels.length - 1, Math.floor(share * levels.length))]
  const value = valueAt(range, share)
  return { name: String(value), overrides: nestPath(range.path, value), value }
}

/** Six decimals, as money has; whole numbers get equal shares each. */
function valueAt({ low, high, isWhole }: FactorRange, share: number): number {
  if (isWhole) return Math.min(high, Math.floor(low + share * (high - low + 1)))
  return Math.min(high, Math.max(low, Math.round((low + share * (high - low)) * 1e6) / 1e6))
}

/** A point that stands: its scenario is whole and sound. */
export interface PlacedPoint extends DesignPoint {
  readonly scenario: LoadedScenario
}

/**
 * Loads each point's scenario by `load`, which lays the overrides over the base. An item that the base does not have, and what the loader finds, are
 * problems with the point's name; what is wrong in several points is told once.
 */
export function placePoints(
  design: Design,
  { points }: PointPlan,
  load: (overrides: JsonObject) => Parsed<LoadedScenario>,
): Parsed<PlacedPoint[]> {
  const start = load(design.overrides)
  if (start.value === null) return { value: null, problems: start.problems }
  const problems: Problem[] = []
  const { file } = start.value
  const placed = points.flatMap((point) => {
    const strange = findStrangers(point.overrides, file)
    const { value, problems: found } =
      strange.length > 0 ? { value: null, problems: strange } : load(layOver(design.overrides, point.overrides))
    problems.push(...found.map((problem) => ({ ...problem, place: `${point.name} → ${problem.place}` })))
    return value === null ? [] : [{ ...point, scenario: value }]
  })
  return { value: problems.length > 0 ? null : placed, problems: tellOnce(problems) }
}

/** Items of lists that the base lacks and the point does not state whole: most likely a misspelt id. */
function findStrangers(overrides: JsonObject, file: JsonObject): Problem[] {
  return leafPaths(overrides, '').flatMap((path) => {
    const keys = path.split('.')
    let at: Json = file
    for (let i = 0; i < keys.length && isObject(at); i++) {
      const here = keys.slice(0, i).join('.')
      if (!Object.hasOwn(at, keys[i]))
        return i > 0 && isSingleKey(overrides, keys, i) && findNode(here)?.kind === 'list' ? [stranger(path, keys[i], Object.keys(at))] : []
      at = at[keys[i]]
    }
    return []
  })
}

/** Whether the overrides state one key of the new item only. */
function isSingleKey(overrides: JsonObject, keys: readonly string[], depth: number): boolean {
  let at: Json = overrides
  for (const key of keys.slice(0, depth + 1)) at = isObject(at) ? at[key] : null
  return isObject(at) && Object.keys(at).length === 1
}

function stranger(path: string, id: string, known: readonly string[]): Problem {
  const similar = findSimilar(id, known)
  const remedy = similar === null ? `The base has ${known.length > 0 ? known.join(', ') : 'none'}.` : `Did you mean "${similar}"?`
  return { code: 'unknown-item', place: path, value: id, remedy }
}

function tellOnce(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>()
  return problems.filter(({ code, place, value, remedy }) => {
    const text = canonicalJson([code, place.slice(place.indexOf('→')), value, remedy])
    return !told.has(text) && told.add(text)
  })
}
