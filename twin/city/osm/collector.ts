import { growFloat64, growInt32, growInt8, growUint32, growUint8 } from './growing-column.ts'
import type { ObjectSink } from './primitive-block.ts'
import { profileRoad } from './profile.ts'

/** A way kept for its outline; its nodes are looked up when the whole file is read, since order is not promised. */
export interface KeptOutline {
  readonly name: string
  readonly nodeIds: Float64Array
}

/** Columns that grow while blocks are read. */
export type Collector = ReturnType<typeof createCollector>

/** An empty collector. */
export function createCollector() {
  return {
    nodeId: growFloat64(),
    nodeLonE7: growInt32(),
    nodeLatE7: growInt32(),
    osmWays: 0,
    wayEnd: growUint32(),
    wayNodeId: growFloat64(),
    roadClass: growUint8(),
    speedKmh: growFloat64(),
    direction: growInt8(),
    buildings: [] as Float64Array[],
    water: [] as KeptOutline[],
  }
}

/** The sink that fills a collector. */
export function createSink(collector: Collector): ObjectSink {
  return {
    addNode(id, lonE7, latE7) {
      collector.nodeId.push(id)
      collector.nodeLonE7.push(lonE7)
      collector.nodeLatE7.push(latE7)
    },
    addWay(tags, nodeIds) {
      collector.osmWays += 1
      collectRoad(collector, tags, nodeIds)
      collectFeatures(collector, tags, nodeIds)
    },
  }
}

function collectRoad(collector: Collector, tags: ReadonlyMap<string, string>, nodeIds: Float64Array): void {
  const profile = profileRoad(tags)
  if (profile === null) return
  for (const nodeId of nodeIds) collector.wayNodeId.push(nodeId)
  collector.wayEnd.push(collector.wayNodeId.length)
  collector.roadClass.push(profile.roadClass)
  collector.speedKmh.push(profile.speedKmh)
  collector.direction.push(profile.direction)
}

function collectFeatures(collector: Collector, tags: ReadonlyMap<string, string>, nodeIds: Float64Array): void {
  const building = tags.get('building')
  if (building !== undefined && building !== 'no') collector.buildings.push(nodeIds)
  const isWater = tags.get('natural') === 'water' || tags.get('waterway') === 'riverbank'
  const isClosed = nodeIds.length > 3 && nodeIds[0] === nodeIds[nodeIds.length - 1]
  if (isWater && isClosed) collector.water.push({ name: tags.get('name') ?? '', nodeIds })
}
