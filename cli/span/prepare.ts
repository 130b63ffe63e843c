import type { Parsed, Problem } from '../../data/columns/index.ts'
import { inCity, manifestOf, nameRun, openSpan } from '../../scenarios/index.ts'
import type { CityPlace, Manifest, OpenedSpan, RunJob, SpanChanges } from '../../scenarios/index.ts'
import type { City } from '../../twin/index.ts'
import type { CityFiles } from '../city-source.ts'
import { hashEngine } from '../engine-build.ts'
import { readScenario } from '../run/scenario-source.ts'
import { keepCity } from '../sweep/city-files.ts'
import { beside } from '../sweep/prepare.ts'
import type { SpanSource } from './source.ts'

/** Reads a span with all that it names but its cities' maps. Bad input gives problems. */
export function readSpanSource({ text, file }: SpanSource, changes: SpanChanges): Parsed<OpenedSpan> {
  return openSpan(text, changes, (name, overrides) => readScenario(file === null ? name : beside(file, name), overrides))
}

/** A city with all that its run is. */
export interface SpanRun {
  readonly name: string
  readonly customers: number
  readonly attribution: string
  readonly manifest: Manifest
  readonly job: RunJob
}

/** Where a city's map is; a generated one carries the city's own name. */
export function filesOf(name: string, place: CityPlace, file: string | null): CityFiles {
  if (place.kind === 'generated') return { generated: { seed: place.seed, name } }
  const find = (named: string): string => (file === null ? named : beside(file, named))
  return { city: find(place.extract), ...(place.grid !== null && { grid: find(place.grid) }) }
}

/** Reads the cities' maps, one after the other so that one is in memory at a time, and makes jobs of their runs. */
export async function prepareRuns({ cities }: OpenedSpan, file: string | null, folder: string): Promise<Parsed<SpanRun[]>> {
  const engine = hashEngine()
  const problems: Problem[] = []
  const runs: SpanRun[] = []
  let isSound = true
  for (const { name, place, scenario } of cities) {
    const { value, problems: found } = await keepCity(filesOf(name, place, file), folder)
    problems.push(...found.map((problem) => inCity(name, problem)))
    isSound &&= value !== null
    if (value === null) continue
    const manifest = manifestOf(scenario, value.city, engine)
    const { seed, segments } = scenario.spec
    const job: RunJob = { id: nameRun(manifest, 0), scenario: scenario.canonical, seed, warmUpDays: 0, ...value.files }
    runs.push({
      name,
      customers: segments.reduce((sum, { customers }) => sum + customers, 0),
      attribution: attributionOf(value.city),
      manifest,
      job,
    })
  }
  return { value: isSound ? runs : null, problems }
}

function attributionOf({ isGenerated, attribution }: City): string {
  return isGenerated ? 'generated' : attribution
}
