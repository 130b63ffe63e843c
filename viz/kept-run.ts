import {
  advanceReplay,
  advanceRun,
  createPlaceCounts,
  livedFromMs,
  livedMsOf,
  longestTourMs,
  packCounts,
  readCheckpoint,
  resumeRun,
  reviveReplay,
  startReplay,
  startRun,
  traceCounts,
  unpackCounts,
  writeCheckpoint,
} from '../scenarios/index.ts'
import type { Checkpoint, Manifest, PlaceCounts, Replay, ScenarioRun } from '../scenarios/index.ts'
import { viewBuilder } from '../data/columns/index.ts'
import { LogLevel, today } from '../twin/index.ts'
import type { Layout, Policies, Survey } from '../twin/index.ts'
import type { KeptRecord } from './look-back.ts'
import type { RunFolder } from './vault/index.ts'

/*
 * A run that is kept while it lives: every so many local midnights its state goes to a folder, as a checkpoint and the sums by place beside it, and its end as
 * well. So it goes on after the page was left, and any part of it can be lived again, without a record in memory that would grow with its days.
 */

/** Days between checkpoints: so much is lived again at most before a moment is seen. */
export const keptEveryDays = 30

/** What a kept run is made from. */
export interface KeptPlan {
  readonly layout: Layout
  readonly survey: Survey
  readonly policies: Policies
  readonly manifest: Manifest
  readonly folder: RunFolder
}

/** A run with its sums by place, since its first event. */
export interface CountedRun {
  readonly run: ScenarioRun
  readonly counts: PlaceCounts
}

const end = 'end'
const nameOfDay = (day: number): string => `day-${String(day).padStart(5, '0')}`
const countsOf = (name: string): string => `counts-${name}`

/** Starts the run, or goes on from the last checkpoint of its folder that is whole. */
export async function startKept(plan: KeptPlan): Promise<CountedRun> {
  for (const day of (await listDays(plan.folder)).toReversed()) {
    const kept = await readRun(plan, nameOfDay(day))
    if (kept !== null) return count(kept)
  }
  const run = startRun(plan.layout, { level: LogLevel.facts, policies: plan.policies })
  return count({ run, counts: createPlaceCounts(run.world) })
}

function count(kept: CountedRun): CountedRun {
  kept.run.world.trace = traceCounts(kept.counts)
  return kept
}

/**
 * Lives up to the next local midnight at which a checkpoint is due, or to the end, in slices; `breathe` is awaited after each and ends it early by `false`, which
 * is then answered. What was
 * reached is in the folder then. Rejects where it has no room: what is there stays, and a later start goes on from it.
 */
export async function liveToCheckpoint(
  { run, counts }: CountedRun,
  plan: KeptPlan,
  everyDays: number,
  breathe: () => Promise<boolean>,
): Promise<boolean> {
  const { startMs } = plan.layout.days
  const next = Math.min(run.days, (Math.floor(today(run.world) / everyDays) + 1) * everyDays)
  const untilMs = next === run.days ? Infinity : startMs[next]
  while (advanceRun(run, sliceEvents, untilMs).kind === 'running' && run.world.list.peekTime() <= untilMs)
    if (!(await breathe())) return false
  if (run.status.kind !== 'stopped') await save(run.status.kind === 'done' ? end : nameOfDay(next), { run, counts }, plan)
  return true
}

const sliceEvents = 20_000

/** The sums go first: where they are missing, the checkpoint is not used. */
async function save(name: string, { run, counts }: CountedRun, { folder, manifest }: KeptPlan): Promise<void> {
  await folder.write(countsOf(name), packCounts(counts).buffer as ArrayBuffer)
  await folder.write(name, writeCheckpoint(run, manifest))
}

async function readRun(plan: KeptPlan, name: string): Promise<CountedRun | null> {
  const checkpoint = await readFile(plan, name)
  const packed = await plan.folder.read(countsOf(name))
  if (checkpoint === null || packed === null || packed.byteLength % 8 !== 0) return null
  const run = resumeRun(plan.layout, checkpoint, { level: LogLevel.facts, policies: plan.policies })
  const counts = unpackCounts(run.world, new Float64Array(packed))
  return counts && { run, counts }
}

async function readFile({ folder, layout, manifest }: KeptPlan, name: string): Promise<Checkpoint | null> {
  const bytes = await folder.read(name)
  return bytes && readCheckpoint(bytes, layout, manifest).value
}

async function listDays(folder: RunFolder): Promise<number[]> {
  return (await folder.list()).flatMap((name) => (/^day-\d{5}$/.test(name) ? [Number(name.slice(4))] : []))
}

/** The end of a kept run, as it was written; `null` where it has not come to it. */
export async function readEnd(plan: KeptPlan): Promise<CountedRun | null> {
  const kept = await readRun(plan, end)
  if (kept === null) return null
  kept.run.status = { kind: 'done' }
  return kept
}

/** A kept run that has ended, to look back on: the part around a moment is lived again when it is asked for. */
export async function openKeptRecord(plan: KeptPlan, { run }: CountedRun, id: number, pause: () => Promise<void>): Promise<KeptRecord> {
  const { layout, survey, policies } = plan
  const { startMs } = layout.days
  const days = await listDays(plan.folder)
  const allDaily = viewBuilder(run.daily)
  const settings = { id, policies, allDaily }
  const spacing = Math.max(1, ...days.map((day, i) => day - (days[i - 1] ?? 0)))
  let part: { readonly day: number; readonly replay: Replay } | null = null
  let busy: Promise<unknown> = Promise.resolve()

  const revive = async (fromMs: number): Promise<{ readonly day: number; readonly replay: Replay }> => {
    for (const day of days.filter((one) => startMs[one] <= fromMs).toReversed()) {
      const checkpoint = await readFile(plan, nameOfDay(day))
      if (checkpoint !== null) return { day, replay: reviveReplay(layout, survey, day, checkpoint, settings) }
    }
    return { day: 0, replay: startReplay(layout, survey, settings) }
  }
  const reach = async (fromMs: number, toMs: number): Promise<Replay> => {
    // Who is on a tour at the moment set out before it.
    const neededMs = Math.max(0, fromMs - longestTourMs)
    const nearest = days.findLast((day) => startMs[day] <= neededMs) ?? 0
    // The record goes on as long as it is not much longer than from the nearest checkpoint.
    if (part === null || livedFromMs(part.replay) > neededMs || nearest - part.day > spacing) part = await revive(neededMs)
    const { replay } = part
    while (livedMsOf(replay) < toMs && advanceReplay(replay, sliceEvents).kind === 'running') await pause()
    return replay
  }
  return {
    id,
    layout,
    allDaily,
    reach: (fromMs, toMs) => {
      const answer = busy.then(() => reach(fromMs, toMs))
      busy = answer.catch(() => undefined)
      return answer
    },
  }
}
