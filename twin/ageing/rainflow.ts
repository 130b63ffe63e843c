import { assert } from '../../sim/assert.ts'

/** A cycle of a series, in the series' unit: `count` is 1 for a closed one and 0.5 for a half. `start` and `end` are samples. */
export interface RainflowCycle {
  readonly range: number
  readonly mean: number
  readonly count: 0.5 | 1
  readonly start: number
  readonly end: number
}

/**
 * Samples at which a series turns, its first and last extreme included; a plateau turns at its last sample. A turn counts when the series goes back by more
 * than `deadBand` (≥ 0, the series' unit), so that noise and rounding make no cycles. A series that never leaves the band has its first sample only.
 */
export function findReversals(series: ArrayLike<number>, deadBand = 0): number[] {
  assert(deadBand >= 0, 'rainflow-dead-band', deadBand)
  if (series.length === 0) return []
  const turns = [0]
  let extreme = 0
  let direction = 0
  for (let i = 1; i < series.length; i++) {
    const change = series[i] - series[extreme]
    assert(Number.isFinite(change), 'rainflow-series', i)
    if (direction === 0) {
      if (Math.abs(change) <= deadBand) continue
      direction = Math.sign(change)
      extreme = i
    } else if (change * direction >= 0) extreme = i
    else if (Math.abs(change) > deadBand) {
      turns.push(extreme)
      direction = -direction
      extreme = i
    }
  }
  if (direction !== 0) turns.push(extreme)
  return turns
}

/**
 * Rainflow cycles of a series in the order in which they close, then the halves that stay open, by the three-point stack of ASTM E1049-85 (2011), 5.4.4.
 * Cycles within `deadBand` do not occur.
 */
export function countCycles(series: ArrayLike<number>, deadBand = 0): RainflowCycle[] {
  const cycles: RainflowCycle[] = []
  const stack: number[] = []
  for (const turn of findReversals(series, deadBand)) {
    stack.push(turn)
    while (stack.length >= 3 && closesRange(series, stack)) {
      const [from, to] = stack.slice(-3)
      if (stack.length === 3) {
        // The range begins with the series: nothing before it can close it, so it counts half.
        cycles.push(toCycle(series, from, to, 0.5))
        stack.shift()
      } else {
        cycles.push(toCycle(series, from, to, 1))
        stack.splice(-3, 2)
      }
    }
  }
  for (let k = 1; k < stack.length; k++) cycles.push(toCycle(series, stack[k - 1], stack[k], 0.5))
  return cycles
}

/** Whether the newest range is at least as large as the one before. */
function closesRange(series: ArrayLike<number>, stack: readonly number[]): boolean {
  const [a, b, c] = stack.slice(-3)
  return Math.abs(series[c] - series[b]) >= Math.abs(series[b] - series[a])
}

function toCycle(series: ArrayLike<number>, start: number, end: number, count: 0.5 | 1): RainflowCycle {
  return { range: Math.abs(series[start] - series[end]), mean: 0.5 * (series[start] + series[end]), count, start, end }
}
