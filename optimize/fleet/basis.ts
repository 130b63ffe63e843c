import type { ColumnTable } from '../../data/columns/index.ts'
import {
  DeliveryMode,
  PlaceKind,
  civilFromDays,
  countSpares,
  dayMs,
  layOutCouriers,
  localMs,
  staffOn,
  weekdayOf,
} from '../../twin/index.ts'
import { placeSpares, targetsOf } from '../../twin/index.ts'
import type { Layout } from '../../twin/index.ts'

/*
 * What a plan is made from: the facts of a run that was lived, summed by day and hub, and what its scenario states. Plain data, so that it
 * crosses workers and can be kept beside a run's key figures.
 */

export interface PlanMonth {
  readonly year: number
  /** 1 = January … 12 = December. */
  readonly month: number
  readonly fromDay: number
  readonly days: number
}

/** Work and promises of a hub, by day. */
export interface HubDays {
  /** Hours of own couriers: on tour, and paid. */
  readonly busyH: Float64Array
  readonly paidH: Float64Array
  /** Promises that couriers bear: deliveries, pick-ups from shops that couriers restock, full maintenance. */
  readonly due: Float64Array
  readonly missed: Float64Array
  readonly boxDue: Float64Array
  readonly boxMissed: Float64Array
  /** Batteries handed over by boxes, and those that the boxes could charge at rated power. */
  readonly boxPacks: Float64Array
  readonly boxRated: Float64Array
  /** Couriers on the day, as the scenario says. */
  readonly staff: Float64Array
}

/** A pooled product: its spare batteries stand in boxes, shops and hubs. */
export interface PoolBasis {
  readonly id: string
  readonly label: string
  /** A battery with its terminal. */
  readonly priceEur: number
  /** Hours at rated power from empty to full. */
  readonly chargeH: number
  /** Batteries beyond those under contract, at the start. */
  readonly spares: number
  /** Slots of one box that are for this product. */
  readonly perBox: number
  /** Batteries that each hub starts with. */
  readonly hubStock: readonly number[]
  /** Batteries that arrive by the scenario's own purchases, by hub, then day. */
  readonly planned: readonly Float64Array[]
  /** Batteries that own couriers and the partner hand over at customers' doors, by hub, then day. */
  readonly byCourier: readonly Float64Array[]
  readonly byPartner: readonly Float64Array[]
  /** Batteries of one delivery, mean. */
  readonly perDelivery: number
}

/** Money of a run in the plan's months, in euros. */
export interface RunMoney {
  readonly courierEur: number
  readonly partnerEur: number
  readonly energyEur: number
  readonly stationEur: number
  readonly renewalEur: number
  /** Batteries that replace what left. */
  readonly replacementEur: number
  /** Batteries that the scenario buys beside those. */
  readonly plannedEur: number
}

export interface PlanBasis {
  readonly hubs: readonly string[]
  readonly months: readonly PlanMonth[]
  readonly work: readonly HubDays[]
  readonly pools: readonly PoolBasis[]
  /** Paid hours of n couriers of a hub on a working day and on a day of the weekend: `[hub][n]`. */
  readonly weekdayH: readonly Float64Array[]
  readonly weekendH: readonly Float64Array[]
  /** 1 on Saturday and Sunday, by day. */
  readonly isWeekend: Uint8Array
  /** Boxes in all, and of them those that the scenario's count places by rule: a plan moves these. */
  readonly boxes: number
  readonly ruledBoxes: number
  readonly boxEurPerDay: number
  readonly eurPerHour: number
  readonly creditEur: number
  /** Promises missed in all modes, and those due. */
  readonly missed: number
  readonly due: number
  readonly money: RunMoney
}

const maxMonths = 12
const hourMs = 3_600_000
const microPerEuro = 1e6

