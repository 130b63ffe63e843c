/** What a conformance suite found: `total` counts the cases that were judged, `skipped` those that were not, with the reason in `figures`. */
export interface CheckResult {
  readonly suite: string
  readonly total: number
  readonly passed: number
  readonly skipped: number
  readonly failed: readonly { readonly case: string; readonly message: string }[]
  /** Further numbers and names that a reader wants: worst deviations, counts, what was not used. */
  readonly figures: Readonly<Record<string, unknown>>
}
