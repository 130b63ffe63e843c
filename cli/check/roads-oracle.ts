import { readFileSync } from 'node:fs'
import type { Problem } from '../../data/columns/index.ts'

/** Raised while an oracle file is read; caught by `checkRoads`. */
export class OracleError extends Error {
  readonly problem: Problem

  constructor(code: string, place: string, value: string, remedy: string) {
    super(code)
    this.problem = { code, place, value: value.slice(0, 80), remedy }
  }
}

export interface OraclePair {
  readonly name: string
  readonly fromId: number
  readonly toId: number
  readonly timeS: number
  readonly lengthM: number
}

/** Fastest times between named nodes, `from` by rows, `to` by columns. */
export interface OracleMatrix {
  readonly fromId: readonly number[]
  readonly toId: readonly number[]
  readonly timeS: readonly (readonly number[])[]
}

interface Cells {
  readonly place: string
  readonly texts: readonly string[]
}

const pairColumns = ['pair', 'from_osm_id', 'to_osm_id', 'fastest_time_s', 'shortest_dist_m'] as const

/** Reads `…oracle-pairs.csv`; columns are found by name. Throws `OracleError`. */
export function readPairs(file: string): OraclePair[] {
  const [head, ...rows] = readCells(file)
  const at = pairColumns.map((name) => findColumn(head, name))
  return rows.map((row) => {
    const [name, ...numbers] = at.map((column) => row.texts[column])
    const [fromId, toId, timeS, lengthM] = numbers.map((text) => readNumber(text, row.place)) as [number, number, number, number]
    return { name: name, fromId, toId, timeS, lengthM }
  })
}

/** Reads `…oracle-matrix….csv`: first row and first column are node ids. Throws `OracleError`. */
export function readMatrix(file: string): OracleMatrix {
  const [head, ...rows] = readCells(file)
  const readRow = ({ texts, place }: Cells): number[] => texts.map((text) => readNumber(text, place))
  const values = rows.map(readRow)
  return {
    toId: readRow({ ...head, texts: head.texts.slice(1) }),
    fromId: values.map((row) => row[0]),
    timeS: values.map((row) => row.slice(1)),
  }
}

/** Reads `…oracle-meta.json`: numbers by name, other entries left out. Throws `OracleError`. */
export function readMeta(file: string): ReadonlyMap<string, number> {
  const text = readFileSync(file, 'utf8')
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content !== 'object' || content === null) throw new TypeError('not an object')
    return new Map(Object.entries(content).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
  } catch (error) {
    throw new OracleError('bad-json', file, String(error), 'Restore the file: it must hold one JSON object of counts.')
  }
}

function readCells(file: string): Cells[] {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  const rows = lines.map((line, i) => ({ place: `${file}, line ${i + 1}`, texts: line.split(',') }))
  if (rows.length < 2)
    throw new OracleError('empty-oracle', file, `${rows.length} lines`, 'Restore the file: a header and rows are needed.')
  const ragged = rows.find((row) => row.texts.length !== rows[0].texts.length)
  if (ragged === undefined) return rows
  throw new OracleError('ragged-row', ragged.place, ragged.texts.join(','), `Give the row ${rows[0].texts.length} cells as in the header.`)
}

function findColumn({ place, texts }: Cells, name: string): number {
  const at = texts.indexOf(name)
  if (at < 0) throw new OracleError('missing-column', place, texts.join(','), `Add the column ${name}.`)
  return at
}

function readNumber(text: string, place: string): number {
  const word = text.trim()
  const value = word === 'inf' ? Infinity : word === '' ? Number.NaN : Number(word)
  if (Number.isNaN(value)) throw new OracleError('bad-number', place, text, 'Write a number, or inf where there is no way.')
  return value
}
