import { listLeaves, scopes, sourceOf, unitOf, world, type Confidence, type Leaf, type Scope } from '../descriptor/index.ts'
import type { JsonObject } from '../load/index.ts'

/** One value of a scenario with all that is known of it. */
export interface Assumption {
  readonly path: string
  readonly value: Leaf['value']
  readonly field: Leaf['field']
  readonly unit: string
  readonly meaning: string
  readonly confidence: Confidence
  /** Publication, or why the value was assumed. */
  readonly source: string
}

/** The values of one subject, with what the engine makes of them and what it leaves out. */
export interface Subject {
  /** Key of the file; `run` for single values. */
  readonly key: string
  readonly meaning: string
  readonly scope: Scope
  readonly assumptions: readonly Assumption[]
}

/** Every value of a complete scenario file by subject, in the tree's order, with unit, range, source and confidence. */
export function listAssumptions(file: JsonObject): readonly Subject[] {
  const leaves = listLeaves(file)
  const single = leaves.filter(({ path }) => !path.includes('.'))
  const groups = Object.entries(world.children).flatMap(([key, node]) =>
    node.kind === 'group' || node.kind === 'list' ? [{ key, meaning: node.meaning }] : [],
  )
  return [
    { key: 'run', meaning: 'Start, length and luck', scope: scopes.run, assumptions: single.map(describeLeaf) },
    ...groups.map(({ key, meaning }) => ({
      key,
      meaning,
      scope: scopes[key as keyof typeof scopes],
      assumptions: leaves.filter(({ path }) => path.startsWith(`${key}.`)).map(describeLeaf),
    })),
  ]
}

function describeLeaf({ path, value, field }: Leaf): Assumption {
  const { confidence, text } = sourceOf(path) ?? field.source
  return { path, value, field, unit: unitOf(field), meaning: field.meaning, confidence, source: text }
}
