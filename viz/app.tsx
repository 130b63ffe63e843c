import { KpiTable } from './kpi-table.tsx'
import { RunPanel, announce, describeState } from './run-panel.tsx'
import { isActive, kpisOf, type RunState, type RunStore } from './run-store.ts'
import { currentTheme, toggleTheme } from './theme.ts'

function TopBar({ store }: { store: RunStore }) {
  const state = store.state.value
  const { text, tone } = describeState(state)
  const other = currentTheme() === 'dark' ? 'light' : 'dark'
  return (
    <header class="top">
      <h1 class="mark">
        volt<b>twin</b>
      </h1>
      <span class="crumb">{'summary' in state ? state.summary.scenario : store.request.scenario}</span>
      <span class={`pill ${tone}`}>{text}</span>
      <span class="space" />
      <button type="button" onClick={toggleTheme} aria-label={`Change to the ${other} theme`}>
        {other === 'light' ? 'Light' : 'Dark'}
      </button>
      {isActive(state) ? (
        <button type="button" onClick={store.cancel} disabled={state.isCancelling}>
          Cancel
        </button>
      ) : (
        <button type="button" class="go" onClick={() => void store.start()}>
          {state.kind === 'empty' ? 'Run' : 'Run again'}
        </button>
      )}
    </header>
  )
}

/** Said where there is no figure yet. */
function describeAbsence(state: RunState): string {
  if (isActive(state)) return 'The key figures form here as the days are lived.'
  if (state.kind === 'empty') return 'No run yet. Press Run to let the fleet live its days.'
  return 'This run has no key figures.'
}

function describeFigures(state: RunState): string {
  if (isActive(state) && state.progress !== null) return `Key figures so far, after ${state.progress.day} of ${state.progress.days} days`
  return state.kind === 'done' ? 'Key figures of the run' : 'Key figures of the days that were run'
}

/** The page: title bar, what the run is and does, and its key figures. */
export function App({ store }: { store: RunStore }) {
  const state = store.state.value
  const kpis = kpisOf(state)
  const attribution = 'summary' in state ? state.summary.city.attribution : ''
  return (
    <div class="shell">
      <TopBar store={store} />
      <RunPanel request={store.request} state={state} />
      <main aria-busy={isActive(state)}>
        {kpis.length > 0 ? <KpiTable kpis={kpis} caption={describeFigures(state)} /> : <p class="absence">{describeAbsence(state)}</p>}
        {attribution && <p class="attribution">{attribution}</p>}
      </main>
      <p class="unseen" role="status" aria-live="polite">
        {announce(state)}
      </p>
    </div>
  )
}
