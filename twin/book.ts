import { hourMs, hourOfWeekAt, wallMsAt } from './layout/index.ts'
import { LogKind } from './log.ts'
import type { LogIds } from './log-writer.ts'
import type { WorldTables } from './schema.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** Accounts of `LogKind.money`, and the fact column of each. Stable numbers. */
export const Account = { fee: 0, credit: 1, courier: 2, partner: 3, energy: 4, station: 5, renewal: 6, purchase: 7 } as const

/** Sources of `LogKind.co2`, and the fact column of each. */
export const Co2Source = { charging: 0, travel: 1, packs: 2 } as const

/** Money as it happens: whole micro-euros on an account. */
export function bookMoney(w: World, account: number, cell: number, microEur: number, ids?: LogIds): void {
  accountColumn(w.t.dayFacts, account)[cell] += microEur
  w.log.add(nowMs(w), LogKind.money, account, cell, microEur, 0, ids)
}

// A switch and not a table of names: a column by a name that varies costs a look-up in a hash table.
function accountColumn(facts: WorldTables['dayFacts'], account: number): Float64Array {
  switch (account) {
    case Account.fee:
      return facts.feeMicroEur
    case Account.credit:
      return facts.creditMicroEur
    case Account.courier:
      return facts.courierMicroEur
    case Account.partner:
      return facts.partnerMicroEur
    case Account.energy:
      return facts.energyMicroEur
    case Account.station:
      return facts.stationMicroEur
    case Account.renewal:
      return facts.renewalMicroEur
    default:
      return facts.purchaseMicroEur
  }
}

function co2Column(facts: WorldTables['dayFacts'], source: number): Float64Array {
  switch (source) {
    case Co2Source.charging:
      return facts.co2ChargingMilliG
    case Co2Source.travel:
      return facts.co2TravelMilliG
    default:
      return facts.co2PacksMilliG
  }
}

/** Emissions in whole milligrams. */
export function bookCo2(w: World, source: number, cell: number, milliG: number, ids?: LogIds): void {
  co2Column(w.t.dayFacts, source)[cell] += milliG
  w.log.add(nowMs(w), LogKind.co2, source, cell, milliG, 0, ids)
}

/** A promise whose outcome is known now; a missed one earns the customer a credit. */
export function bookPromise(w: World, cell: number, isKept: boolean, ids: LogIds): void {
  const { dayFacts, hourFacts } = w.t
  const hourCell = hourOfWeekAt(w.layout.days, nowMs(w)) * w.layout.cells + cell
  const kept = isKept ? 1 : 0
  dayFacts.promisesDue[cell] += 1
  dayFacts.promisesKept[cell] += kept
  hourFacts.promisesDue[hourCell] += 1
  hourFacts.promisesKept[hourCell] += kept
  w.log.add(nowMs(w), LogKind.promise, 0, cell, 1, kept, ids)
  w.trace?.promised(w, isKept, ids)
  if (!isKept) bookMoney(w, Account.credit, cell, w.layout.spec.sla.creditMicroEur, ids)
}

/** A swap request and whether it was served without a wait (station) or inside its window (delivery). */
export function bookRequest(w: World, cell: number, isServedAtOnce: boolean, ids: LogIds): void {
  const served = isServedAtOnce ? 1 : 0
  w.t.dayFacts.requests[cell] += 1
  w.t.dayFacts.servedAtOnce[cell] += served
  w.log.add(nowMs(w), LogKind.request, 0, cell, 1, served, ids)
}

type HourColumn = keyof WorldTables['hourFacts']

/** Adds the span to the hour-of-week column, split at full local hours. */
export function bookHours(w: World, column: HourColumn, cell: number, fromMs: number, toMs: number): void {
  const values = w.t.hourFacts[column]
  const { days, cells } = w.layout
  for (let at = fromMs; at < toMs;) {
    const wallMs = wallMsAt(days, at)
    const next = Math.min(toMs, at + hourMs - (wallMs - Math.floor(wallMs / hourMs) * hourMs))
    values[hourOfWeekAt(days, at) * cells + cell] += next - at
    at = next
  }
}
