import type { Outline } from '../graph.ts'

/** Kind of a point of interest, as kept in `OsmPlaces.kind`. */
export const PlaceKind = { amenity: 0, shop: 1 } as const

/** All nodes of the extract, ascending by id. */
export interface OsmNodes {
  readonly id: Float64Array
  /** Longitude and latitude in 1e-7 degrees, whole: the precision of OpenStreetMap. */
  readonly lonE7: Int32Array
  readonly latE7: Int32Array
}

/** Ways that a car may drive, in file order, with the profile applied. */
export interface OsmRoads {
  readonly wayId: Float64Array
  /** `count + 1` offsets into `nodeId`. */
  readonly firstNode: Uint32Array
  readonly nodeId: Float64Array
  /** Index into `roadClasses`. */
  readonly roadClass: Uint8Array
  readonly speedKmh: Float64Array
  /** A value of `Direction`. */
  readonly direction: Int8Array
  /** Index into `names`; 0 is the empty name. */
  readonly name: Uint32Array
  readonly names: readonly string[]
}

/** Buildings as candidates for customers: centre of the outline's bounding box, and the footprint. */
export interface OsmBuildings {
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
  readonly areaM2: Float64Array
}

/** Nodes and ways tagged `amenity` or `shop`: candidates for shops and pick-up points. */
export interface OsmPlaces {
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
  /** A value of `PlaceKind`. */
  readonly kind: Uint8Array
}

/** What the city import needs of an OpenStreetMap extract (ODbL: show `osmAttribution` with anything made from it). */
export interface OsmExtract {
  readonly osmNodes: number
  readonly osmWays: number
  readonly drivableWays: number
  readonly buildingCount: number
  readonly amenityCount: number
  readonly shopCount: number
  readonly nodes: OsmNodes
  readonly roads: OsmRoads
  readonly buildings: OsmBuildings
  readonly places: OsmPlaces
  /** Closed outlines of `natural=water` and `waterway=riverbank` ways. */
  readonly water: readonly Outline[]
}

/** Must be shown wherever data of an extract are shown or exported. */
export const osmAttribution = '© OpenStreetMap contributors'
