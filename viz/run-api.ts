import type { Parsed, Problem } from '../data/columns/index.ts'
import type { FleetRecord } from '../ml/index.ts'
import type { PlanBasis } from '../optimize/index.ts'
import type {
  BatteryTrack,
  CityDrawing,
  DayTotals,
  IncidentAnswer,
  IncidentAsk,
  Inspection,
  InsideView,
  JsonObject,
  LateList,
  Manifest,
  Pick,
  PlaceFacts,
  ReplicationResult,
  RunScene,
  WorstDay,
} from '../scenarios/index.ts'
import type { KeptTable, OwnCounts, OwnKind, OwnReport, OwnTables } from './own-api.ts'
import type { ExportAsk } from './export-ask.ts'
import type { DemandSource } from '../twin/city/index.ts'
import type { MapWindow } from './moments/index.ts'

export type {
  BatteryTrack,
  CityDrawing,
  DayTotals,
  IncidentAnswer,
  IncidentAsk,
  IncidentKind,
  Inspection,
  InsideView,
  LateCustomer,
  LateList,
  Manifest,
  OutlineColumns,
  Pick,
  PlaceFacts,
  RunScene,
  WorstDay,
} from '../scenarios/index.ts'

/**
 * The city of a run. `file` is an OpenStreetMap extract, with or without a population grid as CSV text; once `describeCity` has read it, the
 * worker keeps it, and `kept` names it by the drawing's hash.
 */
export type CityChoice =
  /** The page's own one when it has no seed. */
  | { readonly kind: 'generated'; readonly plan?: GeneratedPlan }
  | { readonly kind: 'file'; readonly name: string; readonly pbf: ArrayBuffer; readonly gridCsv?: string; readonly gridName?: string }
  | { readonly kind: 'kept'; readonly hash: string }

/** A city that was read, or why it cannot be. Problems may stand beside a city: what was passed over. */
export interface CityAnswer {
  readonly city: CityDrawing | null
  readonly problems: readonly Problem[]
}

/** A generated city of a span: the same seed and name give the same city. */
export interface GeneratedPlan {
  readonly seed: number
  readonly name: string
}

/**
 * What the page asks of a run: a scenario of the library by name, or the whole text of a scenario file. `overrides` are laid over it as a
 * partial file; `seed` and `days` as the scenario says when absent; the generated city when no other is named.
 */
export interface RunRequest {
  readonly scenario: string
  readonly overrides?: JsonObject
  readonly seed?: number
  readonly days?: number
  readonly city?: CityChoice
  /** Only the record to look back on is made: no key figures, and nothing to keep. For a run whose figures stand already. */
  readonly isRecordOnly?: boolean
  /** Hash of a fleet that `keepFleet` left in the worker: its batteries are the start fleet. */
  readonly fleet?: string
  /** A company's own tables that `keepTable` left in the worker: its customers and batteries take the place of drawn ones. */
  readonly own?: OwnTables
}

/** Batteries as they were measured, by the scenario's names; NaN where the health is not known. */
export interface KeptFleet {
  readonly hash: string
  readonly names: readonly string[]
  /** Age of all, days: telemetry does not say it. */
  readonly ageDays: number
  readonly sohFrac: Float32Array
  readonly socFrac: Float32Array
}

/** One key figure. `value` is `null` where nothing was counted; `n` is the denominator. */
export interface KpiValue {
  readonly id: string
  readonly label: string
  readonly value: number | null
  /** Unit as in the column descriptors: `frac` for a share 0..1, `µ€/kWh`, `1/h`, `km/stop` … */
  readonly unit: string
  readonly n: number
  /** What `n` counts, for example `promises due`. */
  readonly counts: string
  /** One sentence for people: what is divided by what. */
  readonly meaning: string
}

