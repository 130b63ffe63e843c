import type { Outline } from '../graph.ts'

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
  /** Closed outlines of `natural=water` and `waterway=riverbank` ways. */
  readonly water: readonly Outline[]
}

/** Must be shown wherever data of an extract are shown or exported. */
export const osmAttribution = '© OpenStreetMap contributors'
