import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { type Contraction, contractRoads, createUpwardSpace, travelMatrix } from '../../twin/city/index.ts'
import { type RoadFile, readRoadFile } from '../road-file.ts'
import type { CheckResult } from './result.ts'
import { OracleError, type OracleMatrix, type OraclePair, readMatrix, readMeta, readPairs } from './roads-oracle.ts'

/** The oracle's tables are rounded to six digits, so a difference of one unit in the last place is allowed, and a float64's breadth. */
const tolerance = 1e-6 + 1e-10

interface Verdict {
  readonly case: string
  /** What is wrong; `null` when the case passes. */
  readonly message: string | null
}

interface Judged {
  readonly verdicts: Verdict[]
  readonly skipped: number
  readonly figures: Record<string, unknown>
}

/**
 * `voltwin check roads`: for each `<name>.osm.pbf` of a folder, its routes and counts against `<name>.oracle-pairs.csv` (a case per pair: fastest
 * time and shortest distance), `<name>.oracle-matrix….csv` (a case per table: all cells) and `<name>.oracle-meta.json` (a case per city).
 * Times to 1e-6 s, distances to 1e-6 m. Oracle files without their extract count as skipped. A folder without extracts, an extract or an oracle file
 * that cannot be read is bad input.
 */
export async function checkRoads(folder: string): Promise<Parsed<CheckResult>> {
  const listed = listFolder(folder)
  if (listed.value === null) return { value: null, problems: listed.problems }
  const files = listed.value
  const cities = files.filter((file) => file.endsWith('.osm.pbf')).map((file) => file.slice(0, -'.osm.pbf'.length))
  if (cities.length === 0) return { value: null, problems: [describeEmpty(folder)] }
  const judged: Judged[] = []
  const problems: Problem[] = []
  for (const city of cities) {
    const { value, problems: found } = await judgeCity(folder, city, files)
    problems.push(...found)
    if (value !== null) judged.push(value)
  }
  if (judged.length < cities.length) return { value: null, problems }
  return { value: sumUp(cities, judged, countOrphans(files, cities)), problems }
}

function listFolder(folder: string): Parsed<readonly string[]> {
  if (existsSync(folder) && statSync(folder).isDirectory()) return { value: readdirSync(folder).toSorted(), problems: [] }
  const remedy = 'Name a folder with <name>.osm.pbf and <name>.oracle-… files.'
  return { value: null, problems: [{ code: 'missing-folder', place: folder, value: folder.slice(-80), remedy }] }
}

function describeEmpty(folder: string): Problem {
  const remedy = 'Put extracts as <name>.osm.pbf beside their <name>.oracle-… files.'
  return { code: 'no-extracts', place: folder, value: '', remedy }
}

const isOracleOf = (file: string, city: string): boolean => file.startsWith(`${city}.oracle-`)

const countOrphans = (files: readonly string[], cities: readonly string[]): number =>
  files.filter((file) => file.includes('.oracle-') && !cities.some((city) => isOracleOf(file, city))).length

async function judgeCity(folder: string, city: string, files: readonly string[]): Promise<Parsed<Judged>> {
  const { value: roads, problems } = await readRoadFile(join(folder, `${city}.osm.pbf`))
  if (roads === null) return { value: null, problems }
  try {
    return {
      value: judgeRoads(
        folder,
        city,
        roads,
        files.filter((file) => isOracleOf(file, city)),
      ),
      problems,
    }
  } catch (error) {
    if (error instanceof OracleError) return { value: null, problems: [...problems, error.problem] }
    throw error
  }
}

interface Router {
  readonly roads: RoadFile
  readonly nodeOf: ReadonlyMap<number, number>
  readonly byTime: Contraction
  readonly byLength: Contraction
}

function judgeRoads(folder: string, city: string, roads: RoadFile, oracles: readonly string[]): Judged {
  const before = process.cpuUsage()
  const byTime = contractRoads(roads.graph, { metric: 'time' })
  const byLength = contractRoads(roads.graph, { metric: 'length' })
  const used = process.cpuUsage(before)
  const nodeOf = new Map(Array.from(roads.graph.nodeId, (id, node): [number, number] => [id, node]))
  const router: Router = { roads, nodeOf, byTime, byLength }
  const figures: Record<string, unknown> = { contractSeconds: (used.user + used.system) / 1e6 }
  const verdicts: Verdict[] = []
  let skipped = 0
  for (const file of oracles) {
    const found = judgeOracle(join(folder, file), file.slice(city.length + '.oracle-'.length), city, router, figures)
    if (found === null) skipped += 1
    else verdicts.push(...found)
  }
  return { verdicts, skipped, figures }
}

/** Verdicts by one oracle file; `null` for a kind that is not known. */
function judgeOracle(path: string, kind: string, city: string, router: Router, figures: Record<string, unknown>): Verdict[] | null {
  if (kind === 'pairs.csv') return judgePairs(city, readPairs(path), router, figures)
  if (kind === 'meta.json') return [judgeMeta(city, readMeta(path), router.roads)]
  if (/^matrix.*\.csv$/.test(kind)) return [judgeMatrix(`${city} ${kind.slice(0, -'.csv'.length)}`, readMatrix(path), router)]
  return null
}

