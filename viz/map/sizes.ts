/** Pixels of one unit of the spread at a zoom: tight over the whole city, loose enough to hit one battery when near. */
export function spreadPixels(zoom: number): number {
  return Math.min(9, Math.max(1.2, 1.8 * 2 ** ((zoom - 12) * 0.65)))
}

/** Radius of a battery's dot at a zoom. */
export function batteryPixels(zoom: number): number {
  return Math.min(6, Math.max(1.2, 1.6 * 2 ** ((zoom - 12) * 0.5)))
}

/** Seconds of the way that stay visible behind a courier: a second and a half of watching, between two minutes and four hours. */
export function tailSeconds(speed: number): number {
  return Math.min(4 * 3600, Math.max(120, speed * 1.5))
}
