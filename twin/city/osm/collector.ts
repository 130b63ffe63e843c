import { collectNode, collectRelation, collectWay, createFeatures } from './features.ts'
import { growFloat64, growInt32, growInt8, growUint32, growUint8 } from './growing-column.ts'
import type { ObjectSink, Tags } from './primitive-block.ts'
import { profileRoad } from './profile.ts'

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
    wayName: growUint32(),
    roadClass: growUint8(),
    speedKmh: growFloat64(),
    direction: growInt8(),
    names: new Map([['', 0]]),
    buildings: [] as Float64Array[],
    features: createFeatures(),
  }
}

/** The sink that fills a collector. */
export function createSink(collector: Collector): ObjectSink {
  const { features } = collector
  return {
    addNode(id, lonE7, latE7) {
      collector.nodeId.push(id)
      collector.nodeLonE7.push(lonE7)
      collector.nodeLatE7.push(latE7)
    },
    addPlace: (tags, lonE7, latE7) => collectNode(features, tags, lonE7, latE7),
    addWay(tags, nodeIds, id) {
      collector.osmWays += 1
      const building = tags.get('building')
      if (building !== undefined && building !== 'no') collector.buildings.push(nodeIds)
      if (!collectRoad(collector, tags, nodeIds)) collectWay(features, tags, nodeIds, id)
    },
    addRelation: (tags, wayIds, isInner) => collectRelation(features, tags, wayIds, isInner),
  }
}

function collectRoad(collector: Collector, tags: Tags, nodeIds: Float64Array): boolean {
  const profile = profileRoad(tags)
  if (profile === null) return false
  for (const nodeId of nodeIds) collector.wayNodeId.push(nodeId)
  collector.wayEnd.push(collector.wayNodeId.length)
  collector.wayName.push(numberName(collector.names, tags.get('name') ?? ''))
  collector.roadClass.push(profile.roadClass)
  collector.speedKmh.push(profile.speedKmh)
  collector.direction.push(profile.direction)
  return true
}

function numberName(names: Map<string, number>, name: string): number {
  const known = names.get(name)
  if (known !== undefined) return known
  names.set(name, names.size)
  return names.size - 1
}
