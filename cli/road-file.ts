import { createReadStream } from 'node:fs'
import type { Parsed } from '../data/columns/index.ts'
import { type AssembledGraph, type OsmExtract, buildRoadGraph, readOsmPbf } from '../twin/city/index.ts'

/** An extract and its graph, read from disk; problems name the file. */
export interface RoadFile extends AssembledGraph {
  readonly extract: OsmExtract
}

/** Reads an `.osm.pbf` file and builds its road graph. Problems' places begin with the file's name. */
export async function readRoadFile(file: string): Promise<Parsed<RoadFile>> {
  const extract = await readOsmPbf(createReadStream(file))
  const built = extract.value === null ? { value: null, problems: [] } : buildRoadGraph(extract.value)
  const problems = [...extract.problems, ...built.problems].map((problem) => ({ ...problem, place: `${file}, ${problem.place}` }))
  if (extract.value === null || built.value === null) return { value: null, problems }
  return { value: { extract: extract.value, ...built.value }, problems }
}
