import type { FleetPlan, PlanBasis, Worth } from '../../optimize/index.ts'
import { formatCount, formatMonth, formatQuantity } from '../format.ts'

/** Money of a plan: whole euros from a hundred on. */
export function sayEur(value: number): string {
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return `${formatCount(Math.round(value))}\u202f€`
  const { number, unit } = formatQuantity(value, '€')
  return `${number}\u202f${unit}`
}

/** A difference with its sign. */
export function sayMoreEur(value: number): string {
  return Math.round(value) === 0 ? '±0\u202f€' : value > 0 ? `+${sayEur(value)}` : sayEur(value)
}

/** What one unit more of something would save, as a sentence. */
export function sayWorth({ kind, month, hub, pool, savesEur }: Worth, { hubs, months, pools, eurPerHour }: PlanBasis): string {
  const when = month < 0 ? '' : formatMonth(months[month].year, months[month].month)
  const saves = `would save ${sayEur(savesEur)}`
  if (kind === 'courierHour') return `One more courier hour at ${hubs[hub]} in ${when} ${saves}; a paid hour costs ${sayEur(eurPerHour)}.`
  if (kind === 'spare') return `One more spare battery (${pools[pool].label}) at ${hubs[hub]} from ${when} on ${saves}.`
  if (kind === 'hire') return `One more hire allowed in ${when} ${saves}.`
  return kind === 'box' ? `Room for one more box ${saves}.` : `One more euro of budget ${saves}.`
}

/** Batteries that a plan buys in a month, by product and hub; empty when none. */
export function sayBought({ decisions }: FleetPlan, { hubs, pools }: PlanBasis, month: number): string {
  return hubs
    .flatMap((hub, h) =>
      pools.flatMap(({ label }, p) => {
        const count = decisions.bought[month][h][p]
        return count === 0 ? [] : [`${formatCount(count)} × ${label}, ${hub}`]
      }),
    )
    .join('; ')
}

/** Couriers who come and go in a month; empty when nobody does. */
export function sayChange({ hired, left, moved }: FleetPlan['changes'][number]): string {
  const parts = [
    ...(hired > 0 ? [`${hired} hired`] : []),
    ...(left > 0 ? [`${left} leave${left === 1 ? 's' : ''}`] : []),
    ...(moved > 0 ? [`${moved} change${moved === 1 ? 's' : ''} hub`] : []),
  ]
  return parts.join(', ')
}
