import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { Parsed } from '../../data/columns/index.ts'
import { layOver, listPoints, placePoints, readDesign } from '../../scenarios/index.ts'
import type { Design, JsonObject, PlacedPoint, PointPlan, RunJob } from '../../scenarios/index.ts'
import type { City } from '../../twin/index.ts'
import { readText } from '../read-text.ts'
import { readScenario } from '../run/scenario-source.ts'
import { judgeInputs, keepInputs, readInputs, readModels, withModel } from './inputs.ts'
import type { InputFiles } from './inputs.ts'

/** A design with its points as whole scenarios, on its city. */
export interface Prepared {
  readonly design: Design
  readonly points: PointPlan
  readonly placed: readonly PlacedPoint[]
  readonly city: City
  /** Hash of a company's own data in the base; empty without any. */
  readonly own: string
  /** The run of a point with another seed. */
  readonly jobOf: (point: PlacedPoint, seed: number, warmUpDays: number) => Parsed<RunJob>
}

/** Reads a design file, as far as it can be judged by itself. */
export async function readDesignFile(file: string): Promise<Parsed<Design>> {
  const { value: text, problems } = await readText(file)
  return text === null ? { value: null, problems } : readDesign(text)
}

/** What a call gives beside the design; it stands before what the design says. */
export interface SweepInputs {
  readonly customers?: string
  readonly batteries?: string
  readonly weather?: string
  readonly isLenient?: boolean
  /** A learned model that decides in all points but those that name another one. */
  readonly model?: string
}

/** Reads all that a design names; paths in it are relative to its file. Bad input gives problems, before anything is run. */
export async function prepareSweep(design: Design, file: string, folder: string, given: SweepInputs = {}): Promise<Parsed<Prepared>> {
  const points = listPoints(design)
  if (points.value === null) return { value: null, problems: points.problems }
  const files = listFiles(design, file, given)
  const models = readModels(files.models)
  if (models.value === null) return { value: null, problems: models.problems }
  const decides = files.decides ? models.value[0].model : undefined
  const source = beside(file, design.scenario)
  const load = (overrides: JsonObject) => readScenario(source, withModel(decides, overrides))
  const placed = placePoints(design, points.value, load)
  if (placed.value === null) return { value: null, problems: placed.problems }
  const inputs = await readInputs(files, models.value)
  if (inputs.value === null) return { value: null, problems: inputs.problems }
  const judged = judgeInputs(inputs.value, placed.value)
  if (!judged.isSound) return { value: null, problems: judged.problems }
  const { value: describeRun, problems: unkept } = keepInputs(inputs.value, folder)
  if (describeRun === null) return { value: null, problems: unkept }
  const jobOf = ({ overrides }: PlacedPoint, seed: number, warmUpDays: number): Parsed<RunJob> => {
    const { value, problems: found } = load(layOver(design.overrides, overrides, { seed }))
    return { value: value === null ? null : describeRun(value, warmUpDays), problems: found }
  }
  const own = inputs.value.ownOf(placed.value[0].scenario.spec).value?.hash ?? ''
  const { city } = inputs.value
  return {
    value: { design, points: points.value, placed: placed.value, city, own, jobOf },
    problems: [...inputs.problems, ...judged.problems],
  }
}

/** All files of a sweep; `decides`: whether the first of the models decides in all points. */
function listFiles(
  design: Design,
  file: string,
  given: SweepInputs,
): InputFiles & { readonly models: readonly string[]; readonly decides: boolean } {
  const named = (value: string | null): string | undefined => (value === null ? undefined : beside(file, value))
  const [city, grid, model] = [named(design.city), named(design.grid), given.model ?? named(design.model)]
  const [customers, batteries] = [given.customers ?? named(design.customers), given.batteries ?? named(design.batteries)]
  const weather = given.weather ?? named(design.weather)
  return {
    ...(city !== undefined && { city }),
    ...(grid !== undefined && { grid }),
    ...(customers !== undefined && { customers }),
    ...(batteries !== undefined && { batteries }),
    ...(weather !== undefined && { weather }),
    isLenient: given.isLenient ?? design.goodRows,
    models: [...(model === undefined ? [] : [model]), ...design.models.map((one) => beside(file, one))],
    decides: model !== undefined,
  }
}

/** A path that the file of a design or a span names, or a name of the library. */
export function beside(file: string, named: string): string {
  const path = isAbsolute(named) ? named : join(dirname(file), named)
  return existsSync(path) || named.includes('/') || /\.\w+$/.test(named) ? path : named
}
