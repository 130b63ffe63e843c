import { useId } from 'preact/hooks'
import { formatCount, formatDifference, formatQuantity, formatShare, showsNothing } from '../format.ts'
import type { Workbench } from '../state/index.ts'
import { isActive } from '../state/index.ts'
import { pairKpis, shareOf, type KpiPair } from './kpi-difference.ts'

/** Figures that a planner looks at first. */
const headlines = ['slaKept', 'costPerBatteryMonth', 'contributionPerBatteryMonth', 'stockOut', 'fadeMean', 'co2PerKWh']

/** The main key figures over the map, each with its difference to the unchanged scenario. */
export function KpiStrip({ bench, onOpenTable, isTableOpen }: { bench: Workbench; onOpenTable: () => void; isTableOpen: boolean }) {
  const { state, role, base } = bench.runs
  const pairs = pairKpis(state.value, role.value, base.value)
  const shown = headlines.flatMap((id) => pairs.filter(({ kpi }) => kpi.id === id))
  if (shown.length === 0) return null
  return (
    <section class="kpi-strip" data-covers-map aria-label="Main key figures">
      <ul class="kpis">
        {shown.map((pair) => (
          <KpiCard key={pair.kpi.id} pair={pair} onOpen={onOpenTable} />
        ))}
      </ul>
      <p class="kpi-note">
        <span>{describeSpan(bench)}</span>
        <button type="button" class="link" aria-expanded={isTableOpen} onClick={onOpenTable}>
          {isTableOpen ? 'Back to the map' : 'All figures'}
        </button>
      </p>
    </section>
  )
}

/** What the figures stand for, and what the differences are worth. */
function describeSpan({ runs }: Workbench): string {
  const state = runs.state.value
  const span = isActive(state) ? `So far: ${formatShare(shareOf(state))} of ${formatCount(state.progress?.days ?? 0)} days` : ''
  const isCompared = runs.role.value === 'edited' && runs.base.value !== null
  const against = isCompared ? 'Differences to the unchanged scenario: one run, same luck' : 'One run, unchanged scenario'
  return [span, against].filter((part) => part !== '').join(' · ')
}

function KpiCard({ pair, onOpen }: { pair: KpiPair; onOpen: () => void }) {
  const id = useId()
  const { kpi, difference } = pair
  const { number, unit } = formatQuantity(kpi.value, kpi.unit)
  const change = difference === null ? null : formatDifference(difference, kpi.unit, kpi.value)
  const tone = change !== null && showsNothing(change) ? 'calm' : pair.tone
  return (
    <li class="card kpi">
      <button type="button" class="kpi-button" aria-describedby={id} onClick={onOpen} data-kpi-card={kpi.id}>
        <span class="kpi-label">{kpi.label}</span>
        <span class="kpi-value">
          {number} <small>{unit}</small>
        </span>
        {change && (
          <span class={`kpi-change ${tone}`}>
            {change.number} <small>{change.unit}</small>
            {/* Said, not only coloured: a rise is good for one figure and bad for another. */}
            {tone !== 'calm' && <small> {tone === 'good' ? 'better' : 'worse'}</small>}
          </span>
        )}
      </button>
      <KpiTip id={id} pair={pair} />
    </li>
  )
}

function KpiTip({ id, pair: { kpi, base } }: { id: string; pair: KpiPair }) {
  const before = formatQuantity(base, kpi.unit)
  return (
    <span class="kpi-tip" role="tooltip" id={id}>
      <span>{kpi.meaning}</span>
      <span>
        n = {formatCount(kpi.n)} {kpi.counts}. Source: facts of this run.
      </span>
      {base !== null && (
        <span>
          Unchanged scenario: {before.number} {before.unit}. One run, same luck: other luck may give another difference.
        </span>
      )}
    </span>
  )
}
