import type { Parsed, Problem } from '../data/columns/index.ts'
import { osmAttribution } from '../twin/city/index.ts'
import { readRoadFile } from './road-file.ts'

/** What `voltwin city` prints of an OpenStreetMap extract. */
export interface CityReport {
  readonly osmNodes: number
  readonly drivableWays: number
  readonly graphNodes: number
  readonly arcs: number
  readonly strongComponents: number
  readonly largestSccNodes: number
  readonly totalArcLengthM: number
  /** Ways tagged `building`, except `no`. */
  readonly buildings: number
  readonly attribution: string
  /** Warnings that stand beside a usable city. */
  readonly problems: readonly Problem[]
}

/** `voltwin city <file>`: counts of an extract and its road graph. A file without roads or of another format gives problems only. */
export async function describeCity(file: string): Promise<Parsed<CityReport>> {
  const { value, problems } = await readRoadFile(file)
  if (value === null) return { value: null, problems }
  const { extract, counts } = value
  const report: CityReport = {
    osmNodes: extract.osmNodes,
    drivableWays: extract.drivableWays,
    graphNodes: counts.graphNodes,
    arcs: counts.arcs,
    strongComponents: counts.strongComponents,
    largestSccNodes: counts.largestSccNodes,
    totalArcLengthM: counts.totalArcLengthM,
    buildings: extract.buildingCount,
    attribution: osmAttribution,
    problems,
  }
  return { value: report, problems }
}
