import type { DemandSource } from '../../twin/index.ts'

/*
 * What a page draws, as columns that can be handed over without a copy. Positions are float32 degrees relative to the city's
 * `originLonLat` (longitude, latitude), so that they keep centimetres; times are float32 seconds relative to the window's `fromMs`.
 */

/**
 * Closed outlines one after the other: `positions` holds 2 numbers a vertex; ring `r` is vertices `startIndices[r] … startIndices[r + 1] - 1`.
 * Outline `i` is ring `firstRing[i]`; the rings after it up to the next outline's are holes in it.
 */
export interface OutlineColumns {
  readonly positions: Float32Array
  /** One more than there are rings. */
  readonly startIndices: Uint32Array
  /** One more than there are outlines. */
  readonly firstRing: Uint32Array
}

/** Where the name of a street or river can stand: a straight stretch of it. The longest of each class come first. */
export interface LineNameColumns {
  readonly count: number
  readonly names: readonly string[]
  /** Index into `names`. */
  readonly name: Uint32Array
  /** Index into `roadClassNames`; 255 for water. */
  readonly roadClass: Uint8Array
  /** Middle of the stretch. */
  readonly lonLat: Float32Array
  /** Unit vector along it, east and north in turn; it never points to the west, so that the name is not upside down. */
  readonly direction: Float32Array
  readonly lengthM: Float32Array
}

/** Name of a lake or park, where to write it, and how wide it is there. */
export interface AreaName {
  readonly name: string
  readonly kind: 'water' | 'green'
  /** Relative to the origin, degrees. */
  readonly lonLat: readonly [number, number]
  readonly widthM: number
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
  /** Middle lines of rivers and canals, segments as those of roads. */
  readonly waterLines: Float32Array
  readonly lineNames: LineNameColumns
  readonly areaNames: readonly AreaName[]
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

/** What a manager jumps between: a promise that was missed, a stock that ran out, an attempt at which nobody was there. */
export type IncidentKind = 'breach' | 'stockOut' | 'failedAttempt'

/** The next incident after a moment (`direction` 1) or the last before it (−1). */
export interface IncidentAsk {
  readonly kind: IncidentKind
  readonly timeMs: number
  readonly direction: 1 | -1
  /** Number of the incident at which the asker stands, where it happened at `timeMs`. */
  readonly number?: number
}

export interface IncidentAnswer {
  readonly run: number
  readonly kind: IncidentKind
  /** Incidents of the kind in what has been lived, from `sinceMs` on. */
  readonly count: number
  /** Where the record begins: of a run that is lived again in part, later than its start. */
  readonly sinceMs: number
  /** `null` where none follows in that direction. */
  readonly incident: {
    readonly timeMs: number
    /** 1 … `count`, in order of time. */
    readonly number: number
    readonly pick: Pick
    readonly title: string
    /** From the steps of the run. */
    readonly why: string
  } | null
}

/** Sums of each whole local day that was lived; columns of `days` rows. */
export interface DayTotals {
  readonly run: number
  readonly days: number
  readonly promisesDue: Float64Array
  readonly promisesKept: Float64Array
  readonly requests: Float64Array
  readonly swaps: Float64Array
  readonly replacements: Float64Array
  readonly failedAttempts: Float64Array
  readonly stockPlaceMs: Float64Array
  readonly stockOutMs: Float64Array
  readonly courierPaidMs: Float64Array
  readonly courierBusyMs: Float64Array
  readonly meanDegC: Float64Array
}

/** A day with many missed promises, beside other days. `usual` is their mean (of shares: sum by sum); `null` where there are none. */
export interface WorstDay {
  readonly run: number
  /** 1 = the worst of `ranks` days on which any promise was missed. */
  readonly rank: number
  readonly ranks: number
  readonly day: number
  readonly fromMs: number
  /** Middle of the hour in which most were missed. */
  readonly peakMs: number
  readonly missed: number
  readonly due: number
  /** For example `other Mondays`. */
  readonly comparedWith: string
  readonly figures: readonly {
    readonly label: string
    readonly unit: string
    readonly value: number | null
    readonly usual: number | null
  }[]
  /** What the scenario says of the day: closed hubs, spells of weather. */
  readonly notes: readonly string[]
  /** By what step of the run the promises failed, most first; they add up to `missed`. */
  readonly causes: readonly { readonly text: string; readonly count: number }[]
  readonly where: readonly {
    readonly hub: number
    readonly hubName: string
    readonly mode: string
    readonly due: number
    readonly missed: number
    readonly usual: number | null
  }[]
  readonly places: readonly { readonly place: number; readonly name: string; readonly missed: number }[]
}

/** Holders of one battery in a span: `kind` as `PlaceKind`, `at` its row, from `timeMs` on. */
export interface BatteryTrack {
  readonly run: number
  readonly battery: number
  readonly fromMs: number
  readonly toMs: number
  readonly timeMs: Float64Array
  readonly kind: Uint8Array
  readonly at: Int32Array
}

/** A customer whose promise is broken. `timeMs`: when it was due (who still waits), or when it was judged. */
export interface LateCustomer {
  readonly customer: number
  readonly name: string
  readonly timeMs: number
  /** A sentence without a full stop. */
  readonly why: string
}

/** Broken promises as they stand at a moment. */
export interface LateList {
  readonly timeMs: number
  /** Where the record begins: of a run that is lived again in part, later than its start. */
  readonly sinceMs: number
  /** Who waits beyond the promise now, the longest first. */
  readonly waiting: readonly LateCustomer[]
  /** Missed promises up to now, the newest first; the last of them only. */
  readonly missed: readonly LateCustomer[]
  /** Missed and judged promises up to now. */
  readonly missedCount: number
  readonly judgedCount: number
}

/** A hub, shop or box from inside at a moment: what the engine holds of it, and nothing else. It keeps no slot numbers: lists are first in, first out. */
export interface InsideView {
  readonly run: number
  readonly timeMs: number
  readonly place: number
  /** `PlaceKind`: 0 hub, 1 shop, 2 box. */
  readonly kind: number
  readonly name: string
  /** Slots of a box; 0 = no limit. */
  readonly slots: number
  readonly chargers: number
  readonly chargersBusy: number
  /** On duty now, for inspections; hubs only. */
  readonly staff: number
  readonly staffBusy: number
  readonly isOpen: boolean
  readonly customersWaiting: number
  readonly ordersWaiting: number
  readonly products: readonly { readonly label: string; readonly ratedEnergyWh: number; readonly massKg: number }[]
  readonly batteries: {
    readonly count: number
    readonly battery: Uint32Array
    readonly product: Uint8Array
    /** 0 ready, 1 charging, 2 waits for a charger, 3 withdrawn, 4 being inspected. */
    readonly state: Uint8Array
    /** Holds one of the busy chargers. */
    readonly isOnCharger: Uint8Array
    /** Number in its list, the longest there first, from 1. */
    readonly order: Uint32Array
    /** 0..1; NaN without a valid terminal. */
    readonly soc: Float32Array
    readonly soh: Float32Array
    /** When charge or inspection ends, ms since the start; NaN where none is under way. */
    readonly endMs: Float64Array
  }
  readonly couriers: {
    readonly count: number
    readonly courier: Uint16Array
    readonly vehicle: Uint8Array
    /** 0 waits for a tour, 1 loads, 2 unloads, 3 at this door. */
    readonly doing: Uint8Array
    /** Batteries aboard: full ones and used ones. */
    readonly fresh: Uint16Array
    readonly used: Uint16Array
  }
}
