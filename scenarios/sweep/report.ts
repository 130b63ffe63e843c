import { baseName } from '../design/index.ts'
import { comparePaired, judgePoints, regressFactors, screenLevels } from '../experiment/index.ts'
import type { Estimate, Figures, ReplicationResult, Screening, Stop } from '../experiment/index.ts'
import { kpis } from '../kpis/index.ts'
import { limitsOf } from './plan.ts'
import type { SweepPlan, SweepRun } from './plan.ts'

/** What became of a run so far; `undefined`: it is not made yet. */
export type ResultOf = (id: string) => ReplicationResult | undefined

/** The answer of a sweep. Nothing in it depends on where, when or by how many workers it was made. */
export interface SweepReport extends SweepPlan {
  readonly made: { readonly replications: number; readonly stop: Stop | 'cancelled' }
  readonly results: readonly PointResult[]
  /** By KPI: which factor matters; empty without factors. */
  readonly screening: Readonly<Record<string, Screening>>
  readonly failed: readonly FailedRun[]
}

export interface PointResult {
  readonly name: string
  /** Replications whose run was made whole. */
  readonly replications: number
  readonly figures: Readonly<Record<string, PointFigure>>
}

export interface PointFigure extends Estimate {
  /** Of this point less the base, replication by replication; of the base itself zero. */
  readonly difference: Estimate
  readonly isDistinguishable: boolean | null
}

/** A run without figures, with all that is needed to make it again. */
export interface FailedRun {
  readonly point: string
  readonly r: number
  readonly seed: number
  readonly id: string
  readonly message: string
}

/** Figures of a KPI by point and replication, `null` where it is unknown or the run failed. */
function figuresOf(kpi: string, plan: SweepPlan, runs: readonly SweepRun[], resultOf: ResultOf): Figures[] {
  const table = plan.points.map((): (number | null)[] => [])
  for (const { point, r, id } of runs) {
    const result = resultOf(id)
    table[point][r] = result?.kind === 'done' ? (result.figures[kpi] ?? null) : null
  }
  return table
}

/** Whether the runs that are made are enough: by their number, or by the half-width of the KPI that the plan names. */
export function judgeSweep(plan: SweepPlan, runs: readonly SweepRun[], resultOf: ResultOf): Stop {
  const made = 1 + Math.max(-1, ...runs.map(({ r }) => r))
  const { least, most } = limitsOf(plan.replications)
  if (plan.replications.kind === 'fixed') return made < most ? 'go-on' : 'most'
  return made < least ? 'go-on' : judgePoints(figuresOf(plan.replications.kpi, plan, runs, resultOf), made, plan.replications.precision)
}

/** Means, paired differences to the base and effects of all KPIs, from what is known of the runs. */
export function reportSweep(plan: SweepPlan, runs: readonly SweepRun[], resultOf: ResultOf, stop: Stop | 'cancelled'): SweepReport {
  const tables = new Map(kpis.map(({ id }) => [id, figuresOf(id, plan, runs, resultOf)]))
  const base = Math.max(
    0,
    plan.points.findIndex(({ name }) => name === baseName),
  )
  const isDone = ({ id }: SweepRun) => resultOf(id)?.kind === 'done'
  const results = plan.points.map(({ name }, p): PointResult => {
    const figures = [...tables].map(([id, table]): [string, PointFigure] => {
      const { b, difference, isDistinguishable } = comparePaired(table[base], table[p])
      return [id, { ...b, difference, isDistinguishable }]
    })
    return { name, replications: runs.filter((run) => run.point === p && isDone(run)).length, figures: Object.fromEntries(figures) }
  })
  const replications = 1 + Math.max(-1, ...runs.map(({ r }) => r))
  return { ...plan, made: { replications, stop }, results, screening: screen(plan, tables), failed: listFailed(plan, runs, resultOf) }
}

/** Points with levels only: the base belongs to the design no more than by chance. */
function screen(plan: SweepPlan, tables: ReadonlyMap<string, Figures[]>): Record<string, Screening> {
  if (plan.factors.length === 0) return {}
  const members = plan.points.flatMap(({ levels }, p) => (levels.length > 0 ? [p] : []))
  const entries = [...tables].map(([id, table]): [string, Screening] => {
    const figures = members.map((p) => table[p])
    if (plan.scheme === 'latin') {
      return [
        id,
        regressFactors(
          plan.factors.map(({ name }) => name),
          members.map((p) => plan.points[p].coded),
          figures,
        ),
      ]
    }
    const rows = members.map((p) => plan.points[p].levels.map((level, f) => plan.factors[f].levels.indexOf(level)))
    return [id, screenLevels(plan.factors, rows, figures)]
  })
  return Object.fromEntries(entries)
}

function listFailed(plan: SweepPlan, runs: readonly SweepRun[], resultOf: ResultOf): FailedRun[] {
  return runs.flatMap(({ point, r, seed, id }) => {
    const result = resultOf(id)
    return result?.kind === 'failed' ? [{ point: plan.points[point].name, r, seed, id, message: result.message }] : []
  })
}
