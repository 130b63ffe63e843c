import type { Call } from './args.ts'
import type { Command } from './command.ts'
import { cityOptions, json, ownOptions } from './shared-options.ts'

/** What makes many runs: comparisons, futures, sweeps and their workers. */
export const experimentCommands: readonly Command[] = [
  {
    name: 'compare',
    summary: 'Compare two scenarios under the same luck, with intervals, as often as one key figure needs',
    positionals: ['scenarioA', 'scenarioB'],
    options: {
      kpi: { kind: 'text', meaning: 'key figure whose difference says how often; slaKept when absent' },
      precision: { kind: 'text', meaning: 'half-width that is fine enough, as a share of A’s mean; 0.01 when absent' },
      ...cityOptions,
      ...ownOptions,
      model: { kind: 'text', meaning: 'a learned model (file of Learn) that says in both when batteries are replaced for wear' },
      'model-b': { kind: 'text', meaning: 'the same in B alone' },
      seed: { kind: 'whole', meaning: 'seed of the first pair' },
      days: { kind: 'count', meaning: 'another number of days' },
      workers: { kind: 'count', meaning: 'runs at a time; one less than there are cores when absent' },
      out: { kind: 'text', meaning: 'a folder where the runs are kept for other calls' },
      welch: {
        kind: 'text',
        meaning: 'a file (.csv) for the key figure day by day: means over the runs and Welch’s moving average of both',
      },
      json,
    },
    run: async ({ positionals, options }, print) => {
      const { compareScenarios } = await import('./compare/compare.ts')
      const { describeComparison } = await import('./compare/describe.ts')
      const { value, problems } = await compareScenarios({ ...renamed(options), a: positionals[0], b: positionals[1] }, (line) =>
        console.error(line),
      )
      if (value !== null) print(value, describeComparison(value))
      return { value: value === null ? null : value.failed.length === 0 && value.stop !== 'cancelled', problems }
    },
  },
  {
    name: 'futures',
    summary: 'Run a scenario up to a day, go on from there many times with other luck, and print where the key figures lie',
    positionals: ['scenario'],
    options: {
      ...cityOptions,
      seed: { kind: 'whole', meaning: 'another seed of the run up to there' },
      from: { kind: 'count', meaning: 'day of the run at whose beginning the futures part; 61 when absent' },
      ahead: { kind: 'count', meaning: 'days that each future lives; 30 when absent' },
      count: { kind: 'count', meaning: 'futures; 20 when absent' },
      json,
    },
    run: async ({ positionals, options }, print) => {
      const { foresee } = await import('./futures/futures.ts')
      const { describeFutures } = await import('./futures/describe.ts')
      const { value, problems } = await foresee({ ...options, scenario: positionals[0] }, (line) => console.error(line))
      if (value !== null) print(value, describeFutures(value))
      return { value: value === null ? null : true, problems }
    },
  },
  {
    name: 'sweep',
    summary: 'Run all points of a design, each as often as it says, and print means, differences and effects with intervals',
    positionals: ['design'],
    options: {
      out: { kind: 'text', meaning: 'a folder for results, plan and report; what is there already is not run again' },
      ...ownOptions,
      model: { kind: 'text', meaning: 'a learned model (file of Learn) that says in all points when batteries are replaced for wear' },
      workers: { kind: 'count', meaning: 'runs at a time; one less than there are cores when absent' },
      redis: { kind: 'text', meaning: 'redis://… of Redis or Valkey, whose workers (voltwin worker) make the runs' },
      kpi: { kind: 'list', meaning: 'key figures to print, split by commas; JSON has all' },
      json,
    },
    run: async ({ positionals, options }, print) => {
      const { sweepBy } = await import('./sweep/command.ts')
      const { describeSweep } = await import('./sweep/describe.ts')
      const { value, problems } = await sweepBy(positionals[0], renamed(options), (line) => console.error(line))
      if (value === null) return { value, problems }
      const { report, place } = value
      print({ place, ...report }, `${describeSweep(report, options['kpi'] as readonly string[] | undefined)}\nreport: ${place}/report.json`)
      return { value: report.failed.length === 0 && report.made.stop !== 'cancelled', problems }
    },
  },
  {
    name: 'worker',
    summary: 'Make runs for voltwin sweep --redis, on as many machines as wanted, until it is stopped',
    positionals: [],
    options: {
      redis: { kind: 'text', meaning: 'redis://… of Redis or Valkey' },
      out: { kind: 'text', meaning: 'the results folder of the sweep, as this machine sees it' },
      concurrency: { kind: 'count', meaning: 'runs at a time; 1 when absent' },
      idle: { kind: 'count', meaning: 'seconds without a run after which it ends by itself; it waits for ever when absent' },
      json,
    },
    run: async ({ options }) => {
      const { workFor } = await import('./sweep/redis-worker.ts')
      return workFor(options, (line) => console.error(line))
    },
  },
]

/** Options with a hyphen by the names that calls have. */
function renamed({ 'good-rows': isLenient, 'model-b': modelB, ...others }: Call['options']): Call['options'] {
  return { ...others, ...(isLenient !== undefined && { isLenient }), ...(modelB !== undefined && { modelB }) }
}
