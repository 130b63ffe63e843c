import { addProblem, checkKeys, isObject } from '../load/index.ts'
import type { Json, JsonObject, Report } from '../load/index.ts'
import { readOverrides, readSeed } from './read-part.ts'
import type { CityPlace, SpanCity } from './span.ts'

const cityKeys = ['generated', 'extract', 'grid', 'share', 'overrides']
/** More would not be told apart in a table. */
const longestName = 60
/** Hubs of all cities stand in one column of 32 bits; a thousand cities are far below that, and far above any company. */
const mostCities = 1000
/** Decimal shares such as ten times 0.1 add up to 1 only nearly. */
const shareTolerance = 1e-9

/** The cities of a span in the order of their names. */
export function readCities(value: Json | undefined, report: Report): SpanCity[] {
  if (!isObject(value) || Object.keys(value).length === 0) {
    const code = value === undefined ? 'missing-key' : 'wrong-type'
    addProblem(report, code, 'cities', value, 'Write an object: { "Aldern": { "generated": 1 }, "Porto": { "extract": "porto.osm.pbf" } }.')
    return []
  }
  const names = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  checkNames(names, report)
  const cities = names.map((name) => readCity(name, value[name], report))
  checkShares(cities, report)
  return cities
}

/** Names decide luck and order, so that two that only look alike would be mixed up by people. Equal keys are found by the JSON reader. */
function checkNames(names: readonly string[], report: Report): void {
  if (names.length > mostCities) addProblem(report, 'too-many-cities', 'cities', names.length, `Write at most ${mostCities} cities.`)
  const known = new Map<string, string>()
  for (const name of names) {
    const plain = name.trim().toLowerCase()
    if (plain === '' || name.length > longestName)
      addProblem(report, 'bad-name', `cities.${name}`, name, `Name the city with 1 to ${longestName} characters.`)
    const other = known.get(plain)
    if (other !== undefined)
      addProblem(report, 'same-name', `cities.${name}`, name, `Choose another name: it differs from "${other}" by case or spaces only.`)
    known.set(plain, name)
  }
}

function readCity(name: string, value: Json, report: Report): SpanCity {
  const path = `cities.${name}`
  if (!isObject(value)) {
    addProblem(
      report,
      'wrong-type',
      path,
      value,
      'Write an object: { "generated": 1 } with the city’s seed, or { "extract": "city.osm.pbf" }.',
    )
    return { name, place: { kind: 'generated', seed: 0 }, share: null, overrides: {} }
  }
  checkKeys(value, cityKeys, path, report)
  return {
    name,
    place: readPlace(value, path, report),
    share: readShare(value['share'], `${path}.share`, report),
    overrides: readOverrides(value['overrides'], `${path}.overrides`, ['name', 'seed', 'days', 'startDate'], report),
  }
}

function readPlace(city: JsonObject, path: string, report: Report): CityPlace {
  const { generated, extract, grid } = city
  if (generated !== undefined && extract !== undefined)
    addProblem(report, 'two-places', path, city['extract'], 'Write either generated with a seed, or extract with a file.')
  if (generated === undefined && extract === undefined)
    addProblem(
      report,
      'missing-key',
      `${path}.generated`,
      undefined,
      'Write "generated" with the city’s seed, or "extract" with a file (.osm.pbf).',
    )
  if (extract === undefined) {
    if (grid !== undefined)
      addProblem(report, 'grid-without-city', `${path}.grid`, grid, 'A grid needs its extract: write it, or leave the grid out.')
    return { kind: 'generated', seed: generated === undefined ? 0 : readSeed(generated, `${path}.generated`, report) }
  }
  return {
    kind: 'extract',
    extract: readFile(extract, `${path}.extract`, report),
    grid: grid === undefined ? null : readFile(grid, `${path}.grid`, report),
  }
}

function readFile(value: Json, path: string, report: Report): string {
  if (typeof value === 'string' && value !== '') return value
  addProblem(report, 'wrong-type', path, value, 'Write the path of a file in double quotes.')
  return ''
}

function readShare(value: Json | undefined, path: string, report: Report): number | null {
  if (value === undefined) return null
  if (typeof value === 'number' && value > 0 && value <= 1) return value
  const code = typeof value === 'number' ? 'out-of-range' : 'wrong-type'
  addProblem(report, code, path, value, 'Write a fraction above 0, at most 1: 0.25 for a quarter of the base.')
  // A share that was reported is none that lacks.
  return 1
}

function checkShares(cities: readonly SpanCity[], report: Report): void {
  const without = cities.filter(({ share }) => share === null)
  if (without.length === cities.length || report.problems.some(({ place }) => place.endsWith('.share'))) return
  for (const { name } of without)
    addProblem(report, 'missing-key', `cities.${name}.share`, undefined, 'Write a share: either every city has one, or none has.')
  const sum = cities.reduce((total, { share }) => total + (share ?? 0), 0)
  if (without.length === 0 && Math.abs(sum - 1) > shareTolerance)
    addProblem(report, 'shares-not-1', 'cities', Number(sum.toPrecision(12)), 'Change the shares of the cities: they must add up to 1.')
}
