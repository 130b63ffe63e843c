/**
 * Directed road graph in compressed rows: arcs of node `v` are `firstOut[v] … firstOut[v + 1] - 1`.
 * All columns are frozen after building; a run never changes them, so they lie outside the arena.
 */
export interface RoadGraph {
  readonly nodeCount: number
  readonly arcCount: number
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
  /** OpenStreetMap node id; for a generated city the node's index. */
  readonly nodeId: Float64Array
  /** `nodeCount + 1` offsets into the arc columns. */
  readonly firstOut: Uint32Array
  readonly head: Uint32Array
  readonly lengthM: Float64Array
  /** Free-flow travel time by the car profile. */
  readonly timeS: Float64Array
  /** Index into `roadClasses`. */
  readonly roadClass: Uint8Array
  /** 1 where the node belongs to the largest strongly connected component: only such nodes are snapped to. */
  readonly isCore: Uint8Array
}

/** Road classes in order of importance; `RoadGraph.roadClass` indexes this list. */
export const roadClasses = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
] as const

/** Where demand comes from, best first: population grid, buildings, length of residential roads; a generated city's own invented density. */
export type DemandSource = 'grid' | 'buildings' | 'residential-roads' | 'generated-density'

/** Weighted points on the road network. Weights are relative; `node` is a core node of the graph. */
export interface DemandSurface {
  readonly source: DemandSource
  readonly node: Uint32Array
  readonly weight: Float64Array
}

/** A closed outline or an open line for drawing: longitude and latitude in turn, degrees. */
export interface Outline {
  readonly name: string
  readonly lonLatDeg: Float64Array
  /** Closed rings that are left out of a closed outline: islands in a lake. */
  readonly holes?: readonly Float64Array[]
}

/** A named street or a piece of one, as an open line for drawing. */
export interface Street extends Outline {
  /** Index into `roadClasses`. */
  readonly roadClass: number
}

/** A city, imported or generated: everything about space that a run reads and never changes. */
export interface City {
  readonly name: string
  /** `true` for the generated city: must be said wherever it is shown. */
  readonly isGenerated: boolean
  /** Shown wherever the city is shown or exported; empty for the generated city. */
  readonly attribution: string
  readonly graph: RoadGraph
  readonly demand: DemandSurface
  /** Drawing only: rivers and lakes, closed. */
  readonly water: readonly Outline[]
  /** Drawing only: parks and woods, closed; absent where unknown. */
  readonly green?: readonly Outline[]
  /** Drawing only: middle lines of rivers and canals, open; absent where unknown. */
  readonly waterLines?: readonly Outline[]
  /** Drawing only: named streets, several pieces each; absent where unknown. */
  readonly streets?: readonly Street[]
  /** Drawing only: districts by importance with their name; closed, or one point where only their middle is known. */
  readonly districts: readonly Outline[]
  /** Hash of everything above that decides the bits of a run (16 hex digits). */
  readonly hash: string
}
