import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { decideBy, layOver, listPoints, manifestOf, nameRun, placePoints, readDesign } from '../../scenarios/index.ts'
import type { Design, JsonObject, LoadedScenario, PlacedPoint, PointPlan, RunJob } from '../../scenarios/index.ts'
import type { City } from '../../twin/index.ts'
import { hashEngine } from '../engine-build.ts'
import { readText } from '../read-text.ts'
import { readScenario } from '../run/scenario-source.ts'
import { keepCity } from './city-files.ts'
import type { KeptCity } from './city-files.ts'

/** A design with its points as whole scenarios, on its city. */
export interface Prepared {
  readonly design: Design
  readonly points: PointPlan
  readonly placed: readonly PlacedPoint[]
  readonly city: City
  /** The run of a point with another seed. */
  readonly jobOf: (point: PlacedPoint, seed: number, warmUpDays: number) => Parsed<RunJob>
}

/** Reads a design file, as far as it can be judged by itself. */
export async function readDesignFile(file: string): Promise<Parsed<Design>> {
  const { value: text, problems } = await readText(file)
  return text === null ? { value: null, problems } : readDesign(text)
}

/** Reads all that a design names; paths in it are relative to its file. Bad input gives problems, before anything is run. */
export async function prepareSweep(design: Design, file: string, folder: string): Promise<Parsed<Prepared>> {
  const points = listPoints(design)
  if (points.value === null) return { value: null, problems: points.problems }
  const source = beside(file, design.scenario)
  const load = (overrides: JsonObject) => readScenario(source, overrides)
  const placed = placePoints(design, points.value, load)
  if (placed.value === null) return { value: null, problems: placed.problems }
  const unmade = placed.value.flatMap(({ name, scenario }) => decideBy(scenario.spec, []).problems.map((problem) => at(name, problem)))
  if (unmade.length > 0) return { value: null, problems: unmade }
  const kept = await keepCity(
    { ...(design.city !== null && { city: beside(file, design.city) }), ...(design.grid !== null && { grid: beside(file, design.grid) }) },
    folder,
  )
  if (kept.value === null) return { value: null, problems: kept.problems }
  const describeRun = describeJobs(kept.value)
  const jobOf = ({ overrides }: PlacedPoint, seed: number, warmUpDays: number): Parsed<RunJob> => {
    const { value, problems: found } = load(layOver(design.overrides, overrides, { seed }))
    return { value: value === null ? null : describeRun(value, warmUpDays), problems: found }
  }
  return { value: { design, points: points.value, placed: placed.value, city: kept.value.city, jobOf }, problems: kept.problems }
}

/** Makes jobs of whole scenarios on a city, by this engine build. */
export function describeJobs({ city, files }: KeptCity): (scenario: LoadedScenario, warmUpDays: number) => RunJob {
  const engine = hashEngine()
  return (scenario, warmUpDays) => ({
    id: nameRun(manifestOf(scenario, city, engine), warmUpDays),
    scenario: scenario.canonical,
    seed: scenario.spec.seed,
    warmUpDays,
    ...files,
  })
}

function at(name: string, problem: Problem): Problem {
  return { ...problem, place: `${name} → ${problem.place}` }
}

/** A path that the file of a design or a span names, or a name of the library. */
export function beside(file: string, named: string): string {
  const path = isAbsolute(named) ? named : join(dirname(file), named)
  return existsSync(path) || named.includes('/') || /\.\w+$/.test(named) ? path : named
}
