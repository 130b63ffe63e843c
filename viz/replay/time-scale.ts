/** A span of time laid out over a number of pixels from left to right. */
export interface TimeScale {
  /** Ms since the start of the scenario. */
  readonly fromMs: number
  /** Later than `fromMs`. */
  readonly toMs: number
  /** CSS pixels, above 0. */
  readonly widthPx: number
}

/** Pixels from the left edge at which a moment lies; outside of the width for moments outside of the span. */
export function pixelOf({ fromMs, toMs, widthPx }: TimeScale, timeMs: number): number {
  return ((timeMs - fromMs) / (toMs - fromMs)) * widthPx
}

/** The moment at a pixel, whole milliseconds, kept inside the span. */
export function timeAt({ fromMs, toMs, widthPx }: TimeScale, pixel: number): number {
  const share = Math.min(1, Math.max(0, pixel / widthPx))
  return Math.round(fromMs + share * (toMs - fromMs))
}
