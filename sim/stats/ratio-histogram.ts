/**
 * Histogram of numbers ≥ 0 whose bins have equal ratios (64 to an octave's linear steps, each at most 1.6 % wide), in RATIO_HISTOGRAM_SIZE cells of a
 * Float64Array from `at` on. No range has to be known before: it reaches from 2⁻²⁴ to 2⁴⁰; zero and less count in the first cell, more in the last.
 * Counts add up, so that histograms of parts make that of the whole.
 */
const LOWEST_EXPONENT = -24
const HIGHEST_EXPONENT = 40
const STEPS = 64
export const RATIO_HISTOGRAM_SIZE = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * STEPS + 2

const number = new Float64Array(1)
/** Little-endian, as sim/math asserts. */
const words = new Uint32Array(number.buffer)
const FIRST_WORD = (1023 + LOWEST_EXPONENT) * STEPS

/** Counts x (not NaN) once. */
export function addToRatioHistogram(row: Float64Array, at: number, x: number): void {
  number[0] = x
  const bin = x > 0 ? (words[1] >>> 14) - FIRST_WORD + 1 : 0
  row[at + (bin < 0 ? 0 : bin >= RATIO_HISTOGRAM_SIZE ? RATIO_HISTOGRAM_SIZE - 1 : bin)] += 1
}

/** Value below which the share q (0..1) lies, straight within its bin; 0 in the first cell, Infinity in the last, NaN when empty. */
export function quantileOfRatioHistogram(row: Float64Array, at: number, q: number): number {
  let total = 0
  for (let i = at; i < at + RATIO_HISTOGRAM_SIZE; i++) total += row[i]
  if (total === 0) return Number.NaN
  let passed = 0
  let bin = 0
  while (bin < RATIO_HISTOGRAM_SIZE - 1 && (row[at + bin] === 0 || passed + row[at + bin] < q * total)) passed += row[at + bin++]
  if (bin === 0) return 0
  if (bin === RATIO_HISTOGRAM_SIZE - 1) return Infinity
  const low = edgeOf(bin)
  return low + ((edgeOf(bin + 1) - low) * (q * total - passed)) / row[at + bin]
}

/** Lower edge of a bin from 1 on. */
function edgeOf(bin: number): number {
  const octave = Math.floor((bin - 1) / STEPS)
  let scale = 1
  for (let i = octave + LOWEST_EXPONENT; i > 0; i--) scale *= 2
  for (let i = octave + LOWEST_EXPONENT; i < 0; i++) scale /= 2
  return scale * (1 + (bin - 1 - octave * STEPS) / STEPS)
}
