import type { Problem } from '../../data/columns/index.ts'
import { ownKinds } from '../own-api.ts'
import type { OwnTables, TableKind } from '../own-api.ts'
import type { Workbench } from '../state/index.ts'

const remedyForKinds = 'Drop a city (.osm.pbf), its population grid (.csv), a scenario (.json), or your own customers and batteries (.csv).'
/** A scenario is text that a person wrote; more is something else. */
const maxScenarioBytes = 4_000_000

/**
 * Takes dropped or chosen files: a city with or without its grid, a grid for the city on screen, a scenario, own customers and batteries.
 * What a table is, its header says. Returns what could not be taken; whatever was on screen then stays.
 */
export async function openFiles(bench: Workbench, files: readonly File[]): Promise<readonly Problem[]> {
  const scenarios = files.filter(({ name }) => /\.json$/i.test(name))
  const cities = files.filter(({ name }) => /\.pbf$/i.test(name))
  const tables = files.filter(({ name }) => /\.(csv|tsv|txt)$/i.test(name))
  const others = files.filter((file) => ![...scenarios, ...cities, ...tables].includes(file))
  const problems: Problem[] = others.map(({ name }) => problem('unknown-file', name, '', remedyForKinds))
  if (cities.length > 1) problems.push(problem('two-cities', cities[1].name, '', 'Drop one city at a time.'))
  const sorted = await sortTables(bench, tables)
  problems.push(...sorted.problems)
  for (const file of scenarios) problems.push(...(await openScenario(bench, file)))
  // A table that came with a city and is none that is known may have been meant as its grid.
  const isWhole = sorted.grid !== null || sorted.problems.length === 0
  problems.push(...(await openCity(bench, isWhole ? (cities[0] ?? null) : null, sorted.grid)))
  // Rows are read against the city: one that was dropped with them comes first.
  if (Object.keys(sorted.own).length > 0) {
    bench.ownData.take(sorted.own, sorted.isLasting)
    // There stands what became of the rows.
    bench.room.value = 'plan'
  }
  return problems
}

interface SortedTables {
  readonly grid: File | null
  readonly own: OwnTables
  readonly isLasting: boolean
  readonly problems: readonly Problem[]
}

async function sortTables({ api }: Workbench, files: readonly File[]): Promise<SortedTables> {
  const problems: Problem[] = []
  const found = new Map<TableKind, { readonly file: File; readonly key: string; readonly isLasting: boolean }>()
  for (const file of files) {
    const { value, problems: unknown } = await api.keepTable(file)
    problems.push(...unknown)
    if (value === null) continue
    if (value.kind === 'telemetry')
      problems.push(problem('telemetry', file.name, '', 'These are readings of batteries: choose the file in the room Live.'))
    else if (found.has(value.kind))
      problems.push(problem('two-tables', file.name, value.kind, `Drop one table of ${words[value.kind]} at a time.`))
    else found.set(value.kind, { ...value, file })
  }
  const own = ownKinds.flatMap((kind) => {
    const table = found.get(kind)
    return table === undefined ? [] : [[kind, { key: table.key, name: table.file.name }] as const]
  })
  const isLasting = ownKinds.every((kind) => found.get(kind)?.isLasting ?? true)
  return { grid: found.get('grid')?.file ?? null, own: Object.fromEntries(own), isLasting, problems }
}

const words: Readonly<Record<TableKind, string>> = {
  customers: 'customers',
  batteries: 'batteries',
  weather: 'weather',
  grid: 'inhabitants',
  telemetry: 'readings',
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
