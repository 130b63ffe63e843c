import { effect, type ReadonlySignal, type Signal } from '@preact/signals'
import type { LoadedScenario, SweepPlan, SweepReport } from '../../scenarios/index.ts'
import { readItem, writeItem } from '../session-item.ts'
import type { RunState } from './run-store.ts'

/** Time that one worker takes for a day of one customer, ms: by it the time of an experiment is estimated before it begins. */
export interface RunPace {
  readonly perCustomerDayMs: number
}

const key = 'voltwin-pace'
/** The page's own runs of fewer days take most of their time for what comes once. */
const leastDays = 14

export function readPace(): RunPace | null {
  const found = readItem(key, 'lasting')
  const isPace = typeof found === 'object' && found !== null && 'perCustomerDayMs' in found
  return isPace && (found as RunPace).perCustomerDayMs > 0 ? (found as RunPace) : null
}

export function keepPace(pace: RunPace): void {
  writeItem(key, pace, 'lasting')
}

export function paceOf(tookMs: readonly number[], customers: number, days: number): RunPace | null {
  const { length } = tookMs
  return length === 0 || customers * days === 0 ? null : { perCustomerDayMs: meanOf(tookMs) / (customers * days) }
}

export function countCustomers(spec: LoadedScenario['spec'] | undefined): number {
  return (spec?.segments ?? []).reduce((sum, { customers }) => sum + customers, 0)
}

/** Before any replication was timed the page's own runs say it, which are a little slower: they are drawn while they live. */
export function watchPace(state: ReadonlySignal<RunState>, customersOf: () => number, pace: Signal<RunPace | null>): void {
  let from: { readonly atMs: number; readonly shareFrac: number } | null = null
  effect(() => {
    const now = state.value
    if (now.kind === 'running') from ??= { atMs: performance.now(), shareFrac: now.progress.shareFrac }
    else if (now.kind === 'done' && from !== null && from.shareFrac < 1 && now.summary.days >= leastDays && pace.peek() === null) {
      pace.value = paceOf([(performance.now() - from.atMs) / (1 - from.shareFrac)], customersOf(), now.summary.days)
    }
    if (now.kind !== 'running') from = null
  })
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Replications that all points will have, as it looks: a half-width falls with the root of their number. */
export function expectReplications({ replications: rule }: SweepPlan, report: SweepReport | null): number {
  if (rule.kind === 'fixed') return rule.n
  const { least, most, shareOfMean } = rule.precision
  const made = report?.made.replications ?? 0
  if (report === null || made === 0) return least
  const needed = report.results.map(({ figures }) => {
    const { n, mean, halfWidth } = figures[rule.kpi]
    const aim = shareOfMean * Math.abs(mean ?? 0)
    if (halfWidth === null || halfWidth <= aim) return n
    return aim === 0 ? most : Math.ceil(n * (halfWidth / aim) * (halfWidth / aim))
  })
  return Math.min(most, Math.max(least, ...needed))
}
