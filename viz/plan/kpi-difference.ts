import type { KpiValue } from '../run-api.ts'
import type { BaseRun, KpiMoment, RunState } from '../state/index.ts'
import { isActive, kpisOf } from '../state/index.ts'

/** Key figures for which less is better; for those in neither set a difference is only a difference. */
const lessIsBetter: ReadonlySet<string> = new Set([
  'stockOut',
  'stockOutWorstHour',
  'costPerKWh',
  'costPerBatteryMonth',
  'fadeMean',
  'fadeP95',
  'co2PerKWh',
  'lostPerThousandMonths',
])
const moreIsBetter: ReadonlySet<string> = new Set(['slaKept', 'swapServiceLevel', 'availability', 'contributionPerBatteryMonth'])

/** A key figure beside the unchanged scenario's. */
export interface KpiPair {
  readonly kpi: KpiValue
  /** The unchanged scenario's figure after the same share of the run; `null` where there is none. */
  readonly base: number | null
  /** `value − base`; `null` where either is unknown. */
  readonly difference: number | null
  readonly tone: 'good' | 'bad' | 'calm'
}

/** The figures of a state, each with its difference to the base after the same share of the run. */
export function pairKpis(state: RunState, role: 'base' | 'edited', base: BaseRun | null): readonly KpiPair[] {
  const compared = role === 'base' || base === null ? [] : baseAt(base, shareOf(state))
  return kpisOf(state).map((kpi) => pair(kpi, compared.find(({ id }) => id === kpi.id)?.value ?? null))
}

/** Share of the run that the figures of a state stand for. */
export function shareOf(state: RunState): number {
  return isActive(state) ? (state.progress?.shareFrac ?? 0) : 1
}

function pair(kpi: KpiValue, base: number | null): KpiPair {
  const difference = kpi.value === null || base === null ? null : kpi.value - base
  return { kpi, base, difference, tone: toneOf(kpi.id, difference) }
}

function toneOf(id: string, difference: number | null): KpiPair['tone'] {
  if (difference === null || difference === 0) return 'calm'
  if (lessIsBetter.has(id)) return difference < 0 ? 'good' : 'bad'
  return moreIsBetter.has(id) ? (difference > 0 ? 'good' : 'bad') : 'calm'
}

/** The base's figures after a share of the run: between two that are known by a straight line, none before the first. */
function baseAt({ summary, history }: BaseRun, shareFrac: number): KpiMoment['kpis'] {
  const moments: readonly KpiMoment[] = [...history, { shareFrac: 1, kpis: summary.kpis }]
  const after = moments.findIndex((moment) => moment.shareFrac >= shareFrac)
  if (after < 0) return summary.kpis
  const [low, high] = [moments[Math.max(0, after - 1)], moments[after]]
  if (after === 0 && high.shareFrac > shareFrac) return []
  const span = high.shareFrac - low.shareFrac
  const weight = span > 0 ? (shareFrac - low.shareFrac) / span : 1
  return high.kpis.map((kpi) => {
    const before = low.kpis.find(({ id }) => id === kpi.id)?.value ?? null
    return kpi.value === null || before === null ? kpi : { ...kpi, value: before + weight * (kpi.value - before) }
  })
}
