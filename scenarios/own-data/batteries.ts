import type { Parsed, Problem, TextRows } from '../../data/columns/index.ts'
import type { OwnBatteries, WorldSpec } from '../../twin/index.ts'
import { createRowProblems, findColumns } from './columns.ts'
import type { RowProblems, WantedColumn } from './columns.ts'
import { createWords } from './words.ts'
import type { Words } from './words.ts'

/** Columns of `batteries.csv`. */
export const batteryColumns = {
  product: {
    name: 'product',
    others: ['battery', 'batterytype', 'type'],
    meaning: 'id of the product, such as scooter-1500',
    isNeeded: true,
  },
  age: { name: 'ageDays', others: ['age'], meaning: 'days since purchase', isNeeded: false },
  soh: { name: 'sohFrac', others: ['soh'], meaning: 'measured state of health as a fraction, 1 = new', isNeeded: false },
  sohPct: { name: 'sohPct', others: ['soh%', 'sohpercent'], meaning: 'the same in percent', isNeeded: false },
  multiplier: {
    name: 'multiplier',
    others: ['factor', 'agingfactor', 'ageingfactor'],
    meaning: 'how much faster than the law it loses capacity, as measured; by luck when empty',
    isNeeded: false,
  },
  count: { name: 'count', others: ['quantity', 'qty'], meaning: 'batteries that the row stands for; 1 when empty', isNeeded: false },
} as const satisfies Record<string, WantedColumn>

type Key = keyof typeof batteryColumns

const mostAgeDays = 20_000
const mostCount = 100_000
const sohRange = [0.2, 1.1] as const
const multiplierRange = [0.05, 50] as const

interface Row {
  readonly product: number
  readonly count: number
  readonly ageDays: number
  readonly sohFrac: number
  readonly multiplier: number
}

/** A company's batteries, and how many rows of the file they are: a row may stand for several. */
export type ReadBatteries = Parsed<OwnBatteries> & { readonly rows: number }

/** Rows between two yields: a few milliseconds. */
const sliceRows = 2048

/**
 * Reads a company's batteries against a scenario, bit by bit: yields the share that is read, 0..1. A row has a product with age, health or
 * both. Rows that cannot be used are left out, each with a problem; the value is `null` where no row is left, or where there are more
 * batteries than the scenario's limit.
 */
export function* readOwnBatteries(table: TextRows, spec: WorldSpec, place: string): Generator<number, ReadBatteries, void> {
  const { found, problems } = findColumns(table, batteryColumns, place)
  if (problems.length === 0 && found.age < 0 && found.soh < 0 && found.sohPct < 0) {
    const remedy = 'Add a column ageDays (days since purchase), sohFrac (measured health, 1 = new), or both.'
    const missing = { code: 'missing-column', place: `${place}, line 1`, value: table.header.join(', ').slice(0, 80), remedy }
    return { value: null, rows: 0, problems: [missing] }
  }
  if (problems.length > 0) return { value: null, rows: 0, problems }
  const words = createWords(spec)
  const wrong = createRowProblems(place, table.lines)
  const field = (key: Key, row: number): string => (found[key] < 0 ? '' : table.fieldAt(row, found[key]))
  const column = (key: Key): Float64Array | null => (found[key] < 0 ? null : table.numbersOf(found[key]))
  const numbers = {
    age: column('age'),
    soh: column('soh'),
    sohPct: column('sohPct'),
    count: column('count'),
    multiplier: column('multiplier'),
  }
  const rows: Row[] = []
  for (let row = 0; row < table.rows; row++) {
    if (row % sliceRows === sliceRows - 1) yield row / table.rows
    const read = readRow(row, words, field, (key) => (field(key, row) === '' ? null : (numbers[key]?.[row] ?? null)), wrong)
    if (read !== null) rows.push(read)
  }
  return { ...judge(rows, spec, place, wrong.list()), rows: rows.length }
}

function judge(rows: readonly Row[], { limits }: WorldSpec, place: string, wrong: readonly Problem[]): Parsed<OwnBatteries> {
  const owned = rows.reduce((sum, { count }) => sum + count, 0)
  const remedy = 'No row can be used: mend the listed ones, or take the template.'
  const none = rows.length > 0 ? [] : [{ code: 'no-rows', place, value: '0', remedy }]
  const isTooMany = owned > limits.batteries
  const over = isTooMany ? [tooMany(owned, limits.batteries)] : []
  return { value: rows.length === 0 || isTooMany ? null : toColumns(rows, owned), problems: [...wrong, ...none, ...over] }
}

export function tooMany(count: number, limit: number): { code: string; place: string; value: string; remedy: string } {
  const remedy = `This scenario holds up to ${limit} batteries: raise limits.batteries, or give fewer.`
  return { code: 'too-many-batteries', place: 'limits.batteries', value: String(count), remedy }
}

type NumberKey = 'age' | 'soh' | 'sohPct' | 'count' | 'multiplier'

function readRow(
  row: number,
  words: Words,
  field: (key: Key, row: number) => string,
  number: (key: NumberKey) => number | null,
  wrong: RowProblems,
): Row | null {
  const product = words.product(field('product', row))
  if (!('at' in product)) {
    wrong.add(row, product.code, field('product', row), product.remedy)
    return null
  }
  const ageDays = number('age')
  const sohFrac = number('soh') ?? scale(number('sohPct'))
  const count = number('count') ?? 1
  const multiplier = number('multiplier')
  if (ageDays === null && sohFrac === null) wrong.add(row, 'no-age', '', 'Write ageDays, sohFrac or both.')
  else if (ageDays !== null && !(ageDays >= 0 && ageDays <= mostAgeDays))
    wrong.add(row, 'wrong-age', field('age', row), `Write whole or broken days from 0 to ${mostAgeDays}.`)
  else if (sohFrac !== null && !(sohFrac >= sohRange[0] && sohFrac <= sohRange[1]))
    wrong.add(
      row,
      'wrong-soh',
      field('soh', row) || field('sohPct', row),
      'Write a fraction from 0.2 to 1.1 as sohFrac, or percent as sohPct.',
    )
  else if (multiplier !== null && !(multiplier >= multiplierRange[0] && multiplier <= multiplierRange[1]))
    wrong.add(row, 'wrong-multiplier', field('multiplier', row), 'Write a factor from 0.05 to 50, 1 = as fast as the law; or nothing.')
  else if (!(Number.isInteger(count) && count >= 1 && count <= mostCount))
    wrong.add(row, 'wrong-count', field('count', row), `Write a whole number from 1 to ${mostCount}.`)
  else
    return {
      product: product.at,
      count,
      ageDays: ageDays ?? Number.NaN,
      sohFrac: sohFrac ?? Number.NaN,
      multiplier: multiplier ?? Number.NaN,
    }
  return null
}

function scale(percent: number | null): number | null {
  return percent === null ? null : percent / 100
}

function toColumns(rows: readonly Row[], owned: number): OwnBatteries {
  const numbers = () => new Float64Array(owned)
  const batteries = { count: owned, product: new Uint8Array(owned), ageDays: numbers(), sohFrac: numbers(), multiplier: numbers() }
  let at = 0
  for (const { product, count, ageDays, sohFrac, multiplier } of rows) {
    batteries.product.fill(product, at, at + count)
    batteries.ageDays.fill(ageDays, at, at + count)
    batteries.sohFrac.fill(sohFrac, at, at + count)
    batteries.multiplier.fill(multiplier, at, at + count)
    at += count
  }
  return batteries
}
