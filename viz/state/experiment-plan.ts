import type { Parsed, Problem } from '../../data/columns/index.ts'
import { layOver, limitsOf, listPoints, loadScenario, placePoints, readDesign, resolveLibrary } from '../../scenarios/index.ts'
import type { Design, JsonObject, LoadedScenario, PlacedPoint, PointPlan } from '../../scenarios/index.ts'
import { pause } from '../pause.ts'
import type { ExperimentChoice } from './experiment-choice.ts'
import { writeDesign, type ExperimentBase } from './experiment-file.ts'
import { countCustomers } from './experiment-pace.ts'
import type { ScenarioSource } from './scenario-store.ts'

/** How many runs a design asks for, and what is wrong with it, as far as can be said while it is being written. */
export interface Judgement {
  /** The unchanged base included; `null` while the design cannot be read. */
  readonly points: number | null
  readonly replications: { readonly least: number; readonly most: number }
  /** Of the base: how long one run is, and of how many customers. */
  readonly days: number
  readonly customers: number
  /** Of a fraction. */
  readonly resolution: number | null
  readonly words: readonly (readonly string[])[]
  /** By factor, in their order. */
  readonly ofFactors: readonly (readonly Problem[])[]
  /** Of the design as a whole. */
  readonly others: readonly Problem[]
}

/** A page's table and its memory end here; the command line goes on. */
const mostPagePoints = 500
const nothing = { points: null, replications: { least: 1, most: 1 }, days: 0, customers: 0, resolution: null, words: [] } as const
/** Points that are loaded before the page breathes. */
const pointsAtOnce = 4
/** Work before it does so where levels are loaded, ms. */
const sliceMs = 12

/** Judges a design by its own check. Whether its levels make sound scenarios is known when they are loaded: `judgeLevels`, and of all points `placeWhole`. */
export function judgeDesign(choice: ExperimentChoice, base: ExperimentBase, load = createLoader(base)): Judgement {
  const read = readDesign(writeDesign(choice, base))
  if (read.value === null) return { ...nothing, ...sortProblems(read.problems, choice) }
  const design = read.value
  const replications = limitsOf(design.replications)
  const listed = listPoints(design)
  if (listed.value === null) return { ...nothing, replications, ...sortProblems(listed.problems, choice) }
  const { points, resolution, words } = listed.value
  const spec = load(design.overrides).value?.spec
  const size = { days: spec?.days ?? 0, customers: countCustomers(spec) }
  return { points: points.length, replications, ...size, resolution, words, ...sortProblems(judgeCount(points.length), choice) }
}

/** What is wrong with a level once it is laid over the base, one after the other, so that the page goes on. `null`: somebody has taken it back. */
export async function judgeLevels(
  choice: ExperimentChoice,
  base: ExperimentBase,
  load: Load,
  isOver: () => boolean,
): Promise<readonly Problem[] | null> {
  const { value: design } = readDesign(writeDesign(choice, base))
  if (design === null) return []
  const singles = design.factors.flatMap(({ name, levels }) => levels.map(({ overrides }) => ({ name, levels: [], overrides })))
  const problems: Problem[] = []
  let fromMs = performance.now()
  for (const single of singles) {
    problems.push(...placePoints(design, { points: [single], resolution: null, words: [] }, load).problems)
    if (performance.now() - fromMs < sliceMs) continue
    await pause()
    if (isOver()) return null
    fromMs = performance.now()
  }
  const texts = problems.map((problem) => JSON.stringify(problem))
  return problems.filter((_, i) => texts.indexOf(texts[i]) === i)
}

/** A judgement with what loading the levels has found. */
export function withProblems(judged: Judgement, found: readonly Problem[], choice: ExperimentChoice): Judgement {
  const { ofFactors, others } = sortProblems(found, choice)
  return { ...judged, ofFactors: judged.ofFactors.map((own, f) => [...own, ...ofFactors[f]]), others: [...judged.others, ...others] }
}

function judgeCount(points: number): Problem[] {
  if (points <= mostPagePoints) return []
  const remedy = `The page takes at most ${mostPagePoints} points: leave levels out, take a fraction or a Latin hypercube, or save the design and run it by voltwin sweep.`
  return [{ code: 'too-many-points', place: 'factors', value: String(points), remedy }]
}

/** Each problem stands beside the factor that it is of: `factors.<name>.levels.0 → …` as the design's check says, `<name> → …` as loading does. */
function sortProblems(problems: readonly Problem[], { factors }: ExperimentChoice): Pick<Judgement, 'ofFactors' | 'others'> {
  const ownerOf = ({ place }: Problem) =>
    factors.findIndex(({ name }) => place === `factors.${name}` || place.startsWith(`factors.${name}.`) || place.startsWith(`${name} → `))
  const owners = problems.map(ownerOf)
  return {
    ofFactors: factors.map((_, f) => problems.filter((_problem, i) => owners[i] === f)),
    others: problems.filter((_, i) => owners[i] < 0),
  }
}

/** A design with all its points as whole scenarios. */
export interface PlacedDesign {
  readonly design: Design
  readonly points: PointPlan
  readonly placed: readonly PlacedPoint[]
}

/** Loads every point, some at a time, so that the page goes on. `null` without a problem: somebody has taken it back. */
export async function placeWhole(choice: ExperimentChoice, base: ExperimentBase, isOver: () => boolean): Promise<Parsed<PlacedDesign>> {
  if (base.draft.source.kind === 'file' && base.draft.source.fleet !== undefined) return { value: null, problems: [fleetMeasured] }
  const { value: design, problems } = readDesign(writeDesign(choice, base))
  if (design === null) return { value: null, problems }
  const listed = listPoints(design)
  if (listed.value === null) return { value: null, problems: listed.problems }
  const points = listed.value
  const tooMany = judgeCount(points.points.length)
  if (tooMany.length > 0) return { value: null, problems: tooMany }
  const load = createLoader(base)
  const placed: PlacedPoint[] = []
  for (let from = 0; from < points.points.length; from += pointsAtOnce) {
    const part = placePoints(design, { ...points, points: points.points.slice(from, from + pointsAtOnce) }, load)
    if (part.value === null) return { value: null, problems: part.problems }
    placed.push(...part.value)
    await pause()
    if (isOver()) return { value: null, problems: [] }
  }
  return { value: { design, points, placed }, problems: [] }
}

type Load = (overrides: JsonObject) => Parsed<LoadedScenario>

/** Loads the base's scenario with changes over it; what was loaded lately is not loaded again. */
export function createLoader({ draft: { source } }: Pick<ExperimentBase, 'draft'>): Load {
  const known = new Map<string, Parsed<LoadedScenario>>()
  return (overrides) => {
    const key = JSON.stringify(overrides)
    const found = known.get(key) ?? loadOver(source, overrides)
    if (known.size > 100) known.clear()
    known.set(key, found)
    return found
  }
}

function loadOver(source: ScenarioSource, overrides: JsonObject): Parsed<LoadedScenario> {
  const text = source.kind === 'library' ? (resolveLibrary(source.name) ?? '') : source.text
  return loadScenario(text, {
    resolve: resolveLibrary,
    overrides: layOver(overrides),
    ...(source.kind === 'library' && { self: source.name }),
  })
}

const fleetMeasured: Problem = {
  code: 'fleet-measured',
  place: 'base',
  value: '',
  remedy:
    'The scenario on screen begins with a measured fleet, which only its own run has: save it as a scenario in Live, and drop that file here.',
}
