import type { Problem } from '../../data/columns/index.ts'
import type { Workbench } from '../state/index.ts'

const remedyForKinds = 'Drop a city (.osm.pbf), its population grid (.csv) or a scenario (.json).'
/** A scenario is text that a person wrote; more is something else. */
const maxScenarioBytes = 4_000_000

/**
 * Takes dropped or chosen files: a city with or without its grid, a grid for the city on screen, a scenario. Returns what could not be taken;
 * whatever was on screen then stays.
 */
export async function openFiles(bench: Workbench, files: readonly File[]): Promise<readonly Problem[]> {
  const scenarios = files.filter(({ name }) => /\.json$/i.test(name))
  const cities = files.filter(({ name }) => /\.pbf$/i.test(name))
  const grids = files.filter(({ name }) => /\.csv$/i.test(name))
  const others = files.filter((file) => ![...scenarios, ...cities, ...grids].includes(file))
  const problems: Problem[] = others.map(({ name }) => problem('unknown-file', name, '', remedyForKinds))
  if (cities.length > 1) problems.push(problem('two-cities', cities[1].name, '', 'Drop one city at a time.'))
  for (const file of scenarios) problems.push(...(await openScenario(bench, file)))
  problems.push(...(await openCity(bench, cities[0] ?? null, grids[0] ?? null)))
  return problems
}

async function openScenario({ scenario }: Workbench, file: File): Promise<readonly Problem[]> {
  if (file.size > maxScenarioBytes)
    return [problem('too-large', file.name, `${file.size} bytes`, 'A scenario is a text file of less than 4 MB.')]
  const found = scenario.open({ kind: 'file', name: file.name, text: await file.text() })
  return found.map((one) => ({ ...one, place: `${file.name} → ${one.place}` }))
}

async function openCity({ city }: Workbench, pbf: File | null, grid: File | null): Promise<readonly Problem[]> {
  if (pbf === null && grid === null) return []
  const wanted = pbf ?? city.files.peek()?.pbf ?? null
  if (wanted === null)
    return [problem('grid-without-city', grid!.name, '', 'Drop the city (.osm.pbf) that this grid belongs to, alone or with it.')]
  await city.read({ pbf: wanted, grid })
  return city.problems.peek()
}

function problem(code: string, place: string, value: string, remedy: string): Problem {
  return { code, place, value, remedy }
}
