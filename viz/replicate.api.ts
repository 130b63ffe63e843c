import { advanceMeasured, dailyOf, factsMeasured, startFuture, startMeasuring } from '../scenarios/index.ts'
import type { MeasuredRun, ReplicationResult } from '../scenarios/index.ts'
import { hashWorld, LogLevel } from '../twin/index.ts'
import type { Layout, Policies } from '../twin/index.ts'
import type { Courses, KpiStore } from './kpi-store.ts'
import type { LearnShelf } from './learn-shelf.ts'
import { prepareRun } from './prepare-run.ts'
import type { RequestShelves } from './read-request.ts'
import type { Problem } from '../data/columns/index.ts'
import type { RunApi, RunRequest } from './run-api.ts'

const sliceEvents = 100_000

/** What a worker has kept that a run needs. */
interface Kept extends RequestShelves {
  readonly learned: LearnShelf
  readonly store: KpiStore
}

/** Runs whose figures alone are wanted: without pauses and without a record to look back on. Who wants no more of them ends the worker. */
export function answerReplications(kept: Kept): Pick<RunApi, 'replicate' | 'future'> {
  return {
    replicate: (request, warmUpDays, isFollowed = false) =>
      measure(kept, request, {
        start: (layout, settings) => startMeasuring(layout, warmUpDays, settings),
        ...(isFollowed && { follow: (measured: MeasuredRun) => kept.store.courses(dailyOf(measured), measured.run.days) }),
      }).catch(failed),
    future: (request, { snapshot }, days, luckSeed) =>
      measure(kept, request, { start: (layout, settings) => startFuture(layout, snapshot, days, luckSeed, settings) }).catch(failed),
  }
}

interface Way {
  readonly start: (layout: Layout, settings: { readonly level: number; readonly policies: Policies }) => MeasuredRun
  /** Figures day by day, where they are wanted. */
  readonly follow?: (measured: MeasuredRun) => Promise<Courses>
}

async function measure(kept: Kept, request: RunRequest, { start, follow }: Way): Promise<ReplicationResult> {
  const { value: prepared, problems } = await prepareRun(kept, request)
  if (prepared === null) return refuse(problems)
  const { layout, policies } = prepared
  const measured = start(layout, { level: LogLevel.facts, policies })
  while (advanceMeasured(measured, sliceEvents).kind === 'running');
  const { status, world } = measured.run
  if (status.kind === 'stopped') return fail(status.reason)
  const figures = await kept.store.compute(factsMeasured(measured))
  const courses = await follow?.(measured)
  const byId = Object.fromEntries(figures.map(({ id, value }) => [id, value]))
  return { kind: 'done', hash: hashWorld(world), figures: byId, ...(courses && { courses }) }
}

function failed(error: unknown): ReplicationResult {
  return fail(error instanceof Error ? error.message : String(error))
}

function refuse(problems: readonly Problem[]): ReplicationResult {
  return fail(problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' '))
}

function fail(message: string): ReplicationResult {
  return { kind: 'failed', message }
}
