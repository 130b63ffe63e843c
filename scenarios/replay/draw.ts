import type { DemandSource } from '../../twin/index.ts'

/*
 * What a page draws, as columns that can be handed over without a copy. Positions are float32 degrees relative to the city's
 * `originLonLat` (longitude, latitude), so that they keep centimetres; times are float32 seconds relative to the window's `fromMs`.
 */

/** Outlines one after the other: `positions` holds 2 numbers a vertex; outline `i` is vertices `startIndices[i] … startIndices[i + 1] - 1`. */
export interface OutlineColumns {
  readonly positions: Float32Array
  /** One more than there are outlines. */
  readonly startIndices: Uint32Array
}

/** The city for the map: everything that does not move. */
export interface CityDrawing {
  readonly name: string
  /** `true` for a city that exists nowhere: to be said on the map. */
  readonly isGenerated: boolean
  /** To be shown on the map and in every picture; empty for a generated city. */
  readonly attribution: string
  readonly demandFrom: DemandSource
  /** Names the city for later runs and scenes. */
  readonly hash: string
  /** West, south, east, north of the road network. */
  readonly boundsLonLat: readonly [number, number, number, number]
  readonly originLonLat: readonly [number, number]
  /** One row for each road segment, both directions as one; `segments` holds 4 numbers a row: from, to. */
  readonly roads: {
    readonly count: number
    /** Index into `roadClassNames`, the most important first. */
    readonly classOfSegment: Uint8Array
    readonly segments: Float32Array
  }
  readonly roadClassNames: readonly string[]
  readonly water: OutlineColumns
  readonly green: OutlineColumns
  /** Name and where to write it, degrees. */
  readonly districts: readonly { readonly name: string; readonly lonLat: readonly [number, number] }[]
}

/** Hubs, shops and boxes, in rows of places. */
export interface PlaceColumns {
  readonly count: number
  readonly name: readonly string[]
  /** `PlaceKind`: 0 hub, 1 shop, 2 box. */
  readonly kind: Uint8Array
  readonly lonLat: Float32Array
  /** Batteries that a box has slots for; 0 = no limit. */
  readonly slots: Int32Array
}

export interface CustomerColumns {
  readonly count: number
  readonly lonLat: Float32Array
  /** Index into `RunScene.segments`. */
  readonly segment: Uint8Array
  /** `DeliveryMode`: 1 pick-up, 2 delivery, 3 box, 4 full maintenance. */
  readonly mode: Uint8Array
}

/** What stands still in one run; sent once, when it begins. */
export interface RunScene {
  /** Number of the run in this worker: windows name it. */
  readonly run: number
  readonly cityHash: string
  readonly scenario: string
  readonly days: number
  /** `days + 1` local midnights, ms since the start. */
  readonly dayStartMs: Float64Array
  /** For local time on screens: local midnight of day 0 in UTC, and the offsets in force (`fromMs` since the start). */
  readonly startUtcMs: number
  readonly utcOffsets: readonly { readonly fromMs: number; readonly offsetMs: number }[]
  readonly places: PlaceColumns
  readonly customers: CustomerColumns
  readonly segments: readonly { readonly id: string; readonly label: string }[]
  readonly couriers: { readonly count: number; readonly hub: Uint8Array; readonly vehicle: Uint8Array }
  readonly vehicles: readonly { readonly id: string; readonly label: string }[]
}

/** Where batteries are in a span of time, and the ways of couriers. */
export interface DrawWindow {
  /** The run that these records are of. */
  readonly run: number
  readonly fromMs: number
  readonly toMs: number
  /** One row for each stay of a battery at a place or customer; a battery aboard a courier has none. The first begin at 0, the last end at the window's end. */
  readonly stays: {
    readonly count: number
    readonly battery: Uint32Array
    readonly lonLat: Float32Array
    readonly fromS: Float32Array
    readonly toS: Float32Array
    readonly soh: Float32Array
    /** `PlaceKind`: 0 hub, 1 shop, 2 box, 3 customer, 5 with the partner carrier (drawn at the hub that it left from). */
    readonly placeKind: Uint8Array
    /** Row of the place or customer; of the hub for the partner. */
    readonly holder: Int32Array
  }
  /**
   * One row for each road segment that a courier drives, in order, and one with equal ends for each time it stands in its shift: a courier on
   * duty has exactly one row at any time. Sorted by courier, then time. Ends are not cut off at the window's.
   */
  readonly legs: {
    readonly count: number
    readonly courier: Uint16Array
    readonly lonLat: Float32Array
    readonly fromS: Float32Array
    readonly toS: Float32Array
    readonly vehicle: Uint8Array
  }
}

/** What can be looked into. `id` is a row: of a battery, a place, a courier or a customer. */
export interface Pick {
  readonly kind: 'battery' | 'place' | 'courier' | 'customer'
  readonly id: number
}

/** A story for people: figures, curves, and what happened, each with its time. */
export interface Inspection {
  readonly pick: Pick
  readonly timeMs: number
  readonly title: string
  /** `unit` as in the column descriptors: `frac`, `°C`, `ms` (a span), `msSinceStart` (a moment), `1`, or empty for words. */
  readonly rows: readonly { readonly label: string; readonly value: number | string | null; readonly unit: string }[]
  readonly series: readonly { readonly label: string; readonly unit: string; readonly timeMs: Float64Array; readonly value: Float64Array }[]
  /** In order of time; those after `timeMs` are planned. */
  readonly events: readonly { readonly timeMs: number; readonly text: string }[]
}
