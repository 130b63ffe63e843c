import { useComputed, useSignal } from '@preact/signals'
import { listLeaves, type Leaf } from '../../scenarios/index.ts'
import type { ScenarioStore } from '../state/index.ts'
import { sayPath } from '../say-path.ts'
import { FormField } from './form-field.tsx'

/** Hits shown at once: more are found by a longer word. */
const maxHits = 40

/** Every key of the scenario, by subject or by search over keys and meanings. */
export function AllSettings({ scenario }: { scenario: ScenarioStore }) {
  const isOpen = useSignal(false)
  const query = useSignal('')
  const leaves = useComputed(() => listLeaves(scenario.base.value.file))
  const word = query.value.trim().toLowerCase()
  const hits = useComputed(() => leaves.value.filter((leaf) => matches(leaf, query.value.trim().toLowerCase())))
  return (
    <details class="all-settings" open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>All settings ({leaves.value.length})</summary>
      {isOpen.value && (
        <>
          <input
            type="search"
            class="search"
            placeholder="Search, for example shift or price"
            aria-label="Search all settings"
            value={query.value}
            onInput={(event) => (query.value = event.currentTarget.value)}
          />
          {word === '' ? <Subjects leaves={leaves.value} scenario={scenario} /> : <Hits hits={hits.value} scenario={scenario} />}
        </>
      )}
    </details>
  )
}

function matches({ path, field }: Leaf, word: string): boolean {
  const text = `${path} ${sayPath(path)} ${field.meaning}`.toLowerCase()
  return word.split(/\s+/).every((part) => text.includes(part))
}

function Hits({ hits, scenario }: { hits: readonly Leaf[]; scenario: ScenarioStore }) {
  if (hits.length === 0) return <p class="hint">No setting has this word in its name or meaning.</p>
  return (
    <>
      <Leaves leaves={hits.slice(0, maxHits)} scenario={scenario} />
      {hits.length > maxHits && <p class="hint">{hits.length - maxHits} more: search with another word.</p>}
    </>
  )
}

function Subjects({ leaves, scenario }: { leaves: readonly Leaf[]; scenario: ScenarioStore }) {
  const subjects = new Map<string, Leaf[]>()
  for (const leaf of leaves) {
    const subject = leaf.path.includes('.') ? leaf.path.slice(0, leaf.path.indexOf('.')) : 'scenario'
    subjects.set(subject, [...(subjects.get(subject) ?? []), leaf])
  }
  return (
    <>
      {[...subjects].map(([subject, own]) => (
        <Subject key={subject} subject={subject} leaves={own} scenario={scenario} />
      ))}
    </>
  )
}

function Subject({ subject, leaves, scenario }: { subject: string; leaves: readonly Leaf[]; scenario: ScenarioStore }) {
  const isOpen = useSignal(false)
  return (
    <details class="subject" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        {sayPath(subject)} <span class="dim">{leaves.length}</span>
      </summary>
      {isOpen.value && <Leaves leaves={leaves} scenario={scenario} />}
    </details>
  )
}

function Leaves({ leaves, scenario }: { leaves: readonly Leaf[]; scenario: ScenarioStore }) {
  return (
    <>
      {leaves.map(({ path, field }) => (
        <FormField key={path} path={path} label={sayPath(path)} field={field} scenario={scenario} />
      ))}
    </>
  )
}
