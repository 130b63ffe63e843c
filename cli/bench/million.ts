import type { Parsed, Problem } from '../../data/columns/index.ts'
import { advanceRun, combineHashes, createFactSum, factsOf, inCity, layOutScenario, resolveSpan, startRun } from '../../scenarios/index.ts'
import type { PlacedCity, ScenarioRun } from '../../scenarios/index.ts'
import { createSurvey, hashWorld, LogLevel } from '../../twin/index.ts'
import type { Layout } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import { countWork } from '../count-work.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { filesOf, readSpanSource } from '../span/prepare.ts'
import type { SpanSource } from '../span/source.ts'
import { measureCpu } from './measure.ts'

/**
 * One size of `voltwin bench million`: the library's span of ten cities, scaled as a whole, one city after the other in one thread at level facts.
 * `opsPerSecond` are battery-days (batteries at the start × days) per CPU second of the runs and the key figures; what comes before the first event (maps,
 * layouts with their travel times, worlds) is reported, not counted, as in `bench fleet`.
 */
export interface MillionResult {
  readonly bench: 'million'
  readonly n: number
  readonly days: number
  readonly cities: number
  readonly opsPerSecond: number
  /** `loopCpuSeconds` + `kpiCpuSeconds`. */
  readonly cpuSeconds: number
  readonly loopCpuSeconds: number
  readonly kpiCpuSeconds: number
  readonly cityCpuSeconds: number
  readonly layoutCpuSeconds: number
  readonly worldCpuSeconds: number
  /** Largest resident set of the process so far, preparation included. */
  readonly peakMemoryMB: number
  /** Largest resident set after each quarter of the days, of all cities: level where memory does not grow with time. */
  readonly quartersMemoryMB: readonly number[]
  readonly exchanges: number
  readonly exchangesPerBatteryDay: number
  readonly byMode: Readonly<Record<string, number>>
  readonly courierStops: number
  readonly promisesKept: number | null
  /** Combined hash of the cities, as `voltwin run million` has it. */
  readonly check: string
  readonly seed: number
}

export interface MillionOptions {
  /** Sizes of the whole, as text. */
  readonly batteries?: readonly string[]
  readonly days?: number
  readonly seed?: number
}

/** Batteries of the library's span. */
const nominal = 1_000_000
const sliceEvents = 100_000
const quarters = 4

/** Measures the sizes from the smallest on, so that the largest resident set is that of the last; prints each, then how the cost grows. */
export async function benchMillion(options: MillionOptions, print: (line: object) => void): Promise<Parsed<boolean>> {
  const { batteries = ['10000', '100000', '1000000'] } = options
  const bad = batteries.filter((text) => !/^[1-9]\d{2,6}$/.test(text))
  if (bad.length > 0) {
    const remedy = 'Write whole numbers from 100 to 9999999, split by commas.'
    return { value: null, problems: [{ code: 'bad-number', place: '--batteries', value: bad[0].slice(0, 80), remedy }] }
  }
  const source = { text: resolveSpan('million') ?? '', file: null }
  await warmUp(source)
  const sizes: MillionResult[] = []
  for (const n of batteries.map(Number).toSorted((a, b) => a - b)) {
    const { value, problems } = await measureSpan(source, n, options)
    if (value === null) return { value: null, problems }
    print(value)
    sizes.push(value)
  }
  for (const ratio of ratiosOf(sizes)) print(ratio)
  return { value: true, problems: [] }
}

/** CPU seconds by phase, added up over the cities. */
interface Spent {
  city: number
  layout: number
  world: number
  loop: number
}

/** The smallest size would pay for what the compiler learns: some weeks of one city are lived before. */
async function warmUp(source: SpanSource): Promise<void> {
  const read = readSpanSource(source, { days: 40, scale: 0.02 })
  if (read.value !== null) await liveCity(read.value.cities[0], { city: 0, layout: 0, world: 0, loop: 0 }, [])
}

/** Runs a span of a million batteries at a size near `batteries`, and measures it. */
export async function measureSpan(source: SpanSource, batteries: number, { days, seed }: MillionOptions): Promise<Parsed<MillionResult>> {
  const changes = { ...(days !== undefined && { days }), ...(seed !== undefined && { seed }), scale: batteries / nominal }
  const read = readSpanSource(source, changes)
  if (read.value === null) return { value: null, problems: read.problems }
  const { span, cities, indexes } = read.value
  const spent: Spent = { city: 0, layout: 0, world: 0, loop: 0 }
  const memory: number[] = Array.from({ length: quarters }, () => 0)
  const sum = createFactSum()
  const hashes: { name: string; hash: string }[] = []
  let n = 0
  for (const [i, city] of cities.entries()) {
    const { value: run, problems } = await liveCity(city, spent, memory)
    if (run === null) return { value: null, problems: problems.map((problem) => inCity(city.name, problem)) }
    n += run.world.t.balance.atStart[0]
    hashes.push({ name: city.name, hash: hashWorld(run.world) })
    sum.add(factsOf(run), indexes.cities[i])
  }
  const lived = cities[0].scenario.spec.days
  const figures = await describeWork(sum.tables(), n * lived, spent.loop)
  const before = { cityCpuSeconds: spent.city, layoutCpuSeconds: spent.layout, worldCpuSeconds: spent.world }
  const size = { bench: 'million' as const, n, days: lived, cities: cities.length }
  return {
    value: { ...size, ...figures, ...before, quartersMemoryMB: memory, check: combineHashes(hashes), seed: span.seed },
    problems: [],
  }
}

