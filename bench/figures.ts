import { availableParallelism, cpus, loadavg } from 'node:os'

/** Least, median and most of some measurements, two decimals: on a machine that does other work the least says most. */
export function spread(values: readonly number[]): { readonly min: number; readonly median: number; readonly max: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.round(share * (sorted.length - 1))] ?? NaN).toFixed(2))
  return { min: at(0), median: at(0.5), max: at(1) }
}

/** What a figure was measured on, and how busy it was: without that a time says nothing. */
export function describeMachine(): { readonly cpu: string; readonly cores: number; readonly load1min: number } {
  return { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism(), load1min: Number(loadavg()[0]?.toFixed(1)) }
}
