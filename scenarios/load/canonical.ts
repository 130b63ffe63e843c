import { createHash } from '../../sim/hash/index.ts'
import type { WorldSpec } from '../../twin/index.ts'
import { compareCodeUnits } from './consistency.ts'

/** JSON with keys in code-unit order and without spaces: equal values give equal text, whatever order they were written in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => compareCodeUnits(a, b))
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`).join(',')}}`
}

/** 16 hex digits of a text. */
export function hashText(text: string): string {
  const hash = createHash()
  hash.addString(text)
  return hash.digest()
}

/** Hash of all that decides the bits of a run. Names on screens do not: a scenario that is only renamed is the same scenario. */
export function hashSpec(spec: WorldSpec): string {
  return hashText(canonicalJson({ ...withoutLabels(spec), name: '' }))
}

function withoutLabels(value: object): object {
  const entries = Object.entries(value).filter(([key]) => key !== 'label')
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutLabelsInside(child)]))
}

function withoutLabelsInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLabelsInside)
  return typeof value === 'object' && value !== null ? withoutLabels(value) : value
}
