import { formatCount, formatShare } from '../format.ts'
import { describeState } from '../run-panel.tsx'
import { countEdits, isActive, splitOverrides, type Overrides, type Workbench } from '../state/index.ts'
import { canFillScreen, isFullScreen, toggleFullScreen } from './full-screen.ts'
import { currentTheme, toggleTheme } from '../theme.ts'

interface TitleBarProps {
  readonly bench: Workbench
  readonly onOpenPalette: () => void
  readonly onOpenHelp: () => void
}

/** Scenario, state of the run, and what can be done from everywhere. */
export function TitleBar({ bench, onOpenPalette, onOpenHelp }: TitleBarProps) {
  const { runs, scenario, drawing } = bench
  const { text, tone } = describeState(runs.state.value)
  const { overrides } = scenario.draft.value
  const edits = countEdits(overrides)
  const span = describeSpan(overrides)
  const other = currentTheme() === 'dark' ? 'light' : 'dark'
  return (
    <header class="top">
      <h1 class="mark">
        volt<b>twin</b>
      </h1>
      <p class="crumb">
        {drawing.value !== null && <span class="dim">{drawing.value.name} / </span>}
        {scenario.base.value.spec.name}
        {edits > 0 && <span class="accent"> + {edits === 1 ? '1 change' : `${edits} changes`}</span>}
        {span !== '' && <span class="dim"> · {span}</span>}
      </p>
      <span class={`pill ${tone}`}>{text}</span>
      {runs.redrawFrac.value !== null && (
        <span class="dim wide-only" role="status">
          out of the list; its map is made again, {formatShare(runs.redrawFrac.value)}
        </span>
      )}
      <span class="space" />
      <button type="button" class="quiet wide-only" onClick={onOpenPalette} aria-label="Commands, Ctrl K">
        <kbd>Ctrl K</kbd>
      </button>
      <button type="button" class="quiet wide-only" onClick={onOpenHelp} aria-label="Keys">
        ?
      </button>
      <button type="button" onClick={() => (bench.sheet.value = 'runs')}>
        Runs
      </button>
      <button type="button" class="wide-only" onClick={() => (bench.sheet.value = 'export')}>
        Export
      </button>
      <button type="button" class="quiet" onClick={toggleTheme} aria-label={`Change to the ${other} theme`}>
        {other === 'light' ? '☀' : '☾'}
      </button>
      {canFillScreen() && (
        <button
          type="button"
          class="quiet wide-only"
          aria-label={isFullScreen.value ? 'Leave full screen' : 'Full screen'}
          title="Full screen (Alt Enter)"
          onClick={toggleFullScreen}
        >
          <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
            <path d={isFullScreen.value ? 'M6 2v4H2M10 2v4h4M14 10h-4v4M2 10h4v4' : 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4'} />
          </svg>
        </button>
      )}
      <RunButton bench={bench} />
    </header>
  )
}

/** Days and luck where they are not the scenario's own. */
function describeSpan(overrides: Overrides): string {
  const { days, seed } = splitOverrides(overrides)
  const words = [days === undefined ? '' : days === 1 ? '1 day' : `${formatCount(days)} days`, seed === undefined ? '' : `seed ${seed}`]
  return words.filter((word) => word !== '').join(' · ')
}

function RunButton({ bench: { runs } }: { bench: Workbench }) {
  const state = runs.state.value
  if (isActive(state)) {
    return (
      <button type="button" onClick={runs.cancel} disabled={state.isCancelling}>
        Cancel
      </button>
    )
  }
  return (
    <button type="button" class="go" onClick={() => void runs.start()}>
      {state.kind === 'empty' ? 'Run' : 'Run again'}
    </button>
  )
}
