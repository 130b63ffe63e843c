import type { Outline } from '../graph.ts'
import type { Tags } from './primitive-block.ts'

/** A way kept for its outline; its nodes are looked up when the whole file is read, since order is not promised. */
export interface KeptOutline {
  readonly name: string
  readonly nodeIds: Float64Array
}

/** An area of several ways, by their ids. */
export interface KeptArea {
  readonly name: string
  readonly kind: AreaKind
  readonly outer: readonly number[]
  readonly inner: readonly number[]
}

export type AreaKind = 'water' | 'green'

/** What is drawn of an extract besides its roads, while the file is read. */
export interface Features {
  readonly water: KeptOutline[]
  readonly green: KeptOutline[]
  readonly waterLines: KeptOutline[]
  readonly coast: Float64Array[]
  readonly areas: KeptArea[]
  /** Ways that an area may be made of; most ways of one carry no tags themselves. */
  readonly parts: Map<number, Float64Array>
  readonly places: { readonly rank: number; readonly outline: Outline }[]
}

export function createFeatures(): Features {
  return { water: [], green: [], waterLines: [], coast: [], areas: [], parts: new Map(), places: [] }
}

const waterUses: ReadonlySet<string> = new Set(['reservoir', 'basin'])
const greenUses: ReadonlySet<string> = new Set(['forest', 'cemetery', 'recreation_ground', 'village_green', 'allotments'])
const greenLeisures: ReadonlySet<string> = new Set(['park', 'golf_course', 'garden', 'common', 'dog_park'])
const greenNature: ReadonlySet<string> = new Set(['wood', 'heath', 'scrub'])
const lineKinds: ReadonlySet<string> = new Set(['river', 'canal'])

/** Named places by importance. */
const placeRanks: readonly string[] = [
  'city_district',
  'borough',
  'suburb',
  'town',
  'quarter',
  'village',
  'neighbourhood',
  'city_block',
  'hamlet',
  'island',
]

/** What an area is drawn as; `null` where it is not. */
function findAreaKind(tags: Tags): AreaKind | null {
  if (tags.get('natural') === 'water' || tags.get('waterway') === 'riverbank' || waterUses.has(tags.get('landuse') ?? '')) return 'water'
  const isGreen =
    greenUses.has(tags.get('landuse') ?? '') || greenLeisures.has(tags.get('leisure') ?? '') || greenNature.has(tags.get('natural') ?? '')
  return isGreen ? 'green' : null
}

export function collectNode(features: Features, tags: Tags, lonE7: number, latE7: number): void {
  const rank = placeRanks.indexOf(tags.get('place') ?? '')
  const name = tags.get('name') ?? ''
  if (rank >= 0 && name !== '') features.places.push({ rank, outline: { name, lonLatDeg: Float64Array.of(lonE7 / 1e7, latE7 / 1e7) } })
}

/** Takes a way that no car drives on. */
export function collectWay(features: Features, tags: Tags, nodeIds: Float64Array, id: number): void {
  if (nodeIds.length < 2 || tags.has('building') || tags.has('highway')) return
  const name = tags.get('name') ?? ''
  const kind = findAreaKind(tags)
  const isClosed = nodeIds.length > 3 && nodeIds[0] === nodeIds[nodeIds.length - 1]
  if (kind !== null && isClosed) features[kind].push({ name, nodeIds })
  else if (tags.get('natural') === 'coastline') features.coast.push(nodeIds)
  else if (lineKinds.has(tags.get('waterway') ?? '') && !isUnderground(tags)) features.waterLines.push({ name, nodeIds })
  features.parts.set(id, nodeIds)
}

function isUnderground(tags: Tags): boolean {
  return (tags.get('tunnel') ?? 'no') !== 'no' || tags.has('covered')
}

export function collectRelation(features: Features, tags: Tags, wayIds: Float64Array, isInner: readonly boolean[]): void {
  const kind = tags.get('type') === 'multipolygon' ? findAreaKind(tags) : null
  if (kind === null) return
  const ids = Array.from(wayIds)
  features.areas.push({
    name: tags.get('name') ?? '',
    kind,
    outer: ids.filter((_, i) => !isInner[i]),
    inner: ids.filter((_, i) => isInner[i]),
  })
}
