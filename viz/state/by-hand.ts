import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Json, JsonObject } from '../../scenarios/index.ts'
import type { ScenarioStore } from './scenario-store.ts'

/** Kinds of place in the order of the scene's numbers. */
export const placeKinds = ['hub', 'shop', 'box'] as const
export type PlaceWord = (typeof placeKinds)[number]
const listOf = { hub: 'hubs', shop: 'shops', box: 'boxes' } as const

/** What the next click on the map does; `null`: it picks, as always. */
export type Tool =
  | { readonly kind: 'drag' }
  | { readonly kind: 'add'; readonly place: PlaceWord }
  | { readonly kind: 'move'; readonly place: PlaceWord; readonly name: string }
  | { readonly kind: 'area'; readonly corners: readonly LonLat[] }

export type LonLat = readonly [lonDeg: number, latDeg: number]

/** A place as the person left it. */
export interface HandSite {
  readonly place: PlaceWord
  readonly name: string
  /** `null` where it was removed. */
  readonly at: LonLat | null
  /** Whether the rule sets a place of this name: then it was moved, else added. */
  readonly isRuled: boolean
}

export interface HandArea {
  readonly name: string
  readonly hub: string
  readonly corners: readonly LonLat[]
}

/** Fewest corners of an area. */
const fewestCorners = 3

/** Places and areas set by hand in the scenario of the form. All changes go through the form's past: undo takes them back. */
export interface ByHand {
  readonly tool: Signal<Tool | null>
  readonly sites: ReadonlySignal<readonly HandSite[]>
  readonly areas: ReadonlySignal<readonly HandArea[]>
  /** Sets a place of that kind and returns its name. */
  /** What a click does while a tool is in hand; whether it was taken. */
  readonly use: (at: LonLat) => boolean
  /** Closes the area that is being drawn: couriers of that hub serve it. */
  readonly closeArea: (hub: string) => void
  readonly add: (place: PlaceWord, at: LonLat) => string
  readonly move: (place: PlaceWord, name: string, at: LonLat) => void
  readonly remove: (place: PlaceWord, name: string) => void
  /** Takes back what was done to a place: one of the rule's stands where it stood, one added by hand goes. */
  readonly restore: (place: PlaceWord, name: string) => void
  readonly addArea: (hub: string, corners: readonly LonLat[]) => string
  readonly setHub: (area: string, hub: string) => void
  readonly removeArea: (name: string) => void
}

/** Degrees to a tenth of a metre: enough for a door, short in an address. */
const decimals = 6
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

export function createByHand(scenario: ScenarioStore): ByHand {
  const file = computed(() => scenario.file.value)
  const sites = computed(() => placeKinds.flatMap((place) => readSites(place, itemsAt(file.value, listOf[place], 'sites'))))
  const areas = computed(() => readAreas(itemsAt(file.value, 'couriers', 'areas')))
  const siteOf = (place: PlaceWord, name: string) => sites.peek().find((site) => site.place === place && site.name === name)
  const path = (place: PlaceWord, name: string) => `${listOf[place]}.sites.${name}`
  const set = (place: PlaceWord, name: string, at: LonLat) =>
    scenario.setItem(path(place, name), { state: 'open', lonDeg: round(at[0]), latDeg: round(at[1]) })

  const tool = signal<Tool | null>(null)
  const add = (place: PlaceWord, at: LonLat) => {
    const name = freeName(`${place} `, (wanted) => siteOf(place, wanted) === undefined)
    set(place, name, at)
    return name
  }
  const addArea = (hub: string, corners: readonly LonLat[]) => {
    const name = freeName('area ', (wanted) => areas.peek().every((area) => area.name !== wanted))
    scenario.setItem(`couriers.areas.${name}`, { hub, lonLatDeg: corners.flatMap(([lon, lat]) => [round(lon), round(lat)]) })
    return name
  }

  return {
    tool,
    use(at) {
      const held = tool.peek()
      if (held === null || held.kind === 'drag') return false
      if (held.kind === 'add') add(held.place, at)
      else if (held.kind === 'area') tool.value = { kind: 'area', corners: [...held.corners, at] }
      else {
        set(held.place, held.name, at)
        tool.value = null
      }
      return true
    },
    closeArea(hub) {
      const held = tool.peek()
      if (held?.kind !== 'area' || held.corners.length < fewestCorners) return
      addArea(hub, held.corners)
      tool.value = null
    },
    sites,
    areas,
    add,
    move: set,
    remove(place, name) {
      // What stands only because it was set by hand is simply not set any more.
      if (isRuled(place, name)) scenario.setItem(path(place, name), { state: 'removed' })
      else scenario.setItem(path(place, name), null)
    },
    restore: (place, name) => scenario.setItem(path(place, name), null),
    addArea,
    setHub(area, hub) {
      const { corners } = areas.peek().find(({ name }) => name === area)!
      scenario.setItem(`couriers.areas.${area}`, { hub, lonLatDeg: corners.flat() })
    },
    removeArea: (name) => scenario.setItem(`couriers.areas.${name}`, null),
  }
}

function round(degrees: number): number {
  return Number(degrees.toFixed(decimals))
}

/** Names of the rule: boxes and shops are numbered, hubs are called by compass. */
function isRuled(place: PlaceWord, name: string): boolean {
  return place === 'hub' ? /^(North|South|East|West|Centre)/.test(name) : /^(shop|box) \d+$/.test(name)
}

/** `box A`, `box B` … `box A2` …: letters, since numbers are the rule's. */
function freeName(head: string, isFree: (name: string) => boolean): string {
  for (let i = 0; ; i++) {
    const turn = Math.floor(i / letters.length)
    const name = `${head}${letters[i % letters.length]}${turn === 0 ? '' : turn + 1}`
    if (isFree(name)) return name
  }
}

function itemsAt(file: JsonObject, group: string, list: string): readonly (readonly [string, JsonObject])[] {
  const branch = file[group] as JsonObject | undefined
  const items = Object.entries((branch?.[list] ?? {}) as Record<string, Json>)
  return items
    .filter((entry): entry is [string, JsonObject] => entry[1] !== null)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
}

function readSites(place: PlaceWord, items: ReturnType<typeof itemsAt>): HandSite[] {
  return items.map(([name, { state, lonDeg, latDeg }]) => ({
    place,
    name,
    isRuled: isRuled(place, name),
    at: state === 'removed' || typeof lonDeg !== 'number' || typeof latDeg !== 'number' ? null : [lonDeg, latDeg],
  }))
}

function readAreas(items: ReturnType<typeof itemsAt>): HandArea[] {
  return items.map(([name, { hub, lonLatDeg }]) => ({
    name,
    hub: typeof hub === 'string' ? hub : '',
    corners: pairUp((lonLatDeg ?? []) as number[]),
  }))
}

function pairUp(numbers: readonly number[]): LonLat[] {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]])
}
