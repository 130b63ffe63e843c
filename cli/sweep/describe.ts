import { kpis, usualLevel } from '../../scenarios/index.ts'
import type { Estimate, FactorEffect, SweepReport } from '../../scenarios/index.ts'

/** What is printed where nobody names KPIs: promise, stock, couriers, batteries, money. */
const headline = ['slaKept', 'stockOut', 'courierBusy', 'floatFactor', 'costPerBatteryMonth', 'contributionPerBatteryMonth'] as const

/** How wide intervals are meant. */
export const intervals = `${100 * usualLevel} % intervals`

/** What is left out at the start, and for which figures no end of it was found. */
export function describeWarmUp({ days, unsteady, isTooShort }: SweepReport['warmUp']): string {
  if (isTooShort) return 'too short to look for a warm-up: measured from the first day'
  return `measured after ${days} days${unsteady.length > 0 ? `; without a steady part: ${unsteady.join(', ')}` : ''}`
}

/** A sweep as text for people: by KPI each point's mean with its interval, the paired difference to the base, and which factor matters. */
export function describeSweep(report: SweepReport, wanted: readonly string[] = listHeadline(report)): string {
  const { name, scenario, city, made, warmUp, results, failed } = report
  const stops = { precise: 'fine enough', most: 'as many as asked for', cancelled: 'broken off', 'go-on': 'broken off' }
  const head = [
    `${name}: ${results.length} points of ${scenario} on ${city}, ${made.replications} replications (${stops[made.stop]}), ${intervals}`,
    describeWarmUp(warmUp),
    ...(report.resolution === null
      ? []
      : [`resolution ${report.resolution}; always together: ${report.words.map((word) => word.join(' × ')).join(', ')}`]),
  ]
  return [...head, ...describePoints(report), ...wanted.flatMap((id) => ['', ...describeKpi(report, id)]), ...describeFailed(failed)].join(
    '\n',
  )
}

/** What the points of a Latin hypercube are: their names do not say it. */
function describePoints({ scheme, points, factors }: SweepReport): string[] {
  if (scheme !== 'latin') return []
  const rows = points.map(({ name, levels }) => `  ${name}: ${levels.map((level, f) => `${factors[f].name} ${level}`).join(', ')}`)
  return ['', ...rows.slice(1)]
}

function listHeadline({ replications }: SweepReport): string[] {
  return [...new Set([...(replications.kind === 'sequential' ? [replications.kpi] : []), ...headline])]
}

function describeKpi({ results, screening, resolution }: SweepReport, id: string): string[] {
  const kpi = kpis.find((one) => one.id === id)
  const width = Math.max(...results.map(({ name }) => name.length))
  const rows = results.map(({ name, figures }, i) => {
    const { mean, halfWidth, difference, isDistinguishable } = figures[id]
    const against = i === 0 ? '' : `   against the base ${sayDifference(difference, isDistinguishable)}`
    return `  ${name.padEnd(width)}  ${withInterval(mean, halfWidth)}${against}`
  })
  const effects = screening[id]
  if (effects === undefined) return [`${id} (${kpi?.unit ?? ''})`, ...rows]
  const how =
    effects.method === 'regression'
      ? `by regression, R² ${short(effects.r2)}`
      : effects.method === 'halves'
        ? 'upper against lower half'
        : 'first to last level'
  const alias = effects.method === 'levels' && resolution === 3 ? ', confounded with pairs of factors' : ''
  return [`${id} (${kpi?.unit ?? ''})`, ...rows, `  effects, ${how}${alias}`, ...effects.effects.map(describeEffect)]
}

function describeEffect({ factor, effect, standardised, isDistinguishable }: FactorEffect): string {
  const size = standardised === null ? '' : `, ${short(standardised)} standard deviations`
  return `    ${factor}: ${withInterval(effect.mean, effect.halfWidth, true)}${size}${verdict(effect, isDistinguishable)}`
}

function describeFailed(failed: SweepReport['failed']): string[] {
  return failed.map(({ point, r, seed, message }) => `failed: ${point}, replication ${r + 1}, seed ${seed}: ${message}`)
}

/** A difference with its interval and what can be said of it. */
export function sayDifference(difference: Estimate, isDistinguishable: boolean | null): string {
  return `${withInterval(difference.mean, difference.halfWidth, true)}${verdict(difference, isDistinguishable)}`
}

function verdict({ mean, halfWidth }: Estimate, isDistinguishable: boolean | null): string {
  if (mean === 0 && halfWidth === 0) return ', exactly equal'
  return isDistinguishable === null ? ', unknown' : isDistinguishable ? '' : ', not distinguishable'
}

/** A mean with half its interval, both to the digit that the interval leaves standing. */
export function withInterval(mean: number | null, halfWidth: number | null, isSigned = false): string {
  if (mean === null) return 'unknown'
  const sign = isSigned && mean > 0 ? '+' : ''
  return halfWidth === null ? `${sign}${short(mean)}` : `${sign}${short(mean)} ± ${short(halfWidth)}`
}

function short(value: number | null): string {
  return value === null ? 'unknown' : String(Number(value.toPrecision(4)))
}
