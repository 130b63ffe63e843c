import type { Parsed } from '../../data/columns/index.ts'
import { judgements, readOracleFolder, type OracleCase } from './oracles-folder.ts'
import { judgeCase, type CaseFigures, type Rigour } from './oracles-judge.ts'
import type { CheckResult } from './result.ts'

export interface OracleOptions {
  /** Any whole number ≥ 0; 1 when absent. */
  readonly seed?: number
  /** Wider half-widths and fewer events, for CI; whether intervals hold the exact values is judged as ever. */
  readonly quick?: boolean
}

const FULL = { halfWidthFrac: { simulate: 0.01, simulateWide: 0.05 }, maxEvents: 2e8 }
const QUICK = { halfWidthFrac: { simulate: 0.04, simulateWide: 0.1 }, maxEvents: 2e7 }

/** Chance that an engine without fault fails a suite. */
const SUITE_RISK = 0.001

/**
 * `voltwin check oracles`: every case of `oracles.json` runs as a model on the kernel. A simulated value passes when its interval at level 1 − 0.001/m (m values judged in the
 * suite) holds the exact value and the 95 % half-width is at most 1 % of it (5 % for wide ones), or the run has stopped at 2·10⁸ events; a closed form when it agrees to
 * relative 1e-9. A case fails with all that is wrong about it; what is not understood is a failure. `tell` hears of each case. A folder that cannot be used gives problems.
 */
export function checkOracles(folder: string, options: OracleOptions = {}, tell: (line: string) => void = () => {}): Parsed<CheckResult> {
  const { value: cases, problems } = readOracleFolder(folder)
  if (cases === null) return { value: null, problems }
  const judged = cases.reduce((sum, { judge }) => sum + judgements.reduce((names, key) => names + judge[key].length, 0), 0)
  const rigour: Rigour = {
    seed: options.seed ?? 1,
    level: 1 - SUITE_RISK / Math.max(1, judged),
    ...(options.quick === true ? QUICK : FULL),
  }
  const failed: { case: string; message: string }[] = []
  const figures = cases.map((oracle) => {
    const verdict = judgeCase(oracle, rigour)
    if (verdict.failures.length > 0) failed.push({ case: oracle.id, message: verdict.failures.join('; ') })
    tell(describe(oracle, verdict.figures, verdict.failures.length))
    return verdict.figures
  })
  const result = { suite: 'oracles', total: cases.length, passed: cases.length - failed.length, skipped: 0, failed }
  return { value: { ...result, figures: { judged, ...rigour, ...total(figures), cases: figures } }, problems: [] }
}

function describe({ id }: OracleCase, { events, cpuSeconds }: CaseFigures, failures: number): string {
  return `${id}: ${failures === 0 ? 'passed' : `${failures} wrong`} (${(events / 1e6).toFixed(1)} million events, ${cpuSeconds.toFixed(1)} CPU s)`
}

function total(figures: readonly CaseFigures[]) {
  const events = figures.reduce((sum, each) => sum + each.events, 0)
  const cpuSeconds = figures.reduce((sum, each) => sum + each.cpuSeconds, 0)
  const worstRelativeError = Math.max(...figures.map((each) => each.worstRelativeError))
  const stoppedAtLimit = figures.flatMap((each) => each.stoppedAtLimit.map((value) => `${each.case}/${value}`))
  return { worstRelativeError, stoppedAtLimit, events, cpuSeconds, eventsPerCpuSecond: Math.round(events / cpuSeconds) }
}
