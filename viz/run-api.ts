import type { Problem } from '../data/columns/index.ts'
import type { DemandSource } from '../twin/city/index.ts'

/** What the page asks of a run: a scenario of the library by name; `seed` and `days` as the scenario says when absent. */
export interface RunRequest {
  readonly scenario: string
  readonly seed?: number
  readonly days?: number
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
  readonly kpis: readonly KpiValue[]
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
  readonly city: {
    readonly name: string
    readonly isGenerated: boolean
    /** What demand was spread by. */
    readonly demandFrom: DemandSource
    /** To be shown beside the figures; empty for the generated city. */
    readonly attribution: string
  }
  readonly kpis: readonly KpiValue[]
}

/** `stopped` is a run that hit a limit: it keeps what it has and says why. */
export type RunOutcome =
  | { readonly kind: 'done' | 'cancelled'; readonly summary: RunSummary }
  | { readonly kind: 'stopped'; readonly summary: RunSummary; readonly reason: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** The door of the run worker, as the page sees it. One run at a time: a second `start` while one runs is refused by the worker. */
export interface RunApi {
  start(request: RunRequest, onProgress: (progress: RunProgress) => void): Promise<RunOutcome>
  /** Asks the run to end at its next pause; `start` then answers with what stands. */
  cancel(): void
}
