import type { Parsed, Problem } from '../../data/columns/index.ts'
import { hashCity } from './city-hash.ts'
import { demandFromBuildings, demandFromGrid, demandFromResidentialRoads } from './demand/index.ts'
import type { City, DemandSurface, RoadGraph } from './graph.ts'
import { type OsmExtract, osmAttribution, readOsmPbf } from './osm/index.ts'
import { buildRoadGraph } from './roads/index.ts'

/** What a city is imported from. */
export interface CitySource {
  /** What people call the city. */
  readonly name: string
  /** An OpenStreetMap extract (`.osm.pbf`), in chunks of any size. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** A population grid as CSV text (lon, lat, population); demand then comes from it and from nothing else. */
  readonly gridCsv?: string
  /** What problems call the extract; the city's name when absent. */
  readonly fileName?: string
  /** What problems call the grid; `grid` when absent. */
  readonly gridName?: string
}

/** Fewer buildings than this say where somebody drew houses, not where people live. */
const fewestBuildings = 100

/**
 * Imports a city: roads by the car profile, and demand from the population grid when one is given, else from buildings when the extract has at least
 * 100 of them, else from the length of residential roads; `demand.source` says which. A grid that was asked for and cannot be used gives
 * `value: null`: only its owner can say whether a worse source will do. Never throws; problems of each step are passed on, their places led by the name
 * of the file, also beside a value. Hubs are called by compass, since the names of places differ from extract to extract and names decide chance.
 */
export async function importCity(source: CitySource): Promise<Parsed<City>> {
  const extract = await readOsmPbf(source.chunks)
  const roads = extract.value === null ? { value: null, problems: [] } : buildRoadGraph(extract.value)
  const problems = placeIn(source.fileName ?? source.name, [...extract.problems, ...roads.problems])
  if (extract.value === null || roads.value === null) return { value: null, problems }
  const { graph } = roads.value
  const demand = chooseDemand(source, extract.value, graph)
  problems.push(...demand.problems)
  if (demand.value === null) return { value: null, problems }
  const parts = { graph, demand: demand.value }
  const { water, green, waterLines, streets, places } = extract.value
  const drawn = { water, green, waterLines, streets, districts: places }
  const city = { name: source.name, isGenerated: false, attribution: osmAttribution, ...parts, ...drawn, hash: hashCity(parts) }
  return { value: city, problems }
}

const placeIn = (file: string, problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({ ...problem, place: `${file}, ${problem.place}` }))

function chooseDemand(source: CitySource, extract: OsmExtract, graph: RoadGraph): Parsed<DemandSurface> {
  if (source.gridCsv !== undefined) return demandFromAskedGrid(source.gridCsv, source.gridName ?? 'grid', graph)
  const { value, problems } = demandWithoutGrid(extract, graph)
  return { value, problems: placeIn(source.fileName ?? source.name, problems) }
}

function demandFromAskedGrid(gridCsv: string, gridName: string, graph: RoadGraph): Parsed<DemandSurface> {
  const { value, problems } = demandFromGrid(gridCsv, graph)
  const placed = placeIn(gridName, problems)
  if (value !== null) return { value, problems: placed }
  const remedy = 'Mend the grid, or leave it out: demand then follows buildings or the length of residential roads.'
  return { value: null, problems: [...placed, { code: 'grid-unusable', place: gridName, value: '', remedy }] }
}

/** Buildings, else roads; buildings that are there but not used are said. */
function demandWithoutGrid(extract: OsmExtract, graph: RoadGraph): Parsed<DemandSurface> {
  const count = extract.buildings.lonDeg.length
  const buildings = count < fewestBuildings ? { value: null, problems: describeFew(count) } : demandFromBuildings(extract.buildings, graph)
  if (buildings.value !== null) return buildings
  const roads = demandFromResidentialRoads(graph)
  return { value: roads.value, problems: [...buildings.problems, ...roads.problems] }
}

function describeFew(count: number): Problem[] {
  if (count === 0) return []
  const remedy = `Demand follows residential roads: give an extract with at least ${fewestBuildings} buildings, or a population grid.`
  return [{ code: 'buildings-few', place: 'buildings', value: `${count}`, remedy }]
}