/** How far a run is. In phase `city` and `world` nothing has been simulated yet; `kpis` are those of the days so far. */
export interface RunProgress {
  readonly day: number
  readonly days: number
  readonly events: number
  readonly phase: 'city' | 'world' | 'run' | 'kpis'
  /** Share of the run's time that has been lived, 0..1: what the key figures stand for. */
  readonly shareFrac: number
  /** Empty when there are no newer ones than those reported before. */
  readonly kpis: readonly KpiValue[]
  /** Swaps and replacements in each hour since the start, as far as lived. */
  readonly eventsPerHour: Uint16Array
  /** What stands still: once a run, with its first report of phase `run`. */
  readonly scene?: RunScene
}

/** What stands when a run has ended, whole or in part. */
export interface RunSummary {
  /** Title of the scenario, for people. */
  readonly scenario: string
  readonly seed: number
  /** Logical state hash, 16 hex digits: the same on every machine for the same manifest. */
  readonly hash: string
  readonly days: number
  readonly events: number
  /** Number of the run in this worker, as in its scene and windows. */
  readonly run: number
  readonly eventsPerHour: Uint16Array
  readonly city: {
    readonly name: string
    readonly isGenerated: boolean
    /** What demand was spread by. */
    readonly demandFrom: DemandSource
    /** To be shown beside the figures; empty for the generated city. */
    readonly attribution: string
    /** Makes a generated city again that is not the page's own one. */
    readonly plan?: GeneratedPlan
  }
  readonly kpis: readonly KpiValue[]
  /** Absent without own data. */
  readonly own?: OwnCounts
}

/** A fact table as an Arrow IPC stream, packed with gzip. */
export interface FactFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Which figure is followed over the days of a run, and in what steps. */
export interface TrendAsk {
  readonly kpi: string
  readonly days: number
  readonly spanDays: number
}

/** What the list keeps of a run beside its summary. */
export interface RunYield {
  readonly manifest: Manifest
  /** The complete scenario as it was run, as the text of a file: it runs again with the same bits. */
  readonly scenario: string
  readonly facts: readonly FactFile[]
  readonly places: PlaceFacts
}

/**
 * `stopped` is a run that hit a limit: it keeps what it has and says why. `replaced` is a run that a later start took the place of: what it
 * found is dropped.
 */
export type RunOutcome =
  /** An error of the program, or a worker that died. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly summary: RunSummary; readonly yield?: RunYield }
  | { readonly kind: 'cancelled'; readonly summary: RunSummary }
  | { readonly kind: 'stopped'; readonly summary: RunSummary; readonly reason: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'replaced' }

/** Figures of a run that was made for them alone; `lost` when its worker died. */
export type ReplicationAnswer = ReplicationResult | { readonly kind: 'lost'; readonly message: string }

/** A run's state at the beginning of a local day, as the engine keeps it. */
export interface DayStart {
  readonly day: number
  readonly snapshot: ArrayBuffer
}

/** State of a run at one moment. */
export interface StateAt {
  readonly run: number
  readonly timeMs: number
  /** Logical state hash: forwards, backwards and by seek the same. */
  readonly hash: string
  /** Events executed since the run's start. */
  readonly events: number
}

/**
 * The door of the run worker, as the page sees it. One run at a time: a `start` while one runs takes its place. Windows, states and
 * inspections are of the run under way where it has lived so far, else of the last one that ended; `null` where neither has.
 */
