import { AgeingFlag, DeliveryMode, FaultKind, localHourAt, OrderKind, PlaceKind, ReplacementCause } from '../../twin/index.ts'
import type { Layout } from '../../twin/index.ts'

/* Words of inspections: names of what has a row, and of the numbers that stand for kinds. */

type Words = Readonly<Record<number, string>>

export const modeWords: Words = {
  [DeliveryMode.none]: 'none',
  [DeliveryMode.pickUp]: 'pick-up',
  [DeliveryMode.delivery]: 'delivery',
  [DeliveryMode.box]: 'box',
  [DeliveryMode.fullMaintenance]: 'full maintenance',
}

export const orderWords: Words = {
  [OrderKind.swap]: 'swap',
  [OrderKind.replacement]: 'replacement',
  [OrderKind.inspection]: 'inspection',
  [OrderKind.restock]: 'restocking',
}

export const faultWords: Words = {
  [FaultKind.none]: 'none',
  [FaultKind.electronics]: 'electronics',
  [FaultKind.water]: 'water',
  [FaultKind.damage]: 'damage',
  [FaultKind.theft]: 'theft',
}

export const causeWords: Words = {
  [ReplacementCause.none]: '',
  [ReplacementCause.wear]: ' for wear',
  [ReplacementCause.fault]: ' for a fault',
  [ReplacementCause.contract]: ' for the contract',
}

const rangeWords: readonly (readonly [number, string])[] = [
  [AgeingFlag.cold, 'colder'],
  [AgeingFlag.hot, 'hotter'],
  [AgeingFlag.shallow, 'shallower cycles'],
  [AgeingFlag.deep, 'deeper cycles'],
  [AgeingFlag.soc, 'other charge'],
  [AgeingFlag.chargeRate, 'charged faster'],
  [AgeingFlag.dischargeRate, 'discharged faster'],
  [AgeingFlag.rate, 'no answer of the law'],
]

/** What a battery met that the tests of its ageing law did not cover, from `AgeingFlag` bits. */
export function rangeText(flags: number): string {
  const met = rangeWords.filter(([bit]) => (flags & bit) !== 0).map(([, word]) => word)
  return met.length === 0 ? 'nothing' : met.join(', ')
}

export const kindWords: Words = { [PlaceKind.hub]: 'Hub', [PlaceKind.shop]: 'Shop', [PlaceKind.box]: 'Box' }

export function namePlace({ places }: Layout, place: number): string {
  const name = places.name[place]
  return places.kind[place] === PlaceKind.hub ? `hub ${name}` : name
}

export function nameCustomer({ customers, spec }: Layout, customer: number): string {
  const segment = customers.segment[customer]
  const index = customer - customers.segmentFrom[segment]
  return `${spec.segments[segment].label}, customer ${customers.ownNames[segment][index] ?? index + 1}`
}

export const nameCourier = (courier: number): string => `courier ${courier + 1}`

/** Where a holder is, as words after “is”. */
export function nameHolder(layout: Layout, kind: number, at: number): string {
  if (kind === PlaceKind.customer) return `with ${nameCustomer(layout, at)}`
  if (kind === PlaceKind.courier) return `aboard ${nameCourier(at)}`
  if (kind === PlaceKind.partner) return 'with the partner carrier'
  return kind <= PlaceKind.box ? `at ${namePlace(layout, at)}` : 'out of the fleet'
}

/** What the clock on the wall shows, as `14:05`. */
export function clockText(layout: Layout, timeMs: number): string {
  const minutes = Math.floor(localHourAt(layout.days.calendar, timeMs) * 60 + 1e-9)
  const digits = (n: number): string => String(n).padStart(2, '0')
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`
}

/** A span in words of about two digits: `45 min`, `3.5 h`, `2.1 d`. */
export function spanText(ms: number): string {
  const minutes = ms / 60_000
  if (minutes < 90) return `${Math.round(minutes)} min`
  return minutes < 48 * 60 ? `${Math.round(minutes / 6) / 10} h` : `${Math.round(minutes / 144) / 10} d`
}
