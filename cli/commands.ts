import { fileURLToPath } from 'node:url'
import type { Parsed } from '../data/columns/index.ts'
import type { Call } from './args.ts'
import type { HoldKind } from './bench/hold.ts'
import type { CheckResult } from './check/result.ts'
import type { RunCall, RunReport } from './run/run.ts'
import type { SpanSource } from './span/source.ts'
import type { Command, Print } from './command.ts'
import { experimentCommands } from './experiment-commands.ts'
import { cityOptions, json, ownOptions } from './shared-options.ts'

/** The city of the stated figures, where the shared data stands beside the clone. */
const porto = fileURLToPath(new URL('../../shared/data/osm/porto-alegre.osm.pbf', import.meta.url))

/** In the order of the peers' table; typed so that a kind which the bench does not know does not compile. */
const holdKinds: readonly HoldKind[] = ['exp', 'const', 'bimodal', 'pareto', 'midnight']

/** Modules are loaded when their command is called: `--help` must not wait for an engine. */
export const commands: readonly Command[] = [
  {
    name: 'run',
    summary: 'Run a scenario, or a span of several cities (a file, or a name of the library), and print its key figures',
    positionals: ['scenario'],
    options: {
      ...cityOptions,
      ...ownOptions,
      seed: { kind: 'whole', meaning: 'another seed' },
      days: { kind: 'count', meaning: 'another number of days' },
      level: { kind: 'text', meaning: 'how much is logged', choices: ['facts', 'exchanges', 'full'] },
      model: { kind: 'text', meaning: 'a learned model (file of Learn) that says when batteries are replaced for wear' },
      out: { kind: 'text', meaning: 'a folder for manifest, facts, log (Parquet) and summary; of a span, for its cities’ results' },
      workers: { kind: 'count', meaning: 'a span: cities at a time; one less than there are cores when absent' },
      redis: { kind: 'text', meaning: 'a span: redis://… of Redis or Valkey, whose workers (voltwin worker) run the cities' },
      'emit-telemetry': { kind: 'text', meaning: 'a file (.csv) for what the batteries’ terminals would report, for the room Live' },
      'telemetry-minutes': { kind: 'count', meaning: 'minutes between two readings of a battery; 15 when absent' },
      'telemetry-noise': { kind: 'text', meaning: 'standard deviation of the measured charge, 0 to 0.2; 0.01 when absent' },
      resume: { kind: 'flag', meaning: 'go on with a run that was broken off: <scenario> is the folder that it was called with as --out' },
      json,
    },
    run: async ({ positionals, options }, print) => {
      const { findSpan } = await import('./span/source.ts')
      const span = findSpan(positionals[0])
      return span === null ? runOne(positionals[0], options, print) : runCities(span, options, print)
    },
  },
  {
    name: 'template',
    summary: 'Print a table to fill in with your own customers, batteries or weather, for --customers, --batteries and --weather',
    positionals: ['customers|batteries|weather'],
    options: { json },
    run: async ({ positionals }, print) => {
      const { writeTemplate } = await import('./template.ts')
      const { value, problems } = writeTemplate(positionals[0])
      if (value !== null) print({ template: positionals[0], text: value }, value)
      return { value: value === null ? null : true, problems }
    },
  },
  {
    name: 'city',
    summary: 'Count what an OpenStreetMap extract (.osm.pbf) holds: nodes, roads, arcs, buildings',
    positionals: ['file'],
    options: { json },
    run: async ({ positionals }, print) => {
      const { describeCity } = await import('./city.ts')
      const { value, problems } = await describeCity(positionals[0])
      if (value !== null) print(value, listFigures(value))
      return { value: value === null ? null : true, problems }
    },
  },
  {
    name: 'optimize',
    summary: 'Plan couriers, spare batteries and boxes of the next twelve months from a run of a scenario',
    positionals: ['scenario'],
    options: {
      ...cityOptions,
      seed: { kind: 'whole', meaning: 'another seed' },
      days: { kind: 'count', meaning: 'another number of days; months that are not run whole are not planned' },
      assume: { kind: 'list', meaning: 'assumptions as key=number, split by commas, for example budgetEur=600000' },
      limit: { kind: 'count', meaning: 'seconds for the solver; 30 when absent' },
      verify: { kind: 'flag', meaning: 'run the plan as well, and fail when it is worse than today by its own goal' },
      json,
    },
    run: async ({ positionals, options }, print) => {
      const { optimizeScenario } = await import('./optimize/optimize.ts')
      const { describePlan } = await import('./optimize/describe.ts')
      const { value, problems } = await optimizeScenario({ ...options, scenario: positionals[0] }, (line) => console.error(line))
      if (value !== null) print(value, describePlan(value))
      return { value: value === null ? null : value.simulated?.isWorse !== true, problems }
    },
  },
  ...experimentCommands,
  {
    name: 'check ageing',
    summary: 'Judge the ageing laws against a folder of reference trajectories',
    positionals: ['folder'],
    options: {
      models: { kind: 'list', meaning: 'only these models, split by commas' },
      twin: { kind: 'flag', meaning: 'also age by the twin’s stress classes, and print how far its capacity is off; not judged' },
      json,
    },
    run: async ({ positionals, options }, print) => {
      const { checkAgeing } = await import('./check/ageing.ts')
      const { models, twin: hasTwin = false } = options as { models?: readonly string[]; twin?: boolean }
      return printCheck(await checkAgeing(positionals[0], { ...(models && { models }), hasTwin }), print)
    },
  },
  {
    name: 'check ageing-parts',
    summary: 'Judge rainflow counting, the graphite potential and single steps of states against a folder',
    positionals: ['folder'],
    options: { json },
    run: async ({ positionals }, print) => {
      const { checkAgeingParts } = await import('./check/ageing-parts.ts')
      return printCheck(checkAgeingParts(positionals[0]), print)
    },
  },
  {
    name: 'check rng',
    summary: 'Judge Philox4x32-10 and xoshiro128** against a folder of test vectors',
    positionals: ['folder'],
    options: { json },
    run: async ({ positionals }, print) => {
      const { checkRng } = await import('./check/rng.ts')
      return printCheck(await checkRng(positionals[0]), print)
    },
  },
  {
    name: 'check roads',
    summary: 'Judge routes and counts against a folder of extracts with oracle tables',
    positionals: ['folder'],
    options: { json },
    run: async ({ positionals }, print) => {
      const { checkRoads } = await import('./check/roads.ts')
      return printCheck(await checkRoads(positionals[0]), print)
    },
  },
  {
    name: 'check oracles',
    summary: 'Judge the event kernel by simulation against a folder of exact values of queues, stocks and swap stations',
    positionals: ['folder'],
    options: {
      seed: { kind: 'whole', meaning: 'which luck; 1 when absent' },
      quick: { kind: 'flag', meaning: 'wider half-widths and fewer events, in less than two minutes' },
      json,
    },
    run: async ({ positionals, options }, print) => {
      const { checkOracles } = await import('./check/oracles.ts')
      return printCheck(
        checkOracles(positionals[0], options, (line) => console.error(line)),
        print,
      )
    },
  },
  {
    name: 'check lab',
    summary: 'Judge the one-feature model of cell life against a folder of cells, with a net and a straight line beside it',
    positionals: ['folder'],
    options: { json },
    run: async ({ positionals }, print) => {
      const { checkLab } = await import('./check/lab.ts')
      return printCheck(await checkLab(positionals[0]), print)
    },
  },
  {
    name: 'bench hold',
    summary: 'Time the event list: pop the earliest, schedule it again',
    positionals: [],
    options: {
      kind: { kind: 'list', meaning: 'increments; all kinds when absent', choices: holdKinds },
      n: { kind: 'count', meaning: 'pending events' },
      ops: { kind: 'count', meaning: 'operations that are timed' },
      json,
    },
    run: async ({ options }, print) => {
      const { benchHold } = await import('./bench/hold.ts')
      const { kind: kinds = holdKinds, ...sizes } = options as { kind?: readonly HoldKind[]; n?: number; ops?: number }
      for (const kind of kinds) {
        const { value, problems } = benchHold({ ...sizes, kind })
        if (value === null) return { value: null, problems }
        print(value, `bench hold ${kind}\n${listFigures(value)}`)
      }
      return { value: true, problems: [] }
    },
  },
  {
    name: 'bench roads',
    summary: 'Time a table of travel times against Dijkstra, in one run',
    positionals: [],
    options: {
      city: { kind: 'text', meaning: 'an extract; Porto Alegre beside the clone when absent' },
      n: { kind: 'count', meaning: 'sources and targets' },
      seed: { kind: 'whole', meaning: 'which nodes are drawn' },
      rounds: { kind: 'count', meaning: 'alternating rounds' },
      json,
    },
    run: async ({ options }, print) => {
      const { benchRoads } = await import('./bench/roads.ts')
      const { city = porto, n, seed, rounds } = options as { city?: string; n?: number; seed?: number; rounds?: number }
      const { value, problems } = await benchRoads({
        file: city,
        ...(n && { n }),
        ...(seed !== undefined && { seed }),
        ...(rounds && { rounds }),
      })
      if (value !== null) print(value, `bench roads\n${listFigures(value)}`)
      return { value: value === null ? null : true, problems }
    },
  },
  {
    name: 'bench fleet',
    summary: 'Time a year of a large fleet in one thread, key figures included',
    positionals: [],
    options: {
      batteries: { kind: 'count', meaning: 'batteries at the start; 100 000 when absent' },
      days: { kind: 'count', meaning: 'days; 365 when absent' },
      level: { kind: 'text', meaning: 'how much is logged; exchanges when absent', choices: ['facts', 'exchanges', 'full'] },
      seed: { kind: 'whole', meaning: 'another seed' },
      json,
    },
    run: async ({ options }, print) => {
      const { benchFleet } = await import('./bench/fleet.ts')
      const { value, problems } = await benchFleet(options)
      if (value !== null) print(value, `bench fleet\n${listFigures(value)}`)
      return { value: value === null ? null : true, problems }
    },
  },
  {
    name: 'bench million',
    summary: 'Time the span million at several sizes in one thread: battery-days per CPU second, memory, and how the cost grows',
    positionals: [],
    options: {
      batteries: { kind: 'list', meaning: 'sizes of the whole; 10000,100000,1000000 when absent' },
      days: { kind: 'count', meaning: 'days; 365 when absent' },
      seed: { kind: 'whole', meaning: 'another seed' },
      json,
    },
    run: async ({ options }, print) => {
      const { benchMillion } = await import('./bench/million.ts')
      return benchMillion(options, (line) => print(line, listFigures(line)))
    },
  },
]

