const narrowSpace = '\u202f'

/** How fast the clock can go: seconds of the scenario per second of watching. */
export const speeds = [1, 10, 60, 300, 600, 1800, 3600, 10_800, 36_000, 86_400, 100_000] as const

/** The next faster (`direction` 1) or slower (−1) speed; the fastest and slowest stay. A speed between two steps goes to its neighbour. */
export function stepSpeed(speed: number, direction: 1 | -1): number {
  const next = direction > 0 ? speeds.find((step) => step > speed) : speeds.findLast((step) => step < speed)
  return next ?? speeds.at(direction > 0 ? -1 : 0)!
}

/** `3 600× · 1 h/s`: as a factor, and as what passes in one second. */
export function describeSpeed(speed: number): string {
  const factor = `${String(speed).replace(/\B(?=(\d{3})+$)/g, narrowSpace)}×`
  const words = [
    { unit: 'd', seconds: 86_400 },
    { unit: 'h', seconds: 3600 },
    { unit: 'min', seconds: 60 },
  ].find(({ seconds }) => speed >= seconds && speed % seconds === 0)
  return words === undefined ? factor : `${factor} · ${speed / words.seconds}${narrowSpace}${words.unit}/s`
}
