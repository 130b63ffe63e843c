import type { Parsed, Problem } from '../../../data/columns/index.ts'
import { type Block, corrupt, readBlock } from './blob.ts'
import { ByteQueue } from './byte-queue.ts'
import { type Collector, createCollector, createSink } from './collector.ts'
import type { OsmExtract, OsmRoads } from './extract.ts'
import { checkHeaderBlock } from './header-block.ts'
import { findDuplicate, sortNodes } from './nodes.ts'
import { locateAreas, locateBuildings, locateClosed, locateLines } from './outlines.ts'
import { type ObjectSink, readPrimitiveBlock } from './primitive-block.ts'
import { Refusal } from './refusal.ts'
import { locateSea } from './sea.ts'
import { locateStreets } from './streets.ts'

/** Limits of one import. */
export interface OsmReadOptions {
  /** Largest number of nodes taken; default 50 million (about 1 GB while reading). */
  readonly maxNodes?: number
}

/**
 * Reads an OpenStreetMap extract (`.osm.pbf`) from chunks of any size, block by block, in browser or Node.
 * Dense and plain nodes, ways, and relations that are areas. Never throws: a truncated, empty or foreign file, an unknown
 * required feature, a damaged block or a source that fails gives one problem with the byte where it lies and `value: null`.
 * Format: OpenStreetMap wiki, "PBF Format".
 */
export async function readOsmPbf(chunks: AsyncIterable<Uint8Array>, options: OsmReadOptions = {}): Promise<Parsed<OsmExtract>> {
  const queue = new ByteQueue(chunks)
  try {
    const collector = createCollector()
    await readBlocks(queue, collector, options.maxNodes ?? 50_000_000)
    return finish(collector)
  } catch (error) {
    await queue.close().catch(() => undefined)
    return { value: null, problems: [error instanceof Refusal ? error.problem : describeFailure(error, queue.offset)] }
  }
}

function describeFailure(error: unknown, byte: number): Problem {
  const value = (error instanceof Error ? error.message : String(error)).slice(0, 80)
  return { code: 'read-failed', place: `byte ${byte}`, value, remedy: 'Check that the file exists and can be read, then try again.' }
}

async function readBlocks(queue: ByteQueue, collector: Collector, maxNodes: number): Promise<void> {
  const sink = createSink(collector)
  let block = await readBlock(queue)
  if (block === null) throw new Refusal('empty-file', 0, '0 bytes', 'Pass an OpenStreetMap extract in .osm.pbf form.')
  checkHeaderBlock(block)
  for (block = await readBlock(queue); block !== null; block = await readBlock(queue)) {
    if (block.type === 'OSMData') readData(block, sink)
    if (collector.nodeId.length > maxNodes) throw tooLarge(block.byte, maxNodes)
  }
}

const tooLarge = (byte: number, maxNodes: number): Refusal =>
  new Refusal(
    'too-many-nodes',
    byte,
    `more than ${maxNodes} nodes`,
    'Cut a smaller extract with "osmium extract --bbox" or raise the limit.',
  )

function readData(block: Block, sink: ObjectSink): void {
  try {
    readPrimitiveBlock(block.data, sink)
  } catch (error) {
    throw corrupt(block.byte, error instanceof Error ? error.message : String(error))
  }
}

function finish(from: Collector): Parsed<OsmExtract> {
  const nodes = sortNodes({ id: from.nodeId.toArray(), lonE7: from.nodeLonE7.toArray(), latE7: from.nodeLatE7.toArray() })
  const { features } = from
  const roads = finishRoads(from)
  const value: OsmExtract = {
    osmNodes: nodes.id.length,
    osmWays: from.osmWays,
    drivableWays: from.wayEnd.length,
    buildingCount: from.buildings.length,
    nodes,
    roads,
    buildings: locateBuildings(nodes, from.buildings),
    water: [...locateSea(nodes, roads, features.coast), ...locateAreas(nodes, features, 'water'), ...locateClosed(nodes, features.water)],
    green: [...locateAreas(nodes, features, 'green'), ...locateClosed(nodes, features.green)],
    waterLines: locateLines(nodes, features.waterLines),
    streets: locateStreets(nodes, roads, [...from.names.keys()], from.wayName.toArray()),
    places: features.places.toSorted((a, b) => a.rank - b.rank).map(({ outline }) => outline),
  }
  return { value, problems: warnOfDuplicates(nodes.id) }
}

function finishRoads(from: Collector): OsmRoads {
  const ends = from.wayEnd.toArray()
  const firstNode = new Uint32Array(ends.length + 1)
  firstNode.set(ends, 1)
  return {
    firstNode,
    nodeId: from.wayNodeId.toArray(),
    roadClass: from.roadClass.toArray(),
    speedKmh: from.speedKmh.toArray(),
    direction: from.direction.toArray(),
  }
}

function warnOfDuplicates(id: Float64Array): Problem[] {
  const twice = findDuplicate(id)
  if (twice === null) return []
  const remedy = 'The first of them is used; "osmium sort" and "osmium merge" make each object unique.'
  return [{ code: 'duplicate-node', place: `node ${twice}`, value: String(twice), remedy }]
}