async function runOne(scenario: string, options: Call['options'], print: Print): Promise<Parsed<boolean>> {
  const { checkSingleOptions } = await import('./span/command.ts')
  const unwanted = checkSingleOptions(options)
  if (unwanted.length > 0) return { value: null, problems: unwanted }
  const { runScenario } = await import('./run/run.ts')
  const { value, problems } = await runScenario(callOf(scenario, options), (line) => console.error(line))
  if (value !== null) print(value, describeRun(value))
  return { value: value === null ? null : value.stopped === undefined, problems }
}

async function runCities(span: SpanSource, options: Call['options'], print: Print): Promise<Parsed<boolean>> {
  const { runSpanBy } = await import('./span/command.ts')
  const { describeSpanReport } = await import('./span/describe.ts')
  const { value, problems } = await runSpanBy(span, options, (line) => console.error(line))
  if (value !== null) print(value, describeSpanReport(value))
  return { value: value === null ? null : value.whole !== null, problems }
}

/** Options with hyphens under the names that a program has. */
function callOf(scenario: string, options: Call['options']): RunCall {
  const { 'emit-telemetry': telemetry, 'telemetry-minutes': telemetryMinutes, 'telemetry-noise': telemetryNoise, ...others } = options
  const { 'good-rows': isLenient, ...rest } = others
  const given = Object.entries({ telemetry, telemetryMinutes, telemetryNoise, isLenient }).filter(([, value]) => value !== undefined)
  return { ...rest, ...Object.fromEntries(given), scenario }
}

