import type { Readings } from './readings.ts'

/**
 * Moves the readings of each battery in time so that all begin when the first of them did: recordings of single trips on many days play
 * beside each other. The distances within a battery stay. Do it once, before anything is taken.
 */
export function alignBeginnings({ rows, names, columns: c }: Readings): void {
  const first = new Float64Array(names.length).fill(Infinity)
  for (let row = 0; row < rows; row++) first[c.battery[row]] = Math.min(first[c.battery[row]], c.timeMs[row])
  const origin = first.reduce((least, ms) => Math.min(least, ms), Infinity)
  for (let row = 0; row < rows; row++) {
    const shift = first[c.battery[row]] - origin
    c.timeMs[row] -= shift
    c.knownMs[row] -= shift
  }
}
