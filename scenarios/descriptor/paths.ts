import { itemSources } from './item-sources.ts'
import type { Field, Group, List, Node } from './node.ts'
import type { Source } from './source.ts'
import { world } from './world.ts'

/** Any value of a file: single values and series are leaves. */
type FileValue = null | boolean | number | string | readonly FileValue[] | { readonly [key: string]: FileValue }

export interface Leaf {
  /** Keys joined by dots, ids of items included: `segments.scooters.modeShares.box`. */
  readonly path: string
  readonly value: FileValue
  readonly field: Field
}

/** The descriptor at a path of a file; under a list stands any id, then the item's keys. `null` when there is none. */
export function findNode(path: string): Node | null {
  let node: Node | null = world
  let isItem = false
  for (const key of path.split('.')) {
    if (node === null || (node.kind !== 'group' && node.kind !== 'list')) return null
    isItem = node.kind === 'list' && !isItem
    if (!isItem) node = Object.hasOwn(node.children, key) ? node.children[key] : null
  }
  return node
}

/** Keys that may stand below a path (empty for the top): of a list's item, since the id may be any. */
export function listChildren(path: string): string[] {
  const node = path === '' ? world : findNode(path)
  return node?.kind === 'group' || node?.kind === 'list' ? Object.keys(node.children) : []
}

/** Every single value of a file, in the tree's order, items in the order of their ids; empty lists have none. */
export function listLeaves(file: { readonly [key: string]: FileValue }): Leaf[] {
  return leavesOf(world, file, '')
}

function leavesOf(node: Group | List, file: { readonly [key: string]: FileValue }, path: string): Leaf[] {
  return Object.entries(node.children).flatMap(([key, child]) =>
    Object.hasOwn(file, key) ? leavesAt(child, file[key], `${path}${key}`) : [],
  )
}

function leavesAt(node: Node, value: FileValue, path: string): Leaf[] {
  if (node.kind !== 'group' && node.kind !== 'list') return [{ path, value, field: node }]
  const branch = value as { readonly [key: string]: FileValue }
  if (node.kind === 'group') return leavesOf(node, branch, `${path}.`)
  const ids = Object.keys(branch).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return ids.flatMap((id) => leavesOf(node, branch[id] as { readonly [key: string]: FileValue }, `${path}.${id}.`))
}

/** Unit of a value; empty for texts and for what is no single value. */
export function unitOf(node: Node | null): string {
  return node?.kind === 'number' || node?.kind === 'series' ? node.unit : ''
}

/** Source of a value of the baseline: the item's own where it has one, else the descriptor's. `null` for what is no single value. */
export function sourceOf(path: string): Source | null {
  const node = findNode(path)
  if (node === null || node.kind === 'group' || node.kind === 'list') return null
  return itemSources[path] ?? node.source
}

/** Key of the specification for a key of the file: `priceEur` → `priceMicroEur`, `eurPerKm` → `microEurPerKm`. */
export function specKeyOf(fileKey: string): string {
  return fileKey.startsWith('eur') ? `microEur${fileKey.slice(3)}` : fileKey.replace('Eur', 'MicroEur')
}
