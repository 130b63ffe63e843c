/*
 * Clock rules as facts, so that every machine resolves the same hours and no run asks the machine for its time zone data.
 * Source: IANA time zone database 2026a; the rules have been in force at least since 2020 and are continued as they stand.
 */

/** n-th Sunday of a month (5 = the last) at an hour of UTC, or of the wall clock just before the change. */
interface Change {
  readonly month: number
  readonly sunday: number
  readonly hour: number
  readonly clock: 'utc' | 'wall'
}

/** Summer time from `start` to `end`; where start comes after end, summer spans the new year. */
export interface SummerRule {
  readonly start: Change
  readonly end: Change
}

export interface Zone {
  readonly standardMinutes: number
  readonly summer: SummerRule | null
}

const european: SummerRule = {
  start: { month: 3, sunday: 5, hour: 1, clock: 'utc' },
  end: { month: 10, sunday: 5, hour: 1, clock: 'utc' },
}
const northAmerican: SummerRule = {
  start: { month: 3, sunday: 2, hour: 2, clock: 'wall' },
  end: { month: 11, sunday: 1, hour: 2, clock: 'wall' },
}
const australian: SummerRule = {
  start: { month: 10, sunday: 1, hour: 2, clock: 'wall' },
  end: { month: 4, sunday: 1, hour: 3, clock: 'wall' },
}
const newZealand: SummerRule = {
  start: { month: 9, sunday: 5, hour: 2, clock: 'wall' },
  end: { month: 4, sunday: 1, hour: 3, clock: 'wall' },
}

function list(summer: SummerRule | null, hours: number, names: string): [string, Zone][] {
  return names.split(' ').map((name) => [name, { standardMinutes: hours * 60, summer }])
}

/** Zones by IANA name. */
export const zones: ReadonlyMap<string, Zone> = new Map([
  ...list(european, 0, 'Europe/Dublin Europe/Lisbon Europe/London'),
  ...list(european, 1, 'Europe/Amsterdam Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest'),
  ...list(european, 1, 'Europe/Copenhagen Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco'),
  ...list(european, 1, 'Europe/Oslo Europe/Paris Europe/Prague Europe/Rome Europe/Stockholm Europe/Vaduz Europe/Vienna'),
  ...list(european, 1, 'Europe/Warsaw Europe/Zagreb Europe/Zurich'),
  ...list(european, 2, 'Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Riga Europe/Sofia Europe/Tallinn Europe/Vilnius'),
  ...list(northAmerican, -5, 'America/New_York America/Toronto'),
  ...list(northAmerican, -6, 'America/Chicago'),
  ...list(northAmerican, -7, 'America/Denver'),
  ...list(northAmerican, -8, 'America/Los_Angeles America/Vancouver'),
  ...list(australian, 10, 'Australia/Melbourne Australia/Sydney'),
  ...list(newZealand, 12, 'Pacific/Auckland'),
  ...list(null, 0, 'UTC Africa/Accra'),
  ...list(null, -3, 'America/Sao_Paulo America/Argentina/Buenos_Aires'),
  ...list(null, -5, 'America/Bogota America/Lima'),
  ...list(null, -7, 'America/Phoenix'),
  ...list(null, 1, 'Africa/Lagos'),
  ...list(null, 2, 'Africa/Johannesburg Africa/Kigali'),
  ...list(null, 3, 'Africa/Nairobi Europe/Istanbul'),
  ...list(null, 5.5, 'Asia/Kolkata'),
  ...list(null, 7, 'Asia/Bangkok Asia/Jakarta Asia/Ho_Chi_Minh'),
  ...list(null, 8, 'Asia/Shanghai Asia/Singapore Asia/Taipei Australia/Perth'),
  ...list(null, 9, 'Asia/Seoul Asia/Tokyo'),
])
