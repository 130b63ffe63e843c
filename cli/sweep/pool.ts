import type { RunJob } from '../../scenarios/index.ts'
import type { MadeRun } from './make-run.ts'

/** How a job ended for whoever gave it: as made, given up on (`lost`: its workers died, or refused it), or taken back. */
export type JobEnd =
  | { readonly kind: 'stored' }
  | { readonly kind: 'lost'; readonly message: string }
  | { readonly kind: 'unwritable'; readonly message: string }
  | { readonly kind: 'cancelled' }

/** Whatever makes runs: threads here, or workers anywhere behind a queue. */
export interface RunPool {
  /** Makes all of them in any order and tells how each one ended; jobs have different ids. A full disk ends the rest as cancelled. `place`: where the sweep's plan stands, and its report is to be; `null` for runs without a report. */
  readonly makeAll: (jobs: readonly RunJob[], onEnd: (job: RunJob, end: JobEnd) => void, place: string | null) => Promise<void>
  /** Begins no new run until `resume`. */
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  /** Ends all that is under way at once; what is stored stays. */
  readonly cancel: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A worker that dies takes its run with it; the run is given out so often in all. */
export const mostTries = 3

/** A worker that refuses a job gives it up for good: every worker here is alike. */
export function endOf(made: MadeRun): JobEnd {
  return made.kind === 'refused' ? { kind: 'lost', message: made.message } : made
}
