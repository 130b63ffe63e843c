const degrees = Math.PI / 180
const dayMs = 86_400_000
const yearDays = 365.2425

/** A run's clock against the world's: see `RunScene`. */
interface WallClock {
  readonly startUtcMs: number
  readonly utcOffsets: readonly { readonly fromMs: number; readonly offsetMs: number }[]
}

/**
 * Height of the sun's middle above the horizon, degrees, for a moment of a run at a latitude. The hour is that of the clock on the wall without
 * summer time, taken as solar time: so the map is dark when the clock says night, also where a scenario's clock belongs to another country than
 * its city. Right to about a degree and half an hour. Declination after Cooper (1969).
 */
export function sunHeightDeg({ startUtcMs, utcOffsets }: WallClock, timeMs: number, latDeg: number): number {
  const standardMs = Math.min(...(utcOffsets.length > 0 ? utcOffsets.map(({ offsetMs }) => offsetMs) : [0]))
  const days = (startUtcMs + timeMs + standardMs) / dayMs
  const dayOfYear = (days % yearDays) + 1
  const declination = 23.45 * degrees * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365)
  const hourAngle = (days - Math.floor(days) - 0.5) * 2 * Math.PI
  const [lat, dec] = [latDeg * degrees, declination]
  return Math.asin(Math.sin(lat) * Math.sin(dec) + Math.cos(lat) * Math.cos(dec) * Math.cos(hourAngle)) / degrees
}

/** Steps between night and day: the map changes its light in so many small ones. */
const lightSteps = 12
/** Between these heights of the sun night turns to day: civil twilight and the first low sun. */
const [nightBelowDeg, dayAboveDeg] = [-8, 4]

/** Light of a height of the sun, 0 night … 1 day, in small steps. */
export function lightOf(heightDeg: number): number {
  const share = Math.min(1, Math.max(0, (heightDeg - nightBelowDeg) / (dayAboveDeg - nightBelowDeg)))
  return Math.round(share * lightSteps) / lightSteps
}

/** Word for people. */
export function nameLight(light: number): 'Night' | 'Twilight' | 'Day' {
  return light === 0 ? 'Night' : light === 1 ? 'Day' : 'Twilight'
}
