import type { Parsed, Problem } from '../../data/columns/index.ts'
import { libraryNames, readDesign, usualPrecision } from '../../scenarios/index.ts'
import type { Design, Json, JsonObject } from '../../scenarios/index.ts'
import { ownKinds } from '../own-api.ts'
import type { OwnKind, OwnTable, OwnTables } from '../own-api.ts'
import type { ExperimentChoice, FactorChoice, ReplicationChoice } from './experiment-choice.ts'
import { flattenPart, nestOverrides, type Overrides } from './overrides.ts'
import type { Draft, ScenarioSource } from './scenario-store.ts'

/** Files of the city on screen as a design names them; `null` for the generated city. */
export interface CityNames {
  readonly city: string | null
  readonly grid: string | null
}

/** What an experiment starts from: the form as it was, and the city. */
export interface ExperimentBase {
  readonly draft: Draft
  readonly city: CityNames
}

/** What a design lays over the base for all points. Names are for people and stay with the base. */
function overridesOf(choice: ExperimentChoice, draft: Draft): JsonObject {
  const { name: _name, description: _description, days: _days, ...edits } = draft.overrides
  const days = choice.days ?? draft.overrides['days']
  return nestOverrides({ ...edits, ...(days !== undefined && { days }) })
}

/** An experiment as the file that `voltwin sweep` takes. */
export function writeDesign(choice: ExperimentChoice, { draft, city }: ExperimentBase): string {
  const { name, description, factors, warmUp } = choice
  const overrides = overridesOf(choice, draft)
  const file = {
    format: 'voltwin-experiment',
    version: 1,
    name,
    ...(description !== '' && { description }),
    scenario: nameSource(draft.source),
    ...(city.city !== null && { city: city.city }),
    ...(city.grid !== null && { grid: city.grid }),
    ...writeOwn(draft.own),
    ...(Object.keys(overrides).length > 0 && { overrides }),
    factors: Object.fromEntries(factors.map(writeFactor)),
    design: writeScheme(choice.scheme),
    replications: writeReplications(choice),
    warmUp: warmUp === 0 ? 'none' : warmUp,
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** A company's own tables lie beside the design under the names that they were dropped with. */
function writeOwn(own: OwnTables = {}): JsonObject {
  const names = ownKinds.flatMap((kind) => (own[kind] === undefined ? [] : [[kind, own[kind].name] as const]))
  const isLenient = ownKinds.some((kind) => own[kind]?.isLenient === true)
  return { ...Object.fromEntries(names), ...(isLenient && { goodRows: true }) }
}

/** A scenario of one's own lies as a file beside the design. */
export function nameSource(source: ScenarioSource): string {
  return source.kind === 'library' || source.name.endsWith('.json') ? source.name : `${source.name}.json`
}

function writeFactor(factor: FactorChoice): [string, Json] {
  if (factor.kind === 'sets') return [factor.name, { levels: factor.levels }]
  const { name, path, levels, isRange } = factor
  return [name, isRange ? { path, range: [levels[0], levels.at(-1)!] } : { path, levels }]
}

function writeScheme(scheme: ExperimentChoice['scheme']): Json {
  if (scheme.kind !== 'fractional') return scheme.kind === 'full' ? 'full' : { ...scheme }
  const { resolution, generators } = scheme
  const hasGenerators = Object.keys(generators).length > 0
  return { kind: 'fractional', ...(resolution !== null && { resolution }), ...(hasGenerators && { generators: { ...generators } }) }
}

function writeReplications({ replications, kpi }: ExperimentChoice): Json {
  if (replications.kind === 'fixed') return replications.n
  const { least, most, shareOfMean } = replications
  return { kpi, least, most, shareOfMean }
}

/** What an opened file asks for: an experiment, and the form that it starts from. */
export interface OpenedDesign {
  readonly choice: ExperimentChoice
  readonly draft: Draft
  readonly city: CityNames
}

/** Reads a design file for the page. Base and city are what the page can have: a scenario of the library or the one on screen, the generated city or the one on screen. */
export function openDesign(text: string, now: ExperimentBase): Parsed<OpenedDesign> {
  const { value: design, problems } = readDesign(text)
  if (design === null) return { value: null, problems }
  const source = findSource(design.scenario, now.draft.source)
  const found = [
    ...(design.scheme.kind === 'scenarios' ? [scenariosOnly] : []),
    ...(source === null ? [sourceMissing(design.scenario)] : []),
    ...(design.city === null || baseNameOf(design.city) === now.city.city ? [] : [cityMissing(design.city)]),
    ...ownKinds.flatMap((kind) => (isAtHand(design[kind], now.draft.own?.[kind]) ? [] : [ownMissing(kind, design[kind] ?? '')])),
    ...(design.model === null && design.models.length === 0 ? [] : [modelNamed]),
  ]
  if (found.length > 0 || source === null || design.scheme.kind === 'scenarios') return { value: null, problems: found }
  const { days, ...edits } = flattenPart(design.overrides)
  const own = ownNamed(design, now.draft.own)
  const draft: Draft = { source, overrides: edits, ...(own && { own }) }
  // It was read as a design: its factors are as the format has them.
  const raw = (JSON.parse(text) as { readonly factors: Readonly<Record<string, RawFactor>> }).factors
  const choice: ExperimentChoice = {
    name: design.name,
    description: design.description,
    factors: Object.entries(raw).map(([name, factor]) => readFactor(name, factor)),
    scheme: design.scheme,
    ...readRule(design),
    days: typeof days === 'number' ? days : null,
    warmUp: design.warmUp.kind === 'auto' ? 'auto' : design.warmUp.days,
  }
  return { value: { choice, draft, city: { city: design.city, grid: design.grid } }, problems: [] }
}

function isAtHand(named: string | null, own: OwnTable | undefined): boolean {
  return named === null || baseNameOf(named) === own?.name
}

/** Those of the page's own tables that the design names. */
function ownNamed(design: Design, own: OwnTables = {}): OwnTables | undefined {
  const named = ownKinds.filter((kind) => design[kind] !== null)
  return named.length === 0 ? undefined : Object.fromEntries(named.map((kind) => [kind, own[kind]]))
}

interface RawFactor {
  readonly path?: string
  readonly levels?: Json
  readonly range?: readonly number[]
}

function readFactor(name: string, { path, levels, range }: RawFactor): FactorChoice {
  if (path === undefined) return { kind: 'sets', name, levels: levels as JsonObject }
  return { kind: 'key', name, path, levels: range ?? (levels as readonly Json[]), isRange: range !== undefined }
}

function readRule({ replications }: Design): { readonly kpi: string; readonly replications: ReplicationChoice } {
  if (replications.kind === 'fixed') return { kpi: 'slaKept', replications }
  const { least, most, shareOfMean } = { ...usualPrecision, ...replications.precision }
  return { kpi: replications.kpi, replications: { kind: 'sequential', least, most, shareOfMean } }
}

function findSource(name: string, now: ScenarioSource): ScenarioSource | null {
  if (now.kind === 'file' && nameSource(now) === baseNameOf(name)) return now
  return libraryNames.includes(name) ? { kind: 'library', name } : null
}

function baseNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** An experiment and the form that it starts from. */
export interface PlannedExperiment {
  readonly choice: ExperimentChoice
  readonly base: Draft
}

/** Whether two experiments ask the same of the same base; the days of the form count only where the experiment states none. */
export function isSameExperiment(a: PlannedExperiment, b: PlannedExperiment): boolean {
  const textOf = ({ choice, base: { source, overrides, own } }: PlannedExperiment) => {
    const { days = null, ...edits } = overrides
    // As the file has it: what does not stand there asks nothing.
    const design = writeDesign(choice, { draft: { source, overrides: {} }, city: { city: null, grid: null } })
    return JSON.stringify([design, source, sorted(edits), choice.days ?? days, own ?? null])
  }
  return textOf(a) === textOf(b)
}

function sorted(edits: Overrides): readonly (readonly [string, Json])[] {
  return Object.entries(edits).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const scenariosOnly: Problem = {
  code: 'no-factors',
  place: 'scenarios',
  value: '',
  remedy: 'The page takes factors with their levels. A design that names scenarios one by one is run by voltwin sweep.',
}

function sourceMissing(name: string): Problem {
  const remedy = 'Drop that scenario’s file on the page first, then open the design again.'
  return { code: 'scenario-missing', place: 'scenario', value: name.slice(-80), remedy }
}

function ownMissing(kind: OwnKind, name: string): Problem {
  const remedy = 'Drop that table on the page and take it first, then open the design again.'
  return { code: 'own-missing', place: kind, value: name.slice(-80), remedy }
}

const modelNamed: Problem = {
  code: 'model-named',
  place: 'model',
  value: '',
  remedy:
    'In the page a learned model is a setting of the scenario: choose it in Learn, leave model and models out of the design, and open it again.',
}

function cityMissing(name: string): Problem {
  const remedy = 'Drop that city’s file on the page first, then open the design again.'
  return { code: 'city-missing', place: 'city', value: name.slice(-80), remedy }
}
