/** A day's profile as a cumulative share at each full hour: 25 values from 0 to 1. */
export function cumulateProfile(weights: readonly number[]): Float64Array {
  const total = weights.reduce((a, b) => a + b, 0)
  const shares = new Float64Array(25)
  for (let h = 0; h < 24; h++) shares[h + 1] = shares[h] + weights[h] / total
  shares[24] = 1
  return shares
}

/** Share of the day's use that is behind at `hours` (0 … 24) after midnight. */
export function shareAt(profile: Float64Array, hours: number): number {
  if (hours >= 24) return 1
  const h = Math.floor(hours)
  return profile[h] + (hours - h) * (profile[h + 1] - profile[h])
}

/** Hours after midnight at which the given share of the day's use is behind; the first such moment. */
export function hoursOfShare(profile: Float64Array, share: number): number {
  if (share >= 1) return 24
  let h = 0
  while (profile[h + 1] <= share) h++
  return h + (share - profile[h]) / (profile[h + 1] - profile[h])
}
