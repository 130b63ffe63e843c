/** How a place lives the reference scenario. */
export interface Way {
  /** How many workers share the replications. */
  readonly workers: number
  /** See `LiveOptions`. */
  readonly isRestored: boolean
}
