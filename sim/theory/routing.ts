import type { Fields } from './fields.ts'

/**
 * Running chances of the next node by node, with one entry more for leaving. Either `routing`, a matrix of chances (what a row lacks to 1 leaves), or `route`, a text: a chain
 * `1 -> 2 -> 3` and perhaps `after 3 back to 1 with probability feedback`; without both, all nodes in order and `feedback` from the last to the first.
 */
export function readRouting(fields: Fields, count: number): Float64Array[] {
  const matrix = fields.raw('routing')
  const feedback = fields.number(['feedback'], [0, 0.999999], 0)
  const text = fields.text(['route'])
  const chances = matrix === undefined ? chain(fields, text, feedback, count) : readMatrix(fields, matrix, count)
  return chances.map((row) => {
    let passed = 0
    return Float64Array.from([...row, Math.max(0, 1 - row.reduce((a, b) => a + b, 0))], (chance) => (passed += chance))
  })
}

function readMatrix(fields: Fields, matrix: unknown, count: number): number[][] {
  const isRow = (row: unknown) =>
    Array.isArray(row) && row.length === count && row.every((chance) => typeof chance === 'number' && chance >= 0) && sumOf(row) <= 1 + 1e-9
  if (Array.isArray(matrix) && matrix.length === count && matrix.every(isRow)) return matrix as number[][]
  fields.complain('routing', `give ${count} rows of ${count} chances that add up to at most 1`)
  return emptyRows(count)
}

function sumOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}

function emptyRows(count: number): number[][] {
  return Array.from({ length: count }, () => Array.from({ length: count }, () => 0))
}

const CHAIN = /^\s*(\d+(?:\s*->\s*\d+)*)/
const BACK = /after (\d+) back to (\d+) with probability (feedback|0?\.\d+)/

function chain(fields: Fields, text: string | null, feedback: number, count: number): number[][] {
  const rows = emptyRows(count)
  const order = text === null ? rows.map((_, node) => node) : (CHAIN.exec(text)?.[1].split('->') ?? []).map((node) => Number(node) - 1)
  const back = BACK.exec(text ?? '')
  const isFit =
    order.length > 0 && order.every((node) => node >= 0 && node < count) && (back !== null || !/after|probability/.test(text ?? ''))
  const [from, to, chance] =
    back === null ? [order.at(-1) ?? 0, order[0], feedback] : [Number(back[1]) - 1, Number(back[2]) - 1, chanceOf(back[3], feedback)]
  if (!isFit || !(from < count && to < count)) {
    fields.complain('route', 'give a chain such as "1 -> 2; after 2 back to 1 with probability feedback, else leave"')
    return rows
  }
  rows[from][to] += chance
  for (let i = 0; i + 1 < order.length; i++) rows[order[i]][order[i + 1]] += 1 - sumOf(rows[order[i]])
  return rows
}

function chanceOf(text: string, feedback: number): number {
  return text === 'feedback' ? feedback : Number(text)
}
