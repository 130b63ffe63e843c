import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { SavedModel } from '../../ml/index.ts'
import { decideBy, layOver, manifestOf, nameRun } from '../../scenarios/index.ts'
import type { JsonObject, LoadedScenario, RunJob } from '../../scenarios/index.ts'
import { createSurvey } from '../../twin/index.ts'
import type { City, OwnData, Survey, WorldSpec } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import type { CityFiles } from '../city-source.ts'
import { hashEngine } from '../engine-build.ts'
import { judgeOwnTables, readOwnTables } from '../own-source.ts'
import type { OwnFiles } from '../own-source.ts'
import { readModelFile } from '../run/model-source.ts'
import { keepCityFiles } from './city-files.ts'
import { keepFile } from './keep-file.ts'
import { messageOf } from './make-run.ts'
import { describeUnwritable } from './result-folder.ts'

/** Files beside the scenario that decide a run. */
export interface InputFiles extends CityFiles, OwnFiles {
  /** Files of learned models that scenarios name by their hash. */
  readonly models?: readonly string[]
}

/** A learned model at hand, and its file. */
export interface ModelAtHand {
  readonly model: SavedModel
  readonly file: string
}

/** The same, read once for all runs of an experiment. */
export interface Inputs {
  readonly files: InputFiles
  readonly city: City
  readonly survey: Survey
  readonly models: readonly ModelAtHand[]
  /** A company's own data against a scenario; every seed gives the same. */
  readonly ownOf: (spec: WorldSpec) => Parsed<OwnData>
}

/** Reads the learned models; they are needed before the scenarios that name them. */
export function readModels(files: readonly string[]): Parsed<ModelAtHand[]> {
  const read = files.map((file) => ({ file, ...readModelFile(file) }))
  const problems = read.flatMap((one) => one.problems)
  return { value: problems.length > 0 ? null : read.flatMap(({ file, value }) => (value === null ? [] : { file, model: value })), problems }
}

/** What a model says of a scenario that it decides in. */
export function decidedBy(model: SavedModel | undefined): JsonObject {
  return model === undefined ? {} : { rules: { replacement: { model: model.hash } } }
}

/** Reads city and own tables. What cannot be read gives problems, and nothing is copied yet. */
export async function readInputs(files: InputFiles, models: readonly ModelAtHand[]): Promise<Parsed<Inputs>> {
  const [city, tables] = [await readCitySource(citySourceOf(files)), await readOwnTables(files)]
  const problems = [...city.problems, ...tables.problems]
  if (city.value === null || tables.value === null) return { value: null, problems }
  const survey = createSurvey(city.value)
  const known = new Map<string, Parsed<OwnData>>()
  const { value } = tables
  const ownOf = (spec: WorldSpec): Parsed<OwnData> => {
    const key = JSON.stringify({ ...spec, seed: 0 })
    const found = known.get(key) ?? judgeOwnTables(value, files.isLenient === true, spec, survey)
    known.set(key, found)
    return found
  }
  return { value: { files, city: city.value, survey, models, ownOf }, problems }
}

function citySourceOf({ city, grid, generated }: CityFiles): CityFiles {
  return { ...(city && { city }), ...(grid && { grid }), ...(generated && { generated }) }
}

/** What hinders scenarios by these inputs: a model that is not at hand, rows that cannot be used. What is only said comes with `isSound`. */
export function judgeInputs(
  { ownOf, models }: Inputs,
  scenarios: readonly { readonly name: string; readonly scenario: LoadedScenario }[],
): { readonly isSound: boolean; readonly problems: Problem[] } {
  const problems = new Map<string, Problem>()
  let isSound = true
  for (const { name, scenario } of scenarios) {
    const policies = decideBy(
      scenario.spec,
      models.map(({ model }) => model),
    )
    const own = ownOf(scenario.spec)
    isSound &&= policies.value !== null && own.value !== null
    for (const problem of policies.problems) problems.set(`${name} ${problem.code}`, { ...problem, place: `${name} → ${problem.place}` })
    // Rows are the same for all points; told once.
    for (const problem of own.problems) problems.set(JSON.stringify(problem), problem)
  }
  return { isSound, problems: [...problems.values()] }
}

/** The job of a scenario's run. */
export type DescribeRun = (scenario: LoadedScenario, warmUpDays: number) => RunJob

/** Copies the files into the results folder and makes jobs of whole scenarios, by this engine build. The scenarios are those that `judgeInputs` found sound. */
export function keepInputs(inputs: Inputs, folder: string): Parsed<DescribeRun> {
  try {
    return { value: describeRuns(inputs, folder), problems: [] }
  } catch (error) {
    return { value: null, problems: [describeUnwritable(folder, messageOf(error))] }
  }
}

function describeRuns({ files, city, models, ownOf }: Inputs, folder: string): DescribeRun {
  const engine = hashEngine()
  const places = {
    ...keepCityFiles(citySourceOf(files), folder),
    ...(files.customers !== undefined && { customers: keepFile(files.customers, folder) }),
    ...(files.batteries !== undefined && { batteries: keepFile(files.batteries, folder) }),
    ...(files.weather !== undefined && { weather: keepFile(files.weather, folder) }),
  }
  const modelPlaces = new Map(models.map(({ model, file }) => [model.hash, keepFile(file, folder)]))
  return (scenario, warmUpDays) => {
    const model = modelPlaces.get(scenario.spec.rules.replacement.model)
    return {
      id: nameRun(manifestOf(scenario, city, engine, ownOf(scenario.spec).value?.hash), warmUpDays),
      scenario: scenario.canonical,
      seed: scenario.spec.seed,
      warmUpDays,
      ...places,
      ...(model !== undefined && { model }),
    }
  }
}

/** Lays what a model decides beneath changes that may name another one. */
export function withModel(model: SavedModel | undefined, overrides: JsonObject): JsonObject {
  return layOver(decidedBy(model), overrides)
}
