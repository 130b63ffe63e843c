import { useComputed, useSignal } from '@preact/signals'
import { listAssumptions, type Assumption, type Subject } from '../../scenarios/index.ts'
import { sayValue, wordsOf } from '../plan/index.ts'
import { sayPath } from '../say-path.ts'
import { isSame, type Workbench } from '../state/index.ts'
import './assumptions.css'

type Only = 'all' | 'changed' | 'assumed'

/** Grades of the sources, as the page of the baseline has them. */
const grades: Readonly<Record<Assumption['confidence'], string>> = {
  A: 'A: primary or peer-reviewed',
  B: 'B: trade press or operator’s claim',
  C: 'C: one open project',
  D: 'D: divided from such figures',
  assumption: 'assumption: nobody has measured it',
}

/** Every value of the scenario on screen with unit, range and source, what is simulated and what is not; changed values are marked. */
export function AssumptionSheet({ bench: { scenario } }: { bench: Workbench }) {
  const query = useSignal('')
  const only = useSignal<Only>('all')
  const subjects = useComputed(() => listAssumptions(scenario.base.value.file))
  const isChanged = (path: string) => !isSame(scenario.valueAt(path), scenario.baseAt(path))
  const isWanted = (one: Assumption) =>
    (only.value !== 'changed' || isChanged(one.path)) &&
    (only.value !== 'assumed' || one.confidence === 'assumption') &&
    matches(one, query.value)
  const shown = subjects.value
    .map((subject) => ({ ...subject, hits: subject.assumptions.filter(isWanted) }))
    .filter(
      ({ key, scope, hits }) =>
        hits.length > 0 || (only.value === 'all' && matchesText(`${key} ${scope.simulated} ${scope.notSimulated}`, query.value)),
    )
  const count = shown.reduce((sum, { hits }) => sum + hits.length, 0)
  return (
    <div class="assumptions">
      <p class="hint">
        {scenario.base.value.spec.name}: {scenario.base.value.description} Sources are graded {Object.values(grades).join(' · ')}.
      </p>
      <div class="assumption-search">
        <input
          type="search"
          class="search"
          aria-label="Search assumptions"
          placeholder="Search, for example traffic, price or rain"
          value={query.value}
          onInput={(event) => (query.value = event.currentTarget.value)}
        />
        <label>
          Show{' '}
          <select value={only.value} onChange={(event) => (only.value = event.currentTarget.value as Only)}>
            <option value="all">all values</option>
            <option value="changed">changed against the base</option>
            <option value="assumed">assumptions without a source</option>
          </select>
        </label>
      </div>
      <p class="hint" role="status">
        {count === 1 ? '1 value' : `${count} values`}
      </p>
      {shown.length === 0 && (
        <p class="hint">{only.value === 'changed' ? 'Nothing is changed against the base.' : 'No value has these words.'}</p>
      )}
      {shown.map((subject) => (
        <SubjectTable key={subject.key} subject={subject} scenario={scenario} />
      ))}
    </div>
  )
}

function matches({ path, meaning, source, confidence }: Assumption, query: string): boolean {
  return matchesText(`${path} ${sayPath(path)} ${meaning} ${source} ${confidence}`, query)
}

function matchesText(text: string, query: string): boolean {
  const inside = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inside.includes(word))
}

interface SubjectProps {
  readonly subject: Subject & { readonly hits: readonly Assumption[] }
  readonly scenario: Workbench['scenario']
}

function SubjectTable({ subject: { key, meaning, scope, hits }, scenario }: SubjectProps) {
  return (
    <section class="subject-table" data-subject={key}>
      <h3>{meaning}</h3>
      <p class="scope">
        <b>Simulated:</b> {scope.simulated}
        <br />
        <b>Not simulated:</b> {scope.notSimulated}
      </p>
      {hits.length > 0 && (
        <table>
          <thead class="unseen-narrow">
            <tr>
              <th scope="col">Value of</th>
              <th scope="col">Value</th>
              <th scope="col">Range</th>
              <th scope="col">Meaning</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {hits.map((one) => (
              <AssumptionRow key={one.path} one={one} scenario={scenario} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function AssumptionRow({
  one: { path, field, meaning, confidence, source },
  scenario,
}: {
  one: Assumption
  scenario: Workbench['scenario']
}) {
  const words = wordsOf(path, field)
  const [value, base] = [scenario.valueAt(path), scenario.baseAt(path)]
  const isChanged = !isSame(value, base)
  const isChoice = source === 'choice of the planner'
  return (
    <tr data-assumption={path} class={isChanged ? 'changed' : ''}>
      <th scope="row">{sayPath(path)}</th>
      <td>
        <b>{sayValue(value, words)}</b>
        {isChanged && <span class="tag">changed, base {sayValue(base, words)}</span>}
      </td>
      <td class="range">{'range' in field && `${sayValue(field.range[0], words)} to ${sayValue(field.range[1], words)}`}</td>
      <td>{meaning}</td>
      <td>
        <span class="grade" title={isChoice ? 'choice: there is nothing to measure' : grades[confidence]}>
          {isChoice ? 'choice' : confidence}
        </span>{' '}
        {isChoice ? 'of the planner' : source}
      </td>
    </tr>
  )
}