export interface RunApi {
  /** `onProgress` hears how far a file is read, bytes; not how far the roads are joined after that. */
  describeCity(choice: CityChoice, onProgress?: (readBytes: number) => void): Promise<CityAnswer>
  /** What would decide the bits of a run, without running it. */
  identify(request: RunRequest): Promise<Parsed<Manifest>>
  start(request: RunRequest, onProgress: (progress: RunProgress) => void): Promise<RunOutcome>
  /** Asks the run to end at its next pause; `start` then answers with what stands. */
  cancel(): void
  /** Runs for the figures of the days from `warmUpDays` on, `isFollowed` also for their courses day by day; the worker does nothing else meanwhile. */
  replicate(request: RunRequest, warmUpDays: number, isFollowed?: boolean): Promise<ReplicationAnswer>
  /**
   * Goes on from a state (`snapshotAt` of the same run) for `days` local days with the luck of `luckSeed`, `null` for the run's own, and answers the figures of
   * these days; the worker does nothing else meanwhile.
   */
  future(request: RunRequest, start: DayStart, days: number, luckSeed: number | null): Promise<ReplicationAnswer>
  /**
   * Runs a scenario whose record would not fit: every `everyDays` local midnights its state goes to the browser's file system, from where a later call goes on,
   * and any part of it can be looked at when it is opened again. The worker does nothing else meanwhile.
   */
  stream(request: RunRequest, everyDays: number, onProgress: (progress: RunProgress) => void): Promise<RunOutcome>
  /** State at the beginning of the local day that holds a moment; `null` where it has not been lived. */
  snapshotAt(timeMs: number): Promise<DayStart | null>
  /** Key figures of several cities as one company, in the order of their names: from each one's scenario and facts. */
  addUp(cities: readonly { readonly scenario: string; readonly facts: readonly FactFile[] }[]): Promise<Parsed<readonly KpiValue[]>>
  /** A key figure of kept daily facts over spans of `spanDays` local days; `null` inside where nothing could be judged. */
  trend(facts: readonly FactFile[], ask: TrendAsk): Promise<Parsed<readonly (number | null)[]>>
  /** The bytes of a file for people; `null` with why there is none. */
  exportFile(ask: ExportAsk): Promise<Parsed<Blob>>
  /** Records to draw a span of time by, a local day or less. */
  window(fromMs: number, toMs: number): Promise<MapWindow | null>
  seekState(timeMs: number): Promise<StateAt | null>
  inspect(pick: Pick, timeMs: number): Promise<Inspection | null>
  /** What a plan is made from, of the last run that ended, when that is the one meant; `null` otherwise. */
  planBasis(run: number): Promise<PlanBasis | null>
  /** The next or the last incident of a kind. */
  findIncident(ask: IncidentAsk): Promise<IncidentAnswer | null>
  /** What a place holds at a moment: batteries, chargers, staff, couriers. */
  lookInside(place: number, timeMs: number): Promise<InsideView | null>
  /** Sums of each day of the run that holds the moment. */
  dayTotals(timeMs: number): Promise<DayTotals | null>
  /** The n-th worst day (from 1) of the run that holds the moment, and what was behind it. */
  worstDay(rank: number, timeMs: number): Promise<WorstDay | null>
  /** Who holds a battery in a span, a local day or less. */
  trackBattery(battery: number, fromMs: number, toMs: number): Promise<BatteryTrack | null>
  /** Customers whose promise is broken, as it stands at a moment. */
  late(timeMs: number): Promise<LateList | null>
  /** Keeps a measured fleet for the runs that name its hash; the last few are kept. */
  keepFleet(fleet: KeptFleet): Promise<void>
  /** Knows a dropped table by its header, and keeps it by content when it is an own one. */
  keepTable(file: File): Promise<Parsed<KeptTable>>
  /**
   * Reads a request's own tables against its scenario and city: what can be used and what not, by row. `onProgress` hears the share that is
   * read. A later call, or `cancelOwn`, takes its place: the answer's value is then `null` without a problem.
   */
  describeOwn(request: RunRequest, onProgress?: (shareFrac: number) => void): Promise<Parsed<OwnReport>>
  cancelOwn(): void
  /** A table to fill in, with rows of an example for a request's scenario and city: as `voltwin template` writes it for the baseline. */
  ownTemplate(kind: OwnKind, request: RunRequest): Promise<Parsed<string>>
  /** What the batteries' terminals would have reported in a span of a run, as a CSV file; `null` where it has not been lived. */
  emitTelemetry(fromMs: number, toMs: number, everyMs: number): Promise<Blob | null>
  /** Keeps a learned model (its file's text) for scenarios that name it by content hash; answers the hash. */
  keepModel(text: string): Promise<Parsed<string>>
  /** What the last run that ended tells about the health of its assigned batteries; `null` before there is one. */
  fleetRecord(): Promise<FleetRecord | null>
}