function judgePairs(city: string, pairs: readonly OraclePair[], router: Router, figures: Record<string, unknown>): Verdict[] {
  const [timeSpace, lengthSpace] = [createUpwardSpace(router.byTime), createUpwardSpace(router.byLength)]
  let [worstS, worstM] = [0, 0]
  const verdicts = pairs.map((pair): Verdict => {
    const [from, to] = [pair.fromId, pair.toId].map((id) => router.nodeOf.get(id))
    const name = `${city} pair ${pair.name}`
    if (from === undefined || to === undefined)
      return { case: name, message: `node ${from === undefined ? pair.fromId : pair.toId} is not in the graph` }
    const timeS = travelMatrix(router.byTime, Uint32Array.of(from), Uint32Array.of(to), timeSpace).cost[0]
    const lengthM = travelMatrix(router.byLength, Uint32Array.of(from), Uint32Array.of(to), lengthSpace).cost[0]
    worstS = Math.max(worstS, deviate(timeS, pair.timeS))
    worstM = Math.max(worstM, deviate(lengthM, pair.lengthM))
    const isRight = deviate(timeS, pair.timeS) <= tolerance && deviate(lengthM, pair.lengthM) <= tolerance
    return { case: name, message: isRight ? null : `${timeS} s, ${lengthM} m instead of ${pair.timeS} s, ${pair.lengthM} m` }
  })
  Object.assign(figures, { worstTimeS: worstS, worstLengthM: worstM })
  return verdicts
}

/** Two infinities agree. */
const deviate = (value: number, expected: number): number => (value === expected ? 0 : Math.abs(value - expected))

function judgeMatrix(name: string, matrix: OracleMatrix, router: Router): Verdict {
  const unknown = [...matrix.fromId, ...matrix.toId].find((id) => !router.nodeOf.has(id))
  if (unknown !== undefined) return { case: name, message: `node ${unknown} is not in the graph` }
  const [sources, targets] = [matrix.fromId, matrix.toId].map((ids) => Uint32Array.from(ids, (id) => router.nodeOf.get(id)!)) as [
    Uint32Array,
    Uint32Array,
  ]
  const { cost } = travelMatrix(router.byTime, sources, targets)
  const wrong = Array.from(cost, (timeS, cell) => ({
    cell,
    timeS,
    expected: matrix.timeS[Math.floor(cell / targets.length)][cell % targets.length],
  })).filter(({ timeS, expected }) => deviate(timeS, expected) > tolerance)
  if (wrong.length === 0) return { case: name, message: null }
  const { cell, timeS, expected } = wrong[0]
  const [from, to] = [matrix.fromId[Math.floor(cell / targets.length)], matrix.toId[cell % targets.length]]
  return { case: name, message: `${wrong.length} of ${cost.length} cells; first ${from} → ${to}: ${timeS} s instead of ${expected} s` }
}

function judgeMeta(city: string, meta: ReadonlyMap<string, number>, { extract, counts }: RoadFile): Verdict {
  const ours: Readonly<Record<string, number>> = {
    osm_nodes: extract.osmNodes,
    drivable_ways: extract.drivableWays,
    graph_nodes: counts.graphNodes,
    arcs_raw: counts.arcs,
    arcs_dedup: counts.distinctArcs,
    strong_components: counts.strongComponents,
    largest_scc_nodes: counts.largestSccNodes,
  }
  if (!Object.keys(ours).some((name) => meta.has(name)))
    return { case: `${city} counts`, message: `none of ${Object.keys(ours).join(', ')}` }
  const wrong = Object.entries(ours)
    .filter(([name, value]) => meta.has(name) && meta.get(name) !== value)
    .map(([name, value]) => `${name} ${value} instead of ${meta.get(name)}`)
  const lengthM = meta.get('total_arc_length_m') ?? counts.totalArcLengthM
  if (deviate(counts.totalArcLengthM, lengthM) > 1e-6 * lengthM)
    wrong.push(`total_arc_length_m ${counts.totalArcLengthM} instead of ${lengthM}`)
  return { case: `${city} counts`, message: wrong.length === 0 ? null : wrong.join(', ') }
}

function sumUp(cities: readonly string[], judged: readonly Judged[], orphans: number): CheckResult {
  const verdicts = judged.flatMap((city) => city.verdicts)
  const failed = verdicts.flatMap(({ case: name, message }) => (message === null ? [] : [{ case: name, message }]))
  const skipped = judged.reduce((sum, city) => sum + city.skipped, orphans)
  const figures: Record<string, unknown> = Object.fromEntries(cities.map((city, i) => [city, judged[i].figures]))
  if (skipped > 0) figures['skippedBecause'] = 'oracle files of an unknown kind or without their extract'
  return { suite: 'roads', total: verdicts.length, passed: verdicts.length - failed.length, skipped, failed, figures }
}
