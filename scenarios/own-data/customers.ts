import type { Parsed, Problem, TextRows } from '../../data/columns/index.ts'
import { modeByShare } from '../../twin/index.ts'
import type { OwnCustomers, WorldSpec } from '../../twin/index.ts'
import { createRowProblems, findColumns } from './columns.ts'
import type { FoundColumns, RowProblems, WantedColumn } from './columns.ts'
import { createWords } from './words.ts'
import type { Word, Words } from './words.ts'

/** Columns of `customers.csv`. */
export const customerColumns = {
  name: { name: 'name', others: ['id', 'customer', 'customerid'], meaning: 'your name of the customer, once', isNeeded: false },
  lat: { name: 'lat', others: ['latitude', 'latdeg', 'y'], meaning: 'latitude in degrees (WGS 84)', isNeeded: true },
  lon: { name: 'lon', others: ['lng', 'long', 'longitude', 'londeg', 'x'], meaning: 'longitude in degrees (WGS 84)', isNeeded: true },
  product: {
    name: 'product',
    others: ['battery', 'batterytype', 'type'],
    meaning: 'id of the product, such as scooter-1500',
    isNeeded: true,
  },
  segment: { name: 'segment', others: [], meaning: 'id of the segment, where a product has several', isNeeded: false },
  count: {
    name: 'count',
    others: ['packs', 'batteries', 'quantity', 'qty'],
    meaning: 'batteries that the customer rents; 1 when empty',
    isNeeded: false,
  },
  mode: {
    name: 'mode',
    others: ['deliverymode'],
    meaning: 'pickUp, delivery, box or fullMaintenance; by the scenario’s shares when empty',
    isNeeded: false,
  },
} as const satisfies Record<string, WantedColumn>

/** Most batteries of one customer. */
const mostPacks = 1000

/** Whether a point lies at the city's roads. */
export type IsNearRoads = (lonDeg: number, latDeg: number) => boolean

interface Columns {
  readonly table: TextRows
  readonly found: FoundColumns<keyof typeof customerColumns>
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly words: Words
  readonly wrong: RowProblems
  /** Names that are taken, by segment. */
  readonly taken: readonly Set<string>[]
}

/** Rows between two yields: a few milliseconds. */
const sliceRows = 2048

/**
 * Reads a company's customers against a scenario and a city, bit by bit: yields the share that is read, 0..1. Rows that cannot be used are
 * left out, each with a problem that names line, value and remedy; the value holds the good ones, and is `null` where there is none.
 */
export function* readOwnCustomers(
  table: TextRows,
  spec: WorldSpec,
  isNearRoads: IsNearRoads,
  place: string,
): Generator<number, Parsed<OwnCustomers>, void> {
  const { found, problems } = findColumns(table, customerColumns, place)
  if (problems.length > 0) return { value: null, problems }
  const columns: Columns = {
    table,
    found,
    lat: table.numbersOf(found.lat),
    lon: table.numbersOf(found.lon),
    words: createWords(spec),
    wrong: createRowProblems(place, table.lines),
    taken: spec.segments.map(() => new Set<string>()),
  }
  const customers = createCustomers(table.rows)
  for (let row = 0; row < table.rows; row++) {
    if (row % sliceRows === sliceRows - 1) yield row / table.rows
    readRow(columns, row, spec, isNearRoads, customers)
  }
  const none = judgeNone(customers.count, place)
  return { value: customers.count === 0 ? null : trim(customers), problems: [...columns.wrong.list(), ...none] }
}

function judgeNone(count: number, place: string): Problem[] {
  if (count > 0) return []
  return [{ code: 'no-rows', place, value: '0', remedy: 'No row can be used: mend the listed ones, or take the template as an example.' }]
}

/** Adds the row's customer, or says why it cannot be used. */
function readRow(columns: Columns, row: number, spec: WorldSpec, isNearRoads: IsNearRoads, customers: Customers): void {
  const { wrong, words, taken } = columns
  const position = readPosition(columns, row, isNearRoads, wrong)
  const segment = readSegment(columns, row, spec, wrong)
  const packs = readPacks(columns, row, wrong)
  const modeText = fieldOf(columns, 'mode', row)
  const mode = modeText === '' ? modeByShare : settle(words.mode(modeText), row, modeText, wrong)
  if (position === null || segment === null || packs === null || mode === null) return
  const name = fieldOf(columns, 'name', row) || String(columns.table.lines[row] - 1)
  if (taken[segment].has(name)) return wrong.add(row, 'double-name', name, 'Give each customer of a segment a name of its own.')
  taken[segment].add(name)
  const at = customers.count++
  customers.segment[at] = segment
  customers.lonDeg[at] = position.lonDeg
  customers.latDeg[at] = position.latDeg
  customers.packs[at] = packs
  customers.mode[at] = mode
  customers.name.push(name)
}

