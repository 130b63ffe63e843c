import type { Parsed, Problem } from '../../data/columns/index.ts'
import { combineHashes, createFactSum, describeSpan } from '../../scenarios/index.ts'
import type { KpiResult, OpenedSpan, RunResult, SpanManifest } from '../../scenarios/index.ts'
import { factTables } from '../../twin/index.ts'
import type { ColumnTable } from '../../data/columns/index.ts'
import { countWork } from '../count-work.ts'
import type { FleetWork } from '../count-work.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { findResult, readFacts } from '../sweep/result-folder.ts'
import type { SweepHands } from '../sweep/sweep.ts'
import type { SpanRun } from './prepare.ts'
import { keepSpan } from './record.ts'

/** A city as it was run. */
export interface CityRow extends FleetWork {
  readonly hash: string
  readonly seed: number
  readonly customers: number
  /** Where its map comes from. */
  readonly map: string
  readonly kpis: Readonly<Record<string, number | null>>
}

/** The whole, of facts that add up; only when every city was made. */
export interface SpanWhole extends FleetWork {
  /** Of the cities' hashes in the order of their names. */
  readonly hash: string
  readonly customers: number
  readonly kpis: Readonly<Record<string, { readonly value: number | null; readonly unit: string; readonly n: number }>>
}

/** The answer of a span. But for the last three figures nothing in it depends on where, when or by how many workers it was made. */
export interface SpanReport {
  readonly span: string
  readonly seed: number
  readonly days: number
  readonly cities: Readonly<Record<string, CityRow>>
  readonly failed: readonly { readonly city: string; readonly message: string }[]
  /** Cities that were not begun or not ended, because somebody stopped the work or the disk was full. */
  readonly missing: readonly string[]
  readonly whole: SpanWhole | null
  /** Folder of manifest, summary and facts of the whole below the results folder; empty while cities lack. */
  readonly place: string
  readonly cpuSeconds: number
  readonly peakMemoryMB: number
}

/** Runs the cities that the folder does not have, and adds up what it has then. A city that fails is told by name, and the others go on. */
export async function runSpan(read: OpenedSpan, runs: readonly SpanRun[], folder: string, hands: SweepHands): Promise<Parsed<SpanReport>> {
  const { lost, halt } = await makeCities(runs, folder, hands)
  const results = new Map(runs.flatMap(({ job }) => findResult(folder, job.id) ?? []).map((result) => [result.id, result]))
  const { rows, whole, place } = await addUp(read, runs, results, folder)
  const { user, system } = process.cpuUsage()
  const report: SpanReport = {
    span: read.span.name,
    seed: read.span.seed,
    days: read.cities[0].scenario.spec.days,
    cities: rows,
    failed: runs.flatMap(({ name, job }) => {
      const message = failureOf(results.get(job.id)) ?? lost.get(name)
      return message === undefined ? [] : [{ city: name, message }]
    }),
    missing: runs.filter(({ name, job }) => !results.has(job.id) && !lost.has(name)).map(({ name }) => name),
    whole,
    place,
    cpuSeconds: (user + system) / 1e6,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
  }
  return { value: report, problems: halt === null ? [] : [describeHalt(halt, folder)] }
}

function failureOf(result: RunResult | undefined): string | undefined {
  return result?.outcome.kind === 'failed' ? result.outcome.message : undefined
}

function describeHalt(reason: string, folder: string): Problem {
  const remedy = 'Free space, or make the folder writable, and call again: what is stored is kept, and only the rest is made.'
  return { code: 'results-unwritable', place: '--out', value: `${folder.slice(-60)}: ${reason.slice(0, 120)}`, remedy }
}

/** Makes what the folder lacks, and tells of each city how it ended. */
async function makeCities(runs: readonly SpanRun[], folder: string, { pool, say }: SweepHands) {
  const start = performance.now()
  const missing = runs.filter(({ job }) => findResult(folder, job.id) === null)
  const nameOf = new Map(missing.map(({ name, job }) => [job.id, name]))
  const lost = new Map<string, string>()
  let halt: string | null = null
  let ended = runs.length - missing.length
  say(`${runs.length} cities, ${ended} of them kept from before`)
  await pool.makeAll(
    missing.map(({ job }) => job),
    ({ id }, end) => {
      const name = nameOf.get(id) ?? id
      if (end.kind === 'lost') lost.set(name, end.message)
      if (end.kind === 'unwritable') halt ??= end.message
      if (end.kind === 'cancelled') return
      const failure = end.kind === 'stored' ? failureOf(findResult(folder, id) ?? undefined) : end.message
      say(
        `${name}: ${failure === undefined ? 'done' : `failed: ${failure}`}; ${++ended} of ${runs.length} cities, ${secondsSince(start)} s`,
      )
    },
    null,
  )
  return { lost, halt: halt as string | null }
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000)
}

interface AddedUp {
  readonly rows: Readonly<Record<string, CityRow>>
  readonly whole: SpanWhole | null
  readonly place: string
}

async function addUp(
  { span, indexes }: OpenedSpan,
  runs: readonly SpanRun[],
  results: ReadonlyMap<string, RunResult>,
  folder: string,
): Promise<AddedUp> {
  const sum = createFactSum()
  const rows: Record<string, CityRow> = {}
  for (const [i, run] of runs.entries()) {
    const outcome = results.get(run.job.id)?.outcome
    if (outcome?.kind !== 'done') continue
    const facts = readAllFacts(folder, run)
    sum.add(facts, indexes.cities[i])
    const { seed } = run.job
    rows[run.name] = {
      hash: outcome.hash,
      seed,
      customers: run.customers,
      map: run.attribution,
      ...countWork(facts[0]),
      kpis: outcome.figures,
    }
  }
  if (Object.keys(rows).length < runs.length) return { rows, whole: null, place: '' }
  const facts = sum.tables()
  const whole = describeWhole(rows, facts, await kpisOfFacts(facts))
  const manifest: SpanManifest = describeSpan(span, indexes, runs)
  return { rows, whole, place: keepSpan(folder, manifest, { cities: rows, whole }, facts) }
}

function readAllFacts(folder: string, { name, job }: SpanRun): ColumnTable[] {
  return factTables.map((descriptor) => {
    const { value, problems } = readFacts(folder, job.id, descriptor)
    if (value === null) throw new Error(`the facts of ${name} (${job.id}) cannot be read: ${problems[0].remedy}`)
    return value
  })
}

function describeWhole(rows: Readonly<Record<string, CityRow>>, facts: readonly ColumnTable[], kpis: readonly KpiResult[]): SpanWhole {
  return {
    hash: combineHashes(Object.entries(rows).map(([name, { hash }]) => ({ name, hash }))),
    customers: Object.values(rows).reduce((sum, { customers }) => sum + customers, 0),
    ...countWork(facts[0]),
    kpis: Object.fromEntries(kpis.map(({ id, value, unit, n }) => [id, { value, unit, n }])),
  }
}
