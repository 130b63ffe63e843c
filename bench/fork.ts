/**
 * Fork, snapshot and restored snapshot of a world beside a plain copy of as many bytes: how dear a what-if from the present moment is.
 * `npx tsx bench/fork.ts [rounds]`. The world is a scaled baseline whose arena has about 200 MB, some days into its life. The peer copies the same bytes by
 * one `set()` into memory that is as new as theirs. All alternate; CPU time counts, best of the rounds.
 */
import { scaleFleet } from '../cli/bench/fleet-scenario.ts'
import { advanceRun, loadScenario, resolveLibrary, startRun } from '../scenarios/index.ts'
import { forkWorld, generateCity, hashWorld, layOut, LogLevel, restoreWorld, snapshotWorld } from '../twin/index.ts'
import type { World } from '../twin/index.ts'
import { round, sayRatio } from './ratio.ts'

const batteries = 230_000
const days = 3
/** Ours takes at most twice as long. */
const aim = 0.5
const rounds = Math.max(2, Number(process.argv[2] ?? 7))

const world = liveSome()
const { buffer, byteOffset, byteLength } = world.arena
const hash = hashWorld(world)
const options = { sink: world.sink, level: LogLevel.facts }

const jobs: Readonly<Record<string, () => World | ArrayBuffer>> = {
  fork: () => forkWorld(world, options),
  snapshot: () => snapshotWorld(world),
  restore: () => restoreWorld(world.layout, snapshot, options),
}
const snapshot = snapshotWorld(world)
const megabytes = Math.round(byteLength / 1e6)
const best: Record<string, number> = { plain: Infinity }
const isSame: Record<string, boolean> = {}
for (let i = 0; i < rounds; i++)
  for (const [job, work] of Object.entries(jobs)) {
    note('plain', measure(() => new Uint8Array(byteLength).set(new Uint8Array(buffer, byteOffset, byteLength))).microseconds)
    const { value, microseconds } = measure(work)
    note(job, microseconds)
    const copy = value instanceof ArrayBuffer ? restoreWorld(world.layout, value, options) : value
    isSame[job] = (isSame[job] ?? true) && hashWorld(copy) === hash && hashWorld(world) === hash
  }
console.log(
  JSON.stringify({ megabytes, milliseconds: Object.fromEntries(Object.entries(best).map(([job, us]) => [job, round(us / 1000)])) }),
)
for (const job of Object.keys(jobs)) {
  const ratio = round((best['plain'] ?? NaN) / (best[job] ?? NaN))
  sayRatio({ bench: 'fork', job: `${job}, ${megabytes} MB`, peer: 'set() of a Uint8Array', ratio, aim, isSame: isSame[job] ?? false })
}

function note(job: string, microseconds: number): void {
  best[job] = Math.min(best[job] ?? Infinity, microseconds)
}

function liveSome(): World {
  const overrides = scaleFleet(batteries, days + 1, 1)
  const { value, problems } = loadScenario(resolveLibrary('baseline') ?? '', { resolve: resolveLibrary, overrides })
  if (value === null) throw new Error(problems[0]?.remedy)
  const run = startRun(layOut(value.spec, generateCity()), { level: LogLevel.facts })
  advanceRun(run, Infinity, run.world.layout.days.startMs[days])
  return run.world
}

/** CPU time of the whole process. */
function measure<T>(work: () => T): { readonly value: T; readonly microseconds: number } {
  const before = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(before)
  return { value, microseconds: user + system }
}
