import { PlaceKind } from '../../twin/index.ts'
import type { Pick, RunScene } from '../run-api.ts'

/** A kind of thing that can be found by its number, as people name it. */
export interface FindKind {
  readonly key: string
  readonly label: string
  /** Names to choose from; numbers from 1 on where there are none. */
  readonly names: readonly string[]
  /** How many there are; `null` where only the run knows. */
  readonly count: number | null
  /** The row of a number from 1 on, within `count`. */
  readonly pick: (number: number) => Pick
}

/** Everything that can be found in a run, in the order in which it is offered. */
export function findKinds(scene: RunScene): readonly FindKind[] {
  const placesOf = (kind: number) => scene.places.name.map((_, row) => row).filter((row) => scene.places.kind[row] === kind)
  const place = (key: string, label: string, kind: number, isNamed: boolean): FindKind => {
    const rows = placesOf(kind)
    return {
      key,
      label,
      names: isNamed ? rows.map((row) => scene.places.name[row]) : [],
      count: rows.length,
      pick: (number) => ({ kind: 'place', id: rows[number - 1] }),
    }
  }
  const kinds: readonly FindKind[] = [
    { key: 'battery', label: 'Battery', names: [], count: null, pick: (number) => ({ kind: 'battery', id: number - 1 }) },
    place('hub', 'Hub', PlaceKind.hub, true),
    place('shop', 'Shop', PlaceKind.shop, false),
    place('box', 'Box', PlaceKind.box, false),
    {
      key: 'courier',
      label: 'Courier',
      names: [],
      count: scene.couriers.count,
      pick: (number) => ({ kind: 'courier', id: number - 1 }),
    },
    ...scene.segments.map((_, segment) => customersOf(scene, segment)),
  ]
  return kinds.filter(({ count }) => count !== 0)
}

/** Customers are numbered within their segment, whose rows lie side by side. */
function customersOf({ customers, segments }: RunScene, segment: number): FindKind {
  const first = customers.segment.indexOf(segment)
  const last = customers.segment.lastIndexOf(segment)
  return {
    key: `customer-${segment}`,
    label: `${segments[segment].label}, customer`,
    names: [],
    count: first < 0 ? 0 : last - first + 1,
    pick: (number) => ({ kind: 'customer', id: first + number - 1 }),
  }
}

/** What a person wrote, as a pick, or what to write instead. */
export type Found = { readonly pick: Pick } | { readonly remedy: string }

/** Finds by number from 1 on, or by name where the kind has names (whatever the case of its letters). */
export function findByText(kind: FindKind, text: string): Found {
  const wanted = text.trim().toLowerCase()
  const named = kind.names.findIndex((name) => name.toLowerCase() === wanted)
  if (named >= 0) return { pick: kind.pick(named + 1) }
  const number = Number(wanted)
  const isNumber = wanted !== '' && Number.isInteger(number) && number >= 1 && number <= (kind.count ?? Infinity)
  if (isNumber) return { pick: kind.pick(number) }
  if (kind.names.length > 0) return { remedy: `Write one of: ${kind.names.join(', ')}.` }
  return { remedy: kind.count === null ? 'Write a whole number from 1 on.' : `Write a whole number from 1 to ${kind.count}.` }
}

/** A piece of a sentence; those that name something lead to it. */
export interface Piece {
  readonly text: string
  readonly pick: Pick | null
}

/** Cuts a sentence of a story where it names a place, a courier, a battery or a customer of the run. */
export function linkNames(kinds: readonly FindKind[]): (text: string) => readonly Piece[] {
  const alternatives = kinds.map(({ label, names }) => `${escape(label)} (?:${names.length > 0 ? names.map(escape).join('|') : '\\d+'})`)
  const pattern = new RegExp(`\\b(?:${alternatives.toSorted((a, b) => b.length - a.length).join('|')})(?![\\w-])`, 'gi')
  return (text) => {
    const pieces: Piece[] = []
    let from = 0
    for (const match of text.matchAll(pattern)) {
      const pick = pickOfName(kinds, match[0])
      if (pick === null) continue
      if (match.index > from) pieces.push({ text: text.slice(from, match.index), pick: null })
      pieces.push({ text: match[0], pick })
      from = match.index + match[0].length
    }
    return from < text.length ? [...pieces, { text: text.slice(from), pick: null }] : pieces
  }
}

function pickOfName(kinds: readonly FindKind[], name: string): Pick | null {
  for (const kind of kinds) {
    if (!name.toLowerCase().startsWith(`${kind.label.toLowerCase()} `)) continue
    const found = findByText(kind, name.slice(kind.label.length + 1))
    if ('pick' in found) return found.pick
  }
  return null
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
