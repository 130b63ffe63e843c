import { daysPerMonth } from './sql.ts'

/** `DeliveryMode` of work for no single customer, and of boxes. */
const none = 0
const box = 3

const sumWhere = (condition: string, column: string) => `sum(CASE WHEN ${condition} THEN ${column} ELSE 0 END)`

/**
 * What was booked, by product. A tour, a hub and a box serve several products, so their cost is booked as a whole and is not the cost of
 * the product under which it stands: own couriers, hub rent and own travel are shared by stops, box rent by the time in which boxes
 * should have the product ready.
 */
const booked = `SELECT product, sum(assignedPlaceDays) > 0 AS isAssigned, sum(stops) AS stops, ${sumWhere(`mode = ${box}`, 'stockPlaceMs')} AS boxMs,
  sum(courierMicroEur) + ${sumWhere(`mode = ${none}`, 'stationMicroEur')} AS microEurByStops,
  ${sumWhere(`mode = ${box}`, 'stationMicroEur')} AS microEurByBoxes,
  sum(partnerMicroEur) + sum(energyMicroEur) + sum(renewalMicroEur) + ${sumWhere(`mode NOT IN (${none}, ${box})`, 'stationMicroEur')} AS microEurDirect,
  ${sumWhere(`mode = ${none}`, 'co2TravelMilliG')} AS milliGByStops,
  sum(co2ChargingMilliG) + sum(co2PacksMilliG) + ${sumWhere(`mode <> ${none}`, 'co2TravelMilliG')} AS milliGDirect,
  sum(feeMicroEur) AS feeMicroEur, sum(creditMicroEur) AS creditMicroEur,
  sum(placeDays) / ${daysPerMonth} AS months, sum(energyChargedMilliWh) / 1e6 AS chargedKWh
  FROM daily GROUP BY product`

/** A product's part of a sum by its part of a key; as booked when the key is zero throughout. */
const share = (amount: string, key: string) => `coalesce(sum(${amount}) OVER () * ${key} / nullif(sum(${key}) OVER (), 0), ${amount})`

const costs = `SELECT *, microEurDirect + ${share('microEurByStops', 'stops')} + ${share('microEurByBoxes', 'boxMs')} AS variableMicroEur,
  milliGDirect + ${share('milliGByStops', 'stops')} AS co2MilliG FROM booked`

export interface CostRatio {
  /** Of the columns of `costs`, for one product. */
  readonly numerator: string
  readonly denominator: string
  readonly holding: 'assigned' | 'pooled' | 'all'
}

const conditions = { assigned: 'isAssigned', pooled: 'NOT isAssigned', all: 'true' } as const

/** Ratio with shared cost, over products of a holding, and by product. Sums first, then one division; `n` is the denominator. */
export function costRatioSql({ numerator, denominator, holding }: CostRatio): string {
  const rows = `FROM costs WHERE ${conditions[holding]}`
  const whole = `SELECT NULL::INTEGER AS part, sum(${numerator}) AS numerator, sum(${denominator}) AS denominator ${rows}`
  const parts = `${whole} UNION ALL SELECT product AS part, ${numerator}, ${denominator} ${rows}`
  return `WITH booked AS (${booked}), costs AS (${costs}), parts AS (${parts})
  SELECT part, numerator / nullif(denominator, 0) AS value, coalesce(denominator, 0) AS n FROM parts ORDER BY part NULLS FIRST`
}