function fieldOf({ table, found }: Columns, key: keyof typeof customerColumns, row: number): string {
  return found[key] < 0 ? '' : table.fieldAt(row, found[key])
}

function settle(word: Word, row: number, text: string, wrong: RowProblems): number | null {
  if ('at' in word) return word.at
  wrong.add(row, word.code, text, word.remedy)
  return null
}

function readPosition(
  columns: Columns,
  row: number,
  isNearRoads: IsNearRoads,
  wrong: RowProblems,
): { lonDeg: number; latDeg: number } | null {
  const [lonDeg, latDeg] = [columns.lon[row], columns.lat[row]]
  const shown = `${fieldOf(columns, 'lat', row)} ${fieldOf(columns, 'lon', row)}`
  if (Number.isNaN(lonDeg) || Number.isNaN(latDeg)) wrong.add(row, 'no-position', shown, 'Write latitude and longitude as decimal degrees.')
  else if (isOnEarth(lonDeg, latDeg) && isNearRoads(lonDeg, latDeg)) return { lonDeg, latDeg }
  else if (isOnEarth(latDeg, lonDeg) && isNearRoads(latDeg, lonDeg))
    wrong.add(row, 'swapped-position', shown, 'Latitude and longitude are swapped: exchange the two columns.')
  else wrong.add(row, 'outside-city', shown, 'No road of this city is within 2 km: load the city that it lies in, or leave the row out.')
  return null
}

function isOnEarth(lonDeg: number, latDeg: number): boolean {
  return Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90
}

/** The segment by its name, else the first one of the product. */
function readSegment(columns: Columns, row: number, spec: WorldSpec, wrong: RowProblems): number | null {
  const [productText, segmentText] = [fieldOf(columns, 'product', row), fieldOf(columns, 'segment', row)]
  const product = settle(columns.words.product(productText), row, productText, wrong)
  if (product === null) return null
  const { id } = spec.products[product]
  const segment =
    segmentText === ''
      ? spec.segments.findIndex((s) => s.product === id)
      : settle(columns.words.segment(segmentText), row, segmentText, wrong)
  if (segment === null) return null
  if (segment >= 0 && spec.segments[segment].product === id) return segment
  const remedy =
    segmentText === ''
      ? `No segment rents ${id}: add one to the scenario.`
      : `Segment ${segmentText} does not rent ${id}: correct one of the two.`
  wrong.add(row, 'no-segment', segmentText === '' ? productText : segmentText, remedy)
  return null
}

function readPacks(columns: Columns, row: number, wrong: RowProblems): number | null {
  const text = fieldOf(columns, 'count', row)
  const packs = text === '' ? 1 : Number(text)
  if (Number.isInteger(packs) && packs >= 1 && packs <= mostPacks) return packs
  wrong.add(row, 'wrong-count', text, `Write a whole number of batteries from 1 to ${mostPacks}.`)
  return null
}

type Customers = { -readonly [K in keyof OwnCustomers]: OwnCustomers[K] } & { readonly name: string[] }

/** Columns with room for every row. */
function createCustomers(rows: number): Customers {
  return {
    count: 0,
    segment: new Uint8Array(rows),
    lonDeg: new Float64Array(rows),
    latDeg: new Float64Array(rows),
    packs: new Uint16Array(rows),
    mode: new Uint8Array(rows),
    name: [],
  }
}

/** Without the room that rows left out have kept. */
function trim({ count, segment, lonDeg, latDeg, packs, mode, name }: Customers): OwnCustomers {
  return {
    count,
    segment: segment.slice(0, count),
    lonDeg: lonDeg.slice(0, count),
    latDeg: latDeg.slice(0, count),
    packs: packs.slice(0, count),
    mode: mode.slice(0, count),
    name,
  }
}