/** Sums a run's daily facts for the months that it lived whole; at most twelve. A run shorter than a month is taken as one short month. */
export function readBasis(layout: Layout, daily: ColumnTable): PlanBasis {
  const { spec, places } = layout
  const lived = Math.min(spec.days, countDays(daily))
  const months = monthsOf(layout, lived)
  const days = months.reduce((sum, month) => sum + month.days, 0)
  const rows = rowsBefore(daily, days)
  const roster = rosterHours(layout)
  const work = Array.from({ length: places.hubs }, (_, hub) => workOf(layout, daily, rows, hub, days))
  const missed = sumOf(daily, rows, 'promisesDue') - sumOf(daily, rows, 'promisesKept')
  return {
    hubs: places.name.slice(0, places.hubs),
    months,
    work,
    pools: poolsOf(layout, daily, rows, days),
    weekdayH: roster.weekday,
    weekendH: roster.weekend,
    isWeekend: Uint8Array.from({ length: days }, (_, day) => (weekdayOf(spec.calendar, day) >= 5 ? 1 : 0)),
    boxes: places.kind.filter((kind) => kind === PlaceKind.box).length,
    ruledBoxes: spec.boxes.count,
    boxEurPerDay: spec.costs.boxMicroEurPerDay / microPerEuro,
    eurPerHour: spec.couriers.microEurPerHour / microPerEuro,
    creditEur: spec.sla.creditMicroEur / microPerEuro,
    missed,
    due: sumOf(daily, rows, 'promisesDue'),
    money: moneyOf(layout, daily, rows, days),
  }
}

function countDays({ rows, columns }: ColumnTable): number {
  return rows === 0 ? 0 : columns['day'][rows - 1] + 1
}

/** Calendar months that were lived whole, from the first day on; a first month that was cut at its begin counts. */
function monthsOf({ spec }: Layout, lived: number): PlanMonth[] {
  const first = Math.round((spec.calendar.startUtcMs + localMs(spec.calendar, 0)) / dayMs)
  const months: { year: number; month: number; fromDay: number; days: number }[] = []
  for (let day = 0; day < lived; day++) {
    const { year, month } = civilFromDays(first + day)
    const last = months.at(-1)
    if (last?.year === year && last.month === month) last.days += 1
    else if (months.length === maxMonths) return months
    else months.push({ year, month, fromDay: day, days: 1 })
  }
  const isCut = civilFromDays(first + lived).day !== 1
  return isCut && months.length > 1 ? months.slice(0, -1) : months
}

function rowsBefore({ rows, columns }: ColumnTable, days: number): readonly number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) => columns['day'][row] < days)
}

function sumOf({ columns }: ColumnTable, rows: readonly number[], name: string): number {
  return rows.reduce((sum, row) => sum + columns[name][row], 0)
}

type Measure = (row: number) => number

/** Sums a measure by day over the rows of one hub that a condition lets pass. */
function byDay(daily: ColumnTable, rows: readonly number[], days: number, isWanted: (row: number) => boolean, measure: Measure) {
  const sums = new Float64Array(days)
  for (const row of rows) if (isWanted(row)) sums[daily.columns['day'][row]] += measure(row)
  return sums
}

function workOf({ couriers }: Layout, daily: ColumnTable, rows: readonly number[], hub: number, days: number): HubDays {
  const { columns } = daily
  const at = (name: string) => (row: number) => columns[name][row]
  const isHub = (row: number) => columns['hub'][row] === hub
  const isBox = (row: number) => isHub(row) && columns['mode'][row] === DeliveryMode.box
  const isOther = (row: number) => isHub(row) && columns['mode'][row] !== DeliveryMode.box
  const missed: Measure = (row) => columns['promisesDue'][row] - columns['promisesKept'][row]
  const sums = (isWanted: (row: number) => boolean, measure: Measure) => byDay(daily, rows, days, isWanted, measure)
  return {
    busyH: sums(isHub, (row) => at('courierBusyMs')(row) / hourMs),
    paidH: sums(isHub, (row) => at('courierPaidMs')(row) / hourMs),
    due: sums(isOther, at('promisesDue')),
    missed: sums(isOther, missed),
    boxDue: sums(isBox, at('promisesDue')),
    boxMissed: sums(isBox, missed),
    boxPacks: sums(isBox, at('stationPacks')),
    boxRated: sums(isBox, at('ratedStationPacks')),
    staff: Float64Array.from({ length: days }, (_, day) => staffOn(couriers.staffing[hub], day)),
  }
}

/** So many couriers of a hub a plan may think of, at least. */
const leastThoughtOf = 12

