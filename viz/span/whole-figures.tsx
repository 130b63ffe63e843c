import { useSignal } from '@preact/signals'
import { KpiTable } from '../kpi-table.tsx'
import type { SpanState } from '../state/index.ts'

/** The key figures of all cities as one company, and the hash of their end states. */
export function WholeFigures({ whole, state }: { whole: NonNullable<SpanState['whole']>; state: SpanState }) {
  const isOpen = useSignal(false)
  const pairs = whole.kpis.map((kpi) => ({ kpi, base: null, difference: null, tone: 'calm' as const }))
  return (
    <details class="span-whole" open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        The company as a whole: {whole.kpis.length} key figures, end state <code>{whole.hash}</code>
      </summary>
      <KpiTable pairs={pairs} caption={`${state.plan.name}, all cities`} attribution="" />
    </details>
  )
}
