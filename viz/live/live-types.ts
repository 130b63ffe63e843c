import type { Problem } from '../../data/columns/index.ts'
import type { LiveCurve, LiveSettings, QuarantinedRow } from '../../twin/live/index.ts'

/** How a file of telemetry is read and played. */
export interface LiveOptions {
  /** IANA name of the zone of stamps that have none. */
  readonly zone: string
  /** All batteries begin together, whatever day each was recorded. */
  readonly isAligned: boolean
}

/** A file that was read. */
export interface LiveSummary {
  readonly name: string
  readonly rows: number
  readonly batteries: number
  readonly quarantined: number
  readonly quarantinedByCode: readonly (readonly [code: string, count: number])[]
  /** Of the file's columns: problems that did not stop the reading. */
  readonly problems: readonly Problem[]
  readonly usedColumns: readonly string[]
  readonly ignoredColumns: readonly string[]
  /** First and last moment at which anything is known, UTC ms. */
  readonly fromMs: number
  readonly toMs: number
  /** West, south, east, north of all positions; `null` where there are none. */
  readonly boundsLonLat: readonly [number, number, number, number] | null
  /** Readings whose charge was measured. */
  readonly measured: number
}

export type LiveOpening =
  | { readonly kind: 'open'; readonly summary: LiveSummary }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'cancelled' }

export interface LiveProgress {
  /** Share of the file that is read, 0..1. */
  readonly shareFrac: number
  readonly rows: number
}

/** `live`: as the clock goes on; `replay`: an earlier moment; `forecast`: a later one, simulated on from the clock. */
export type LiveMode = 'live' | 'replay' | 'forecast'

export type LiveSort = 'name' | 'measured' | 'predicted' | 'age' | 'temp' | 'alarms'

/** What the page wants to see. */
export interface LiveQuery {
  readonly mode: LiveMode
  readonly atMs: number
  /** Up to where the fleet has heard: the forecast begins there. */
  readonly watermarkMs: number
  readonly sort: LiveSort
  readonly isDescending: boolean
  readonly filter: string
  readonly onlyAlarms: boolean
  readonly first: number
  readonly rows: number
  /** Name of the battery whose curve is shown, empty for none; or which is to be chosen: by its place in the list, or by its dot. */
  readonly selected: string
  readonly selectAt?: number
  readonly selectDot?: number
  /** Span of the curve before and after the moment, ms. */
  readonly curveMs: number
}

/** A line of the list. NaN where nothing is known. */
export interface LiveRow {
  readonly name: string
  readonly measuredFrac: number
  readonly predictedFrac: number
  readonly sdFrac: number
  /** Since the last reading. */
  readonly ageMs: number
  readonly tempDegC: number
  readonly sohFrac: number
  /** Bit 1 << kind not seen yet, 16 << kind lasts. */
  readonly alarms: number
}

export interface LiveAlarm {
  readonly battery: string
  /** `AlarmKind`. */
  readonly kind: number
  readonly fromMs: number
  /** Infinity while it lasts. */
  readonly toMs: number
  readonly value: number
  readonly isSeen: boolean
}

/** Dots of the map. */
export interface LivePoints {
  readonly count: number
  readonly originLonLat: readonly [number, number]
  /** Degrees from the origin, two a dot. */
  readonly lonLat: Float32Array
  readonly socFrac: Float32Array
  readonly alarms: Uint8Array
  /** Place of the selected battery among the dots; −1: none. */
  readonly selected: number
}

/** The fleet at a moment, as far as the page shows it. */
export interface LiveLook {
  readonly atMs: number
  readonly batteries: number
  /** Lines after the filter. */
  readonly total: number
  readonly first: number
  readonly rows: readonly LiveRow[]
  readonly selected: LiveRow | null
  /** Place of the selected battery in the list; −1 where the filter leaves it out. */
  readonly selectedAt: number
  readonly points: LivePoints
  readonly alarms: readonly LiveAlarm[]
  readonly alarmCount: number
  readonly curve: LiveCurve | null
  readonly curveFromMs: number
  readonly curveToMs: number
  /** Forecast of the selected battery beyond the watermark. */
  readonly forecast: { readonly timeMs: Float64Array; readonly socFrac: Float32Array; readonly sdFrac: Float32Array } | null
  readonly emptyMs: number
  /** When the next reading arrives; Infinity behind the last. */
  readonly nextMs: number
  /** Readings taken, readings that came twice, and batteries run again because of late ones. */
  readonly counts: { readonly taken: number; readonly duplicates: number; readonly rerun: number }
}

/** The fleet as a what-if starts from it: batteries whose charge is known. */
export interface LiveFleetState {
  readonly atMs: number
  readonly names: readonly string[]
  readonly socFrac: Float32Array
  readonly sohFrac: Float32Array
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
}

/** The door of the live worker, as the page sees it: one file at a time. */
export interface LiveApi {
  open(
    file: Blob,
    name: string,
    options: LiveOptions,
    settings: LiveSettings,
    onProgress: (progress: LiveProgress) => void,
  ): Promise<LiveOpening>
  cancel(): void
  /** Takes what is known by then; returns the moment that was reached, which is earlier when there was too much for one turn. */
  advance(toMs: number): Promise<number>
  /** Forgets what was taken, so that the file plays from its begin. */
  rewind(): Promise<void>
  look(query: LiveQuery): Promise<LiveLook | null>
  acknowledge(alarms: readonly { readonly battery: string; readonly kind: number }[], atMs: number): Promise<void>
  change(settings: LiveSettings): Promise<void>
  quarantine(first: number, count: number): Promise<readonly QuarantinedRow[]>
  quarantineFile(): Promise<Blob>
  fleetAt(atMs: number): Promise<LiveFleetState | null>
  /** Hash of the state at a moment: forwards, backwards and by seek the same. */
  hashAt(atMs: number): Promise<string>
}
