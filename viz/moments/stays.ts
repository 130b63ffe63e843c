import type { DrawWindow } from '../../scenarios/index.ts'
import { PlaceKind } from '../../twin/index.ts'
import { countGroups, createTexels, rowFloats, type Rows } from './rows.ts'

/** Floats of a row of stays. `soh` is −1 where it is unknown; `spread` says where in the cluster around its site a battery stands. */
export const StayFloat = { lon: 0, lat: 1, fromS: 2, toS: 3, soh: 4, battery: 5, spreadX: 6, spreadY: 7 } as const

/** Batteries where they stay, sorted by site. A site is a place, by its row, or a customer, by its row after the places. */
export interface StayRows extends Rows {
  /** Rows of a site are `firstOfSite[site] … firstOfSite[site + 1] − 1`. */
  readonly firstOfSite: Uint32Array
  /** Rows of a battery are `rowsOfBattery[firstOfBattery[battery]] …`. */
  readonly firstOfBattery: Uint32Array
  readonly rowsOfBattery: Uint32Array
}

const goldenAngle = 2.399963229728653
/** Units of the spread that the symbol of a place itself takes: the batteries stand around it. */
const coreOf: Readonly<Record<number, number>> = { [PlaceKind.hub]: 4.2, [PlaceKind.shop]: 2.4, [PlaceKind.box]: 2.4 }
const widestCore = 4.2

/**
 * Makes stays ready for the GPU and for picks. Batteries of one site stand around it like the seeds of a sunflower (Vogel 1979), in the order
 * of the rows given, so that a stock shows its size.
 */
export function prepareStays(stays: DrawWindow['stays'], places: number, customers: number): StayRows {
  const { count, battery, lonLat, placeKind, holder } = stays
  const siteOf = (row: number) => (placeKind[row] === PlaceKind.customer ? places + holder[row] : holder[row])
  const firstOfSite = countGroups(places + customers, count, siteOf)
  const next = firstOfSite.slice()
  const texels = createTexels(count, rowFloats)
  for (let row = 0; row < count; row++) {
    const site = siteOf(row)
    const at = rowFloats * next[site]
    texels[at + StayFloat.lon] = lonLat[2 * row]
    texels[at + StayFloat.lat] = lonLat[2 * row + 1]
    texels[at + StayFloat.fromS] = stays.fromS[row]
    texels[at + StayFloat.toS] = stays.toS[row]
    texels[at + StayFloat.soh] = stays.soh[row] >= 0 ? stays.soh[row] : -1
    texels[at + StayFloat.battery] = battery[row]
    spreadOut(texels, at, placeKind[row], next[site] - firstOfSite[site])
    next[site]++
  }
  return { count, texels, firstOfSite, ...indexBatteries(texels, count) }
}

function spreadOut(texels: Float32Array, at: number, kind: number, slot: number): void {
  const core = coreOf[kind] ?? 0
  const radius = Math.sqrt(core * core + slot)
  texels[at + StayFloat.spreadX] = radius === 0 ? 0 : radius * Math.cos(slot * goldenAngle)
  texels[at + StayFloat.spreadY] = radius === 0 ? 0 : radius * Math.sin(slot * goldenAngle)
}

function indexBatteries(texels: Float32Array, count: number): Pick<StayRows, 'firstOfBattery' | 'rowsOfBattery'> {
  const batteryOf = (row: number) => texels[rowFloats * row + StayFloat.battery]
  let batteries = 0
  for (let row = 0; row < count; row++) batteries = Math.max(batteries, batteryOf(row) + 1)
  const firstOfBattery = countGroups(batteries, count, batteryOf)
  const next = firstOfBattery.slice()
  const rowsOfBattery = new Uint32Array(count)
  for (let row = 0; row < count; row++) rowsOfBattery[next[batteryOf(row)]++] = row
  return { firstOfBattery, rowsOfBattery }
}

/** Whether a row is seen at a second of the window, as the shaders decide it: its first second belongs to it, its last does not. */
export function isStaying({ texels }: Rows, row: number, timeS: number): boolean {
  const at = rowFloats * row
  return timeS >= texels[at + StayFloat.fromS] && timeS < texels[at + StayFloat.toS]
}

/** How far the batteries of a stock of so many rows may stand from their site, in units of the spread. */
export function reachOfStock(rows: number): number {
  return Math.sqrt(widestCore * widestCore + rows)
}

/** Row of a battery at a second; −1 while it is nowhere to be seen. */
export function stayOfBattery(stays: StayRows, battery: number, timeS: number): number {
  const { firstOfBattery, rowsOfBattery } = stays
  for (let i = firstOfBattery[battery] ?? 0; i < (firstOfBattery[battery + 1] ?? 0); i++)
    if (isStaying(stays, rowsOfBattery[i], timeS)) return rowsOfBattery[i]
  return -1
}
