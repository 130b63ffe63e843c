/*
 * What the live twin asks of the world around it. Files, brokers, disks and the page's clock answer; none of them is known here.
 */

/** Telemetry as text, piece by piece. */
export interface Source {
  readonly name: string
  /** The next piece; `null` at the end. Any cut is right. */
  readonly read: () => Promise<string | null>
}

/** Keeps decoded readings before they are taken: whoever sent them may forget them once `append` has answered. */
export interface Journal {
  /** Rows `from` to `to` (exclusive) of the readings are decoded. */
  readonly append: (from: number, to: number) => Promise<void>
}

/** The moment up to which the live twin has heard, UTC milliseconds since 1970. */
export interface Clock {
  readonly nowMs: () => number
}