function describeRun({ kpis, city, ...figures }: RunReport): string {
  const rows = Object.entries(kpis).map(([id, { value, unit, n }]) => `  ${id}: ${value ?? 'unknown'} ${unit} (n ${n})`)
  return [listFigures({ ...figures, city: city.name }), 'key figures', ...rows].join('\n')
}

function listFigures(figures: object): string {
  const rows = Object.entries(figures).filter(([, figure]) => !Array.isArray(figure) || figure.length > 0)
  return rows
    .map(
      ([name, figure]) =>
        `  ${name}: ${isTable(figure) ? listTable(figure) : typeof figure === 'string' ? figure : JSON.stringify(figure)}`,
    )
    .join('\n')
}

function isTable(figure: unknown): figure is Readonly<Record<string, object>> {
  if (typeof figure !== 'object' || figure === null || Array.isArray(figure)) return false
  return Object.values(figure).every((row) => typeof row === 'object' && row !== null) && Object.keys(figure).length > 0
}

/** A line for each row, so that people can read down a column. */
function listTable(table: Readonly<Record<string, object>>): string {
  const lines = Object.entries(table).map(([name, row]) => {
    const cells = Object.entries(row).map(([column, value]) => `${column} ${String(value)}`)
    return `    ${name}: ${cells.join(', ')}`
  })
  return ['', ...lines].join('\n')
}

function printCheck({ value, problems }: Parsed<CheckResult>, print: Print): Parsed<boolean> {
  if (value === null) return { value: null, problems }
  const skipped = value.skipped > 0 ? `, ${value.skipped} skipped` : ''
  const failures = value.failed.map((failure) => `  ${failure.case}: ${failure.message}`)
  print(value, [`${value.suite}: ${value.passed} of ${value.total} passed${skipped}`, ...failures, listFigures(value.figures)].join('\n'))
  return { value: value.failed.length === 0 && value.total > 0, problems }
}
