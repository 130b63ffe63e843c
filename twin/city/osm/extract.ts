import type { Outline, Street } from '../graph.ts'

/** All nodes of the extract, ascending by id. */
export interface OsmNodes {
  readonly id: Float64Array
  /** Longitude and latitude in 1e-7 degrees, whole: the precision of OpenStreetMap. */
  readonly lonE7: Int32Array
  readonly latE7: Int32Array
}

/** Ways that a car may drive, in file order, with the profile applied. */
export interface OsmRoads {
  /** `count + 1` offsets into `nodeId`. */
  readonly firstNode: Uint32Array
  readonly nodeId: Float64Array
  /** Index into `roadClasses`. */
  readonly roadClass: Uint8Array
  readonly speedKmh: Float64Array
  /** A value of `Direction`. */
  readonly direction: Int8Array
}

/** Buildings as candidates for customers: centre of the outline's bounding box, and the footprint. */
export interface OsmBuildings {
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
  readonly areaM2: Float64Array
}

/** What the city import needs of an OpenStreetMap extract (ODbL: show `osmAttribution` with anything made from it). */
export interface OsmExtract {
  readonly osmNodes: number
  readonly osmWays: number
  readonly drivableWays: number
  readonly buildingCount: number
  readonly nodes: OsmNodes
  readonly roads: OsmRoads
  readonly buildings: OsmBuildings
  /** Lakes, river areas and, where the coast can be closed at the extract's edge, the sea; with their islands as holes. */
  readonly water: readonly Outline[]
  /** Parks, woods and the like. */
  readonly green: readonly Outline[]
  /** Middle lines of rivers and canals. */
  readonly waterLines: readonly Outline[]
  /** Named drivable ways. */
  readonly streets: readonly Street[]
  /** Suburbs, quarters and villages by importance, one point each. */
  readonly places: readonly Outline[]
}

/** Must be shown wherever data of an extract are shown or exported. */
export const osmAttribution = '© OpenStreetMap contributors'
