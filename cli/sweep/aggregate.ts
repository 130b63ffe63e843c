import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeSweep, reportSweep } from '../../scenarios/index.ts'
import type { ResultOf, SweepPlan, SweepReport, SweepRun } from '../../scenarios/index.ts'
import { findResult, writeWhole } from './result-folder.ts'

/** A sweep under way: its plan, the runs that were planned so far, and those that were given up on. */
export interface SweepState {
  readonly plan: SweepPlan
  readonly runs: readonly SweepRun[]
  readonly lost: Readonly<Record<string, string>>
  readonly isCancelled: boolean
}

/** Results of the folder by id; those that were given up on are failed ones of which nothing is kept. */
export function resultsOf(folder: string, lost: Readonly<Record<string, string>>): ResultOf {
  const known = new Map<string, ReturnType<ResultOf>>()
  return (id) => {
    const before = known.get(id)
    if (before !== undefined) return before
    const found = findResult(folder, id)?.outcome ?? (Object.hasOwn(lost, id) ? { kind: 'failed' as const, message: lost[id] } : undefined)
    known.set(id, found)
    return found
  }
}

/** Writes a sweep's state where every worker finds it. `place` is a folder below the results folder. */
export function keepState(folder: string, place: string, state: SweepState): void {
  mkdirSync(join(folder, place), { recursive: true })
  writeWhole(join(folder, place, 'plan.json'), `${JSON.stringify(state, null, 2)}\n`)
}

/** Makes the report of a kept state from the results of the folder, and writes it beside. The same results give the same text. */
export function aggregate(folder: string, place: string): SweepReport {
  // Written by `keepState`.
  const { plan, runs, lost, isCancelled } = JSON.parse(readFileSync(join(folder, place, 'plan.json'), 'utf8')) as SweepState
  const resultOf = resultsOf(folder, lost)
  const report = reportSweep(plan, runs, resultOf, isCancelled ? 'cancelled' : judgeSweep(plan, runs, resultOf))
  writeWhole(join(folder, place, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  return report
}