/** Paid hours of n couriers of a hub by the scenario's shifts and weekends: the same rule as in the run. */
function rosterHours({ spec, places, couriers }: Layout): { readonly weekday: Float64Array[]; readonly weekend: Float64Array[] } {
  const most = Math.max(leastThoughtOf, 3 * Math.ceil(couriers.count / places.hubs))
  const table = layOutCouriers({ ...spec.couriers, staffing: [], count: most * places.hubs }, places)
  const hoursOf = (isWeekend: boolean) =>
    Array.from({ length: places.hubs }, (_, hub) => {
      const sums = new Float64Array(most + 1)
      for (let n = 0; n < most; n++) {
        const courier = n * places.hubs + hub
        const shift = spec.couriers.shifts[table.shift[courier]]
        const works = shift !== undefined && (!isWeekend || table.worksWeekends[courier] === 1)
        sums[n + 1] = sums[n] + (works ? shift.endHour - shift.startHour : 0)
      }
      return sums
    })
  return { weekday: hoursOf(false), weekend: hoursOf(true) }
}

function poolsOf(layout: Layout, daily: ColumnTable, rows: readonly number[], days: number): PoolBasis[] {
  const { spec, places } = layout
  const { columns } = daily
  const targets = targetsOf(spec, places)
  const box = places.kind.indexOf(PlaceKind.box)
  return spec.products.flatMap((product, p) => {
    if (product.holding !== 'pooled') return []
    const spares = Math.max(0, countSpares(spec, product))
    const at = placeSpares(targets, spec.products.length, places, p, spares)
    const doors = (share: (row: number) => number) =>
      Array.from({ length: places.hubs }, (_, hub) => {
        const isDoor = (row: number) =>
          columns['hub'][row] === hub && columns['product'][row] === p && columns['mode'][row] === DeliveryMode.delivery
        return byDay(daily, rows, days, isDoor, (row) => columns['swapPacks'][row] * share(row))
      })
    const partnerShare = (row: number) => {
      const partner = columns['partnerStops'][row]
      const all = partner + columns['stops'][row]
      return all === 0 ? 0 : partner / all
    }
    return {
      id: product.id,
      label: product.label,
      priceEur: (product.priceMicroEur + spec.costs.terminalMicroEur) / microPerEuro,
      chargeH: product.ratedEnergyWh / product.chargePowerW,
      spares,
      perBox: box < 0 ? 0 : targets[box * spec.products.length + p],
      hubStock: Array.from({ length: places.hubs }, (_, hub) => at.filter((place) => place === hub).length),
      planned: Array.from({ length: places.hubs }, (_, hub) => arrivals(layout, product.id, hub, days)),
      byCourier: doors((row) => 1 - partnerShare(row)),
      byPartner: doors(partnerShare),
      perDelivery: meanDelivery(daily, rows, p),
    }
  })
}

function meanDelivery({ columns }: ColumnTable, rows: readonly number[], product: number): number {
  const doors = rows.filter((row) => columns['product'][row] === product && columns['mode'][row] === DeliveryMode.delivery)
  const sum = (name: string) => doors.reduce((total, row) => total + columns[name][row], 0)
  const swaps = sum('swaps')
  return swaps === 0 ? 1 : sum('swapPacks') / swaps
}

function arrivals({ spec, places }: Layout, product: string, hub: number, days: number): Float64Array {
  const counts = new Float64Array(days)
  for (const purchase of spec.fleet.purchases) {
    const isHere = purchase.product === product && purchase.hub === places.name[hub]
    if (isHere && purchase.day < days) counts[purchase.day] += purchase.count
  }
  return counts
}

function moneyOf({ spec }: Layout, daily: ColumnTable, rows: readonly number[], days: number): RunMoney {
  const eur = (name: string) => sumOf(daily, rows, name) / microPerEuro
  const planned = spec.fleet.purchases.reduce((sum, { product, day, count }) => {
    const price = spec.products.find(({ id }) => id === product)?.priceMicroEur ?? 0
    return day < days ? sum + (count * (price + spec.costs.terminalMicroEur)) / microPerEuro : sum
  }, 0)
  return {
    courierEur: eur('courierMicroEur'),
    partnerEur: eur('partnerMicroEur'),
    energyEur: eur('energyMicroEur'),
    stationEur: eur('stationMicroEur'),
    renewalEur: eur('renewalMicroEur'),
    replacementEur: eur('purchaseMicroEur') - planned,
    plannedEur: planned,
  }
}
