import { ByHandSection, OwnSection, ScenarioForm } from './plan/index.ts'
import { RunPanel } from './run-panel.tsx'
import type { Workbench } from './state/index.ts'

/** The left side of Plan: the run, the city, and the scenario as a form. */
export function PlanPanel({ bench, onChooseFiles }: { bench: Workbench; onChooseFiles: () => void }) {
  return (
    <aside class="panel" aria-label="Plan" tabIndex={0}>
      <ScenarioForm scenario={bench.scenario} />
      <ByHandSection bench={bench} />
      <OwnSection own={bench.ownData} onChooseFiles={onChooseFiles} />
      <CitySection bench={bench} onChooseFiles={onChooseFiles} />
      <RunPanel scenario={bench.scenario.base.value.spec.name} role={bench.runs.role.value} state={bench.runs.state.value} />
    </aside>
  )
}

function CitySection({ bench: { city, sheet }, onChooseFiles }: { bench: Workbench; onChooseFiles: () => void }) {
  const drawing = city.drawing.value
  return (
    <section class="group">
      <h2>City</h2>
      <p class="hint">
        {drawing === null ? 'Being built' : drawing.isGenerated ? `${drawing.name}, generated: not a real place.` : drawing.name} Drop an
        OpenStreetMap extract (.osm.pbf), with its population grid (.csv) if you have one, or a scenario (.json) anywhere on the page.
      </p>
      <div class="edit-row">
        <button type="button" onClick={onChooseFiles}>
          Open files
        </button>
        <button type="button" onClick={() => (sheet.value = 'assumptions')}>
          Assumptions
        </button>
        <button type="button" onClick={() => (sheet.value = 'export')}>
          Export
        </button>
        {!city.isOwn.value && (
          <button type="button" onClick={() => void city.generate()}>
            Generated city
          </button>
        )}
      </div>
    </section>
  )
}
