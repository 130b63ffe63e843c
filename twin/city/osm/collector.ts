import { growFloat64, growInt32, growInt8, growUint32, growUint8 } from './growing-column.ts'
import { PlaceKind } from './extract.ts'
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
    wayId: growFloat64(),
    wayEnd: growUint32(),
    wayNodeId: growFloat64(),
    roadClass: growUint8(),
    speedKmh: growFloat64(),
    direction: growInt8(),
    wayName: growUint32(),
    names: new Map<string, number>([['', 0]]),
    placeKind: growUint8(),
    placeLonE7: growInt32(),
    placeLatE7: growInt32(),
    buildings: [] as Float64Array[],
    placeWays: { amenity: [] as Float64Array[], shop: [] as Float64Array[] },
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
    tagNode: (tags) => collectNodePlaces(collector, tags),
    addWay(id, tags, nodeIds) {
      collector.osmWays += 1
      collectRoad(collector, id, tags, nodeIds)
      collectFeatures(collector, tags, nodeIds)
    },
  }
}

function collectNodePlaces(collector: Collector, tags: ReadonlyMap<string, string>): void {
  if (tags.has('amenity')) pushNodePlace(collector, PlaceKind.amenity)
  if (tags.has('shop')) pushNodePlace(collector, PlaceKind.shop)
}

function pushNodePlace(collector: Collector, kind: number): void {
  collector.placeKind.push(kind)
  collector.placeLonE7.push(collector.nodeLonE7.last())
  collector.placeLatE7.push(collector.nodeLatE7.last())
}

function collectRoad(collector: Collector, id: number, tags: ReadonlyMap<string, string>, nodeIds: Float64Array): void {
  const profile = profileRoad(tags)
  if (profile === null) return
  collector.wayId.push(id)
  for (const nodeId of nodeIds) collector.wayNodeId.push(nodeId)
  collector.wayEnd.push(collector.wayNodeId.length)
  collector.roadClass.push(profile.roadClass)
  collector.speedKmh.push(profile.speedKmh)
  collector.direction.push(profile.direction)
  collector.wayName.push(indexName(collector.names, tags.get('name') ?? ''))
}

function indexName(names: Map<string, number>, name: string): number {
  const known = names.get(name)
  if (known !== undefined) return known
  names.set(name, names.size)
  return names.size - 1
}

function collectFeatures(collector: Collector, tags: ReadonlyMap<string, string>, nodeIds: Float64Array): void {
  const building = tags.get('building')
  if (building !== undefined && building !== 'no') collector.buildings.push(nodeIds)
  if (tags.has('amenity')) collector.placeWays.amenity.push(nodeIds)
  if (tags.has('shop')) collector.placeWays.shop.push(nodeIds)
  const isWater = tags.get('natural') === 'water' || tags.get('waterway') === 'riverbank'
  const isClosed = nodeIds.length > 3 && nodeIds[0] === nodeIds[nodeIds.length - 1]
  if (isWater && isClosed) collector.water.push({ name: tags.get('name') ?? '', nodeIds })
}
