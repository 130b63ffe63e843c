import { kpis } from '../../scenarios/index.ts'
import { describeWarmUp, intervals, sayDifference, withInterval } from '../sweep/describe.ts'
import type { CompareReport } from './compare.ts'

const stops: Readonly<Record<CompareReport['stop'], string>> = {
  precise: 'fine enough',
  most: 'not fine enough by then',
  cancelled: 'broken off',
  'go-on': 'broken off',
}

/** A comparison as text for people: every KPI of A and B, and the paired difference with its interval. */
export function describeComparison({ a, b, city, kpi, days, warmUp, stop, seeds, figures, failed }: CompareReport): string {
  const head = [
    `B ${b} against A ${a} on ${city}: ${seeds.length} pairs of ${days} days; ${intervals} (${kpi} ${stops[stop]})`,
    describeWarmUp(warmUp),
  ]
  const rows = kpis.map(({ id, unit }) => {
    const { a: ofA, b: ofB, difference, isDistinguishable } = figures[id]
    const change = sayDifference(difference, isDistinguishable)
    return `  ${id} (${unit}): ${withInterval(ofA.mean, ofA.halfWidth)} → ${withInterval(ofB.mean, ofB.halfWidth)}   ${change}`
  })
  const broken = failed.map(({ side, seed, message }) => `failed: ${side.toUpperCase()}, seed ${seed}: ${message}`)
  return [...head, ...rows, ...broken].join('\n')
}