async function describeWork(facts: Parameters<typeof kpisOfFacts>[0], batteryDays: number, loopCpuSeconds: number) {
  const [kpis, kpiCpuSeconds] = await measureCpu(() => kpisOfFacts(facts))
  const cpuSeconds = loopCpuSeconds + kpiCpuSeconds
  const { exchanges, byMode, courierStops } = countWork(facts[0])
  return {
    opsPerSecond: batteryDays / cpuSeconds,
    cpuSeconds,
    loopCpuSeconds,
    kpiCpuSeconds,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    exchanges,
    exchangesPerBatteryDay: exchanges / batteryDays,
    byMode,
    courierStops,
    promisesKept: kpis.find(({ id }) => id === 'slaKept')?.value ?? null,
  }
}

async function liveCity({ name, place, scenario }: PlacedCity, spent: Spent, memory: number[]): Promise<Parsed<ScenarioRun>> {
  const [city, citySeconds] = await measureCpu(() => readCitySource(filesOf(name, place, null)))
  if (city.value === null) return { value: null, problems: city.problems }
  const survey = createSurvey(city.value)
  const [layout, layoutSeconds] = await measureCpu(() => layOutScenario(scenario.spec, survey.city, survey))
  if (layout.value === null) return { value: null, problems: layout.problems }
  const [run, worldSeconds] = await measureCpu(() => startRun(layout.value as Layout, { level: LogLevel.facts }))
  const [, loopSeconds] = await measureCpu(() => finish(run, memory))
  spent.city += citySeconds
  spent.layout += layoutSeconds
  spent.world += worldSeconds
  spent.loop += loopSeconds
  return run.status.kind === 'stopped' ? { value: null, problems: [describeStop(run.status.reason)] } : { value: run, problems: [] }
}

function describeStop(reason: string): Problem {
  const remedy = 'Measure fewer batteries: the limits are those of the library’s span.'
  return { code: 'run-stopped', place: '--batteries', value: reason, remedy }
}

/** Runs to the end, and notes the resident set at the end of each quarter of the days. */
function finish(run: ScenarioRun, memory: number[]): void {
  const { world, days } = run
  for (let quarter = 1; quarter <= quarters; quarter++) {
    const untilMs = quarter === quarters ? Infinity : world.layout.days.startMs[Math.round((days * quarter) / quarters)]
    while (advanceRun(run, sliceEvents, untilMs).kind === 'running' && world.list.peekTime() <= untilMs);
    memory[quarter - 1] = Math.max(memory[quarter - 1] ?? 0, process.memoryUsage.rss() / 2 ** 20)
  }
}

/** Slope of a straight line through the logarithms: 1 where a battery-day costs the same at every size; `null` for a single size. */
export function exponentOf(sizes: readonly { readonly n: number; readonly cpuSeconds: number }[]): number | null {
  const xs = sizes.map(({ n }) => Math.log(n))
  const ys = sizes.map(({ cpuSeconds }) => Math.log(cpuSeconds))
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const spread = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0)
  return spread === 0 ? null : xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i] - my), 0) / spread
}

/** What is aimed at: battery-days per CPU second, and the exponent of the cost over the sizes. */
const aims = { opsPerSecond: 2e6, exponent: 1.05 }

/** The sizes as lines of the table that `npm run bench` prints (`bench/ratio.ts`). The peer of the cost is the smallest size. */
function ratiosOf(sizes: readonly MillionResult[]): object[] {
  const [first, last] = [sizes[0], sizes[sizes.length - 1]]
  const job = `${last.n} batteries, ${last.days} days, facts`
  const stated = {
    bench: 'million',
    job,
    peer: '2 000 000 battery-days/s',
    ratio: twoDecimals(last.opsPerSecond / aims.opsPerSecond),
    aim: 1,
  }
  if (sizes.length === 1) return [stated]
  const flat = twoDecimals((last.n / first.n) ** (1 - aims.exponent))
  const ratio = twoDecimals(last.opsPerSecond / first.opsPerSecond)
  return [stated, { bench: 'million', job, peer: `itself with ${first.n}`, ratio, aim: flat, exponent: exponentOf(sizes) }]
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100
}
