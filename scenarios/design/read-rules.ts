import { usualPrecision } from '../experiment/index.ts'
import { kpis } from '../kpis/index.ts'
import { addProblem, checkKeys, findSimilar, isObject } from '../load/index.ts'
import type { Json, JsonObject, Report } from '../load/index.ts'
import type { Factor, ReplicationRule, Scheme, WarmUpRule } from './design.ts'

/** More runs than anyone waits for: a slip of the pen must not fill a disk. */
export const mostPoints = 10_000
const mostReplications = 1000

const full: Scheme = { kind: 'full' }

export function readScheme(value: Json | undefined, factors: readonly Factor[], report: Report): Scheme {
  if (value === undefined || value === 'full') return full
  const scheme = typeof value === 'string' ? { kind: value } : value
  if (!isObject(scheme)) {
    addProblem(
      report,
      'wrong-type',
      'design',
      value,
      'Write "full", { "kind": "fractional", "resolution": 4 } or { "kind": "latin", "points": 20 }.',
    )
    return full
  }
  if (scheme['kind'] === 'full') checkKeys(scheme, ['kind'], 'design', report)
  else if (scheme['kind'] === 'fractional') return readFractional(scheme, factors, report)
  else if (scheme['kind'] === 'latin') return readLatin(scheme, factors, report)
  else addProblem(report, 'unknown-choice', 'design.kind', scheme['kind'], 'Write "full", "fractional" or "latin".')
  return full
}

function readFractional(scheme: JsonObject, factors: readonly Factor[], report: Report): Scheme {
  checkKeys(scheme, ['kind', 'resolution', 'generators'], 'design', report)
  const { resolution, generators = {} } = scheme
  const stated = resolution === undefined ? null : readWhole(resolution, [3, 16], 'design.resolution', report)
  if (resolution === undefined && scheme['generators'] === undefined)
    addProblem(
      report,
      'missing-key',
      'design.resolution',
      undefined,
      'State the resolution (3, 4 or 5), or the generators: { "d": ["a", "b", "c"] }.',
    )
  return { kind: 'fractional', resolution: stated, generators: readGenerators(generators, factors, report) }
}

function readGenerators(value: Json, factors: readonly Factor[], report: Report): Record<string, string[]> {
  const place = 'design.generators'
  const isWords = (words: Json): words is string[] => Array.isArray(words) && words.every((word) => typeof word === 'string')
  if (!isObject(value) || !Object.values(value).every(isWords)) {
    addProblem(report, 'wrong-type', place, value, 'Write for each generated factor those whose product it is: { "d": ["a", "b", "c"] }.')
    return {}
  }
  const names = factors.map(({ name }) => name)
  for (const word of Object.entries(value).flatMap(([name, words]) => [name, ...(words as string[])])) {
    if (names.includes(word)) continue
    const similar = findSimilar(word, names)
    addProblem(
      report,
      'unknown-factor',
      place,
      word,
      similar === null ? `Write one of: ${names.join(', ')}.` : `Did you mean "${similar}"?`,
    )
  }
  return value as Record<string, string[]>
}

function readLatin(scheme: JsonObject, factors: readonly Factor[], report: Report): Scheme {
  checkKeys(scheme, ['kind', 'points', 'seed'], 'design', report)
  const points = readWhole(scheme['points'], [2, mostPoints], 'design.points', report)
  const seed = scheme['seed'] === undefined ? 1 : readWhole(scheme['seed'], [0, Number.MAX_SAFE_INTEGER], 'design.seed', report)
  if (factors.length === 0 && report.problems.length === 0)
    addProblem(report, 'missing-key', 'factors', undefined, 'Write the factors that the Latin hypercube is to fill.')
  return { kind: 'latin', points: points ?? 2, seed: seed ?? 1 }
}

function readWhole(value: Json | undefined, [least, most]: readonly [number, number], place: string, report: Report): number | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return value
  const limit = most === Number.MAX_SAFE_INTEGER ? 'on' : `to ${most}`
  addProblem(report, value === undefined ? 'missing-key' : 'out-of-range', place, value, `Write a whole number from ${least} ${limit}.`)
  return null
}

export function readReplications(value: Json | undefined, report: Report): ReplicationRule {
  if (isObject(value)) return readSequential(value, report)
  return { kind: 'fixed', n: readWhole(value, [1, mostReplications], 'replications', report) ?? 1 }
}

function readSequential(value: JsonObject, report: Report): ReplicationRule {
  checkKeys(value, ['least', 'most', 'kpi', 'shareOfMean'], 'replications', report)
  const { least = usualPrecision.least, most = usualPrecision.most, shareOfMean = usualPrecision.shareOfMean, kpi } = value
  const low = readWhole(least, [2, mostReplications], 'replications.least', report) ?? usualPrecision.least
  const high = readWhole(most, [low, mostReplications], 'replications.most', report) ?? usualPrecision.most
  const isShare = typeof shareOfMean === 'number' && shareOfMean > 0 && shareOfMean <= 1
  if (!isShare)
    addProblem(
      report,
      'out-of-range',
      'replications.shareOfMean',
      shareOfMean,
      'Write a fraction above 0, at most 1: 0.01 for 1 % of the mean.',
    )
  const ids = kpis.map(({ id }) => id)
  if (typeof kpi !== 'string' || !ids.includes(kpi)) {
    const similar = typeof kpi === 'string' ? findSimilar(kpi, ids) : null
    addProblem(
      report,
      'unknown-kpi',
      'replications.kpi',
      kpi,
      similar === null ? `Write one of: ${ids.join(', ')}.` : `Did you mean "${similar}"?`,
    )
  }
  return {
    kind: 'sequential',
    kpi: typeof kpi === 'string' ? kpi : '',
    precision: { least: low, most: high, shareOfMean: isShare ? shareOfMean : usualPrecision.shareOfMean },
  }
}

export function readWarmUp(value: Json | undefined, report: Report): WarmUpRule {
  if (value === 'auto') return { kind: 'auto' }
  if (value === undefined || value === 'none') return { kind: 'days', days: 0 }
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return { kind: 'days', days: value }
  addProblem(report, 'wrong-type', 'warmUp', value, 'Write "none", "auto", or a whole number of days.')
  return { kind: 'days', days: 0 }
}
