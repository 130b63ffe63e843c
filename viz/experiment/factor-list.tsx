import { useComputed, useSignal, type Signal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { Problem } from '../../data/columns/index.ts'
import { listLeaves, type Json } from '../../scenarios/index.ts'
import { mainGroups, wordsOf } from '../plan/index.ts'
import { sayPath } from '../say-path.ts'
import { canVary, suggestFactor, suggestNext, type ExperimentChoice, type FactorChoice, type ScenarioStore } from '../state/index.ts'
import { LevelInput } from './inputs.tsx'
import { fieldAt, labelOf, nameFactor, stepOf } from './words.ts'

interface FactorListProps {
  readonly choice: Signal<ExperimentChoice>
  readonly scenario: ScenarioStore
  /** By factor. */
  readonly problems: readonly (readonly Problem[])[]
  readonly isRunning: boolean
}

type KeyFactor = Extract<FactorChoice, { kind: 'key' }>

/** Two that most planners ask about first. */
const usualPaths = ['couriers.count', 'fleet.demandFactor'] as const

/** What is varied: each factor with its levels, what is wrong with it beside it, and the way to add one. */
export function FactorList({ choice, scenario, problems, isRunning }: FactorListProps) {
  const { factors, scheme } = choice.value
  const setAll = (next: readonly FactorChoice[]) => void (choice.value = { ...choice.value, factors: next })
  const add = (paths: readonly string[]) => {
    const added = paths.flatMap((path) => {
      const field = fieldAt(path)
      return field === null
        ? []
        : [suggestFactor(path, field, scenario.valueAt(path), scheme.kind === 'latin' && field.kind === 'number', stepOf(path))]
    })
    setAll([...factors, ...added])
  }
  return (
    <fieldset class="factors" disabled={isRunning}>
      <legend>Factors and their levels</legend>
      {factors.length === 0 && (
        <p class="hint">
          Choose what to vary. Each factor gets two levels about its value now, a fifth lower and a fifth higher, which can be changed.{' '}
          <button type="button" onClick={() => add(usualPaths)}>
            Begin with couriers and demand
          </button>
        </p>
      )}
      <ul class="factor-list">
        {factors.map((factor, f) => (
          <FactorRow
            key={factor.name}
            factor={factor}
            problems={problems[f] ?? []}
            onChange={(next) => setAll(factors.map((other, i) => (i === f ? next : other)))}
            onRemove={() => setAll(factors.filter((_, i) => i !== f))}
          />
        ))}
      </ul>
      <AddFactor scenario={scenario} taken={factors} onAdd={(path) => add([path])} />
    </fieldset>
  )
}

interface RowProps<F extends FactorChoice> {
  readonly factor: F
  readonly problems: readonly Problem[]
  readonly onChange: (factor: FactorChoice) => void
  readonly onRemove: () => void
}

function FactorRow({ factor, problems, onChange, onRemove }: RowProps<FactorChoice>) {
  const id = useId()
  const label = nameFactor(factor)
  return (
    <li class="factor" data-factor={factor.name}>
      <span class="factor-name" title={factor.kind === 'key' ? (fieldAt(factor.path)?.meaning ?? '') : ''}>
        {label}
      </span>
      {factor.kind === 'key' ? (
        <Levels factor={factor} label={label} problems={problems} describedBy={id} onChange={onChange} />
      ) : (
        <span class="levels dim">{Object.keys(factor.levels).join(', ')}: each sets several keys, as the file says</span>
      )}
      <button type="button" class="quiet" aria-label={`Remove ${label}`} onClick={onRemove}>
        Remove
      </button>
      <div id={id} class="factor-problems">
        {problems.map(({ place, value, remedy }) => (
          <p class="field-problem" role="alert" key={`${place} ${value} ${remedy}`}>
            {value && <code>{value}</code>} {remedy}
          </p>
        ))}
      </div>
    </li>
  )
}

interface LevelsProps {
  readonly factor: KeyFactor
  readonly label: string
  readonly problems: readonly Problem[]
  readonly describedBy: string
  readonly onChange: (factor: FactorChoice) => void
}

function Levels({ factor, label, problems, describedBy, onChange }: LevelsProps) {
  const { path, levels, isRange } = factor
  const field = fieldAt(path)
  const unit = field === null ? '' : wordsOf(path, field).unit
  const set = (next: readonly Json[]) => onChange({ ...factor, levels: next })
  const nameLevel = (i: number) => (isRange ? (i === 0 ? 'from' : 'to') : `level ${i + 1}`)
  const isWrong = (i: number) =>
    problems.some(({ place }) => !/\.(levels|range)\.\d/.test(place) || place.includes(`.${isRange ? 'range' : 'levels'}.${i}`))
  return (
    <span class="levels">
      {/* A level has no other name than its place: equal ones are possible while it is typed. */}
      {levels.map((level, i) => (
        <span key={i} class="level">
          {i > 0 && <span class="dim">{isRange ? 'to' : ','}</span>}
          <LevelInput
            path={path}
            label={`${label}, ${nameLevel(i)}`}
            level={level}
            isWrong={isWrong(i)}
            describedBy={describedBy}
            onChange={(value) => set(levels.map((other, at) => (at === i ? value : other)))}
          />
          {levels.length > 2 && (
            <button
              type="button"
              class="quiet"
              aria-label={`Remove ${label}, level ${i + 1}`}
              onClick={() => set(levels.filter((_, at) => at !== i))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {unit !== '' && <span class="dim">{unit}</span>}
      {!isRange && field !== null && (
        <button
          type="button"
          class="quiet"
          aria-label={`One more level of ${label}`}
          onClick={() => set([...levels, suggestNext(levels, field)])}
        >
          + level
        </button>
      )}
    </span>
  )
}

/** A list and a button, so that arrows in the list add nothing by themselves. */
function AddFactor({ scenario, taken, onAdd }: { scenario: ScenarioStore; taken: readonly FactorChoice[]; onAdd: (path: string) => void }) {
  const chosen = useSignal('')
  const leaves = useComputed(() => listLeaves(scenario.file.value).filter(({ path, field }) => canVary(path, field)))
  const used = new Set(taken.flatMap((factor) => (factor.kind === 'key' ? [factor.path] : [])))
  const free = leaves.value.map(({ path }) => path).filter((path) => !used.has(path))
  const main = mainGroups.flatMap(({ fields }) => fields.map(({ path }) => path)).filter((path) => free.includes(path))
  const groups = groupBySubject(free.filter((path) => !main.includes(path)))
  const path = free.includes(chosen.value) ? chosen.value : (main[0] ?? free[0] ?? '')
  return (
    <div class="add-factor">
      <label>
        Setting{' '}
        <select value={path} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          <optgroup label="Main settings">
            {main.map((one) => (
              <option key={one} value={one}>
                {labelOf(one)}
              </option>
            ))}
          </optgroup>
          {groups.map(([subject, paths]) => (
            <optgroup key={subject} label={subject}>
              {paths.map((one) => (
                <option key={one} value={one}>
                  {sayPath(one)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button type="button" disabled={path === ''} onClick={() => onAdd(path)}>
        Add factor
      </button>
    </div>
  )
}

function groupBySubject(paths: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const subject = sayPath(path.includes('.') ? path.slice(0, path.indexOf('.')) : 'scenario')
    groups.set(subject, [...(groups.get(subject) ?? []), path])
  }
  return [...groups]
}
