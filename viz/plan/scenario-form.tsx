import { findNode, libraryNames } from '../../scenarios/index.ts'
import { ProblemList } from '../problem-list.tsx'
import { countEdits, type ScenarioStore } from '../state/index.ts'
import { AllSettings } from './all-settings.tsx'
import { FormField } from './form-field.tsx'
import { mainGroups, mainPaths, type MainGroup } from './main-fields.ts'

/** The scenario as a form: what it is based on, the main settings in groups, and every other under all settings. */
export function ScenarioForm({ scenario }: { scenario: ScenarioStore }) {
  const elsewhere = scenario.problems.value.filter(({ place }) => !mainPaths.has(place))
  return (
    <form class="scenario-form" aria-label="Scenario" onSubmit={(event) => event.preventDefault()}>
      <Source scenario={scenario} />
      {elsewhere.length > 0 && <ProblemList problems={elsewhere} />}
      {scenario.problems.value.length > 0 && <p class="hint">Until this is mended, the last plan that could be run stays on screen.</p>}
      {mainGroups.map((group) => (
        <Group key={group.title} group={group} scenario={scenario} />
      ))}
      <AllSettings scenario={scenario} />
    </form>
  )
}

function Source({ scenario }: { scenario: ScenarioStore }) {
  const { source, overrides } = scenario.draft.value
  const edits = countEdits(overrides)
  const own = source.kind === 'file' ? `file:${source.name}` : source.name
  return (
    <section class="group">
      <h2>What if</h2>
      <div class="field-row">
        <label for="based-on">Based on</label>
        <select id="based-on" value={own} onChange={(event) => void scenario.open({ kind: 'library', name: event.currentTarget.value })}>
          {source.kind === 'file' && <option value={own}>{source.name}</option>}
          {libraryNames.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <p class="hint">{scenario.base.value.description}</p>
      <div class="edit-row">
        <span class="hint">{edits === 0 ? 'Nothing changed yet' : edits === 1 ? '1 change' : `${edits} changes`}</span>
        <button type="button" aria-label="Undo" disabled={!scenario.canUndo.value} onClick={scenario.undo}>
          ↶
        </button>
        <button type="button" aria-label="Redo" disabled={!scenario.canRedo.value} onClick={scenario.redo}>
          ↷
        </button>
        <button type="button" disabled={Object.keys(overrides).length === 0} onClick={scenario.resetAll}>
          Reset all
        </button>
      </div>
    </section>
  )
}

function Group({ group, scenario }: { group: MainGroup; scenario: ScenarioStore }) {
  return (
    <section class="group">
      <h2>{group.title}</h2>
      {group.fields.map(({ path, label, slider }) => {
        const node = findNode(path)
        // A dropped scenario need not have every product and segment of the baseline.
        if (node === null || node.kind === 'group' || node.kind === 'list' || scenario.baseAt(path) === undefined) return null
        return <FormField key={path} path={path} label={label} field={node} slider={slider} scenario={scenario} />
      })}
    </section>
  )
}
