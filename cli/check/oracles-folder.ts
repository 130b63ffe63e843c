import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { isRecord } from './rng-vector.ts'

/** How a value is judged: by simulation to 1 % or (variances, rare chances) to 5 %, or by a formula to 1e-9. */
export const judgements = ['simulate', 'simulateWide', 'closedForm'] as const
export type Judgement = (typeof judgements)[number]

/** One case of `oracles.json`. */
export interface OracleCase {
  readonly id: string
  readonly spec: Readonly<Record<string, unknown>>
  readonly values: Readonly<Record<string, unknown>>
  readonly judge: Readonly<Record<Judgement, readonly string[]>>
}

/** Reads `oracles.json` of a folder: a list of cases with id, spec, values and judge. All that has the wrong shape is told at once. */
export function readOracleFolder(folder: string): Parsed<readonly OracleCase[]> {
  const place = join(folder, 'oracles.json')
  let text: string
  try {
    text = readFileSync(place, 'utf8')
  } catch (error) {
    return refuse('unreadable-file', place, String(error), 'Name a folder that holds a readable oracles.json.')
  }
  if (text.trim() === '') return refuse('empty-file', place, '', 'Give a JSON list of cases; the file is empty.')
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch (error) {
    return refuse('invalid-json', place, String(error), 'Repair the JSON; the file may be cut short.')
  }
  if (!Array.isArray(root))
    return refuse('not-a-list', place, JSON.stringify(root), 'Give a JSON list of cases { id, spec, values, judge }.')
  if (root.length === 0) return refuse('no-cases', place, '[]', 'Give at least one case { id, spec, values, judge }.')
  return readCases(root, place)
}

function refuse(code: string, place: string, value: string, remedy: string): { value: null; problems: Problem[] } {
  return { value: null, problems: [{ code, place, value: value.slice(0, 80), remedy }] }
}

function readCases(entries: readonly unknown[], place: string): Parsed<readonly OracleCase[]> {
  const problems: Problem[] = []
  const cases: OracleCase[] = []
  const ids = new Set<string>()
  for (const [i, entry] of entries.entries()) {
    const read = readCase(entry, `${place}: [${i}]`)
    problems.push(...read.problems)
    if (read.value === null) continue
    if (ids.has(read.value.id))
      problems.push(...refuse('double-id', `${place}: [${i}].id`, read.value.id, 'Give every case its own id.').problems)
    ids.add(read.value.id)
    cases.push(read.value)
  }
  return { value: problems.length > 0 ? null : cases, problems }
}

function readCase(entry: unknown, place: string): Parsed<OracleCase> {
  if (!isRecord(entry)) return refuse('not-a-case', place, JSON.stringify(entry) ?? '', 'Give an object { id, spec, values, judge }.')
  const { id, spec, values } = entry
  const problems: Problem[] = []
  const complain = (key: string, remedy: string) =>
    problems.push(...refuse('wrong-shape', `${place}.${key}`, JSON.stringify(entry[key]) ?? '', remedy).problems)
  if (typeof id !== 'string' || id === '') complain('id', 'Give a name as a text.')
  if (!isRecord(spec)) complain('spec', 'Give an object { model, … }.')
  if (!isRecord(values)) complain('values', 'Give an object of exact numbers by name.')
  const judge = readJudge(entry['judge'])
  if (judge === null) complain('judge', `Give an object with lists of names: ${judgements.join(', ')}.`)
  if (typeof id !== 'string' || !isRecord(spec) || !isRecord(values) || judge === null || problems.length > 0)
    return { value: null, problems }
  return { value: { id, spec, values, judge }, problems: [] }
}

function readJudge(value: unknown): OracleCase['judge'] | null {
  if (!isRecord(value)) return null
  const [simulate, simulateWide, closedForm] = judgements.map((key) => readNames(value[key] ?? []))
  return simulate && simulateWide && closedForm ? { simulate, simulateWide, closedForm } : null
}

function readNames(value: unknown): string[] | null {
  return Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : null
}
