/** Compass first, so that a closed hub can be named in a scenario for any city. */
const compass = ['North', 'South', 'East', 'West', 'Centre']

/**
 * Names of `count` hubs, fixed by the count alone: North is the northernmost hub, then South the southernmost of the rest, East the
 * easternmost of the rest, West, Centre; later hubs are `North 2`, `South 2` … by the same rule.
 */
export function hubNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / compass.length)
    return compass[i % compass.length] + (round > 0 ? ` ${round + 1}` : '')
  })
}
