import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { CheckResult } from './result.ts'
import { isRecord, judgePhilox, judgeXoshiro, type Verdict } from './rng-vector.ts'

/** The file's keys that hold vectors of our generators; every other key belongs to a generator that is not used. */
const PHILOX_KEY = 'philox_threefry'
const XOSHIRO_KEY = 'xoshiro128starstar_v1_1'

interface Tally {
  readonly failed: { case: string; message: string }[]
  total: number
  readonly notUsed: Map<string, number>
}

/**
 * Judges the generators against `vectors.json` of a folder. A case is one vector of Philox4x32 with 10 rounds or one of xoshiro128** 1.1 (all its words);
 * a vector that cannot be read is a failed case. Vectors of other generators and rounds are counted in figures.notUsed. A file that cannot be read,
 * or holds no vector of ours, is bad input: value `null` and problems.
 */
export async function checkRng(folder: string): Promise<Parsed<CheckResult>> {
  const place = join(folder, 'vectors.json')
  let text: string
  try {
    text = await readFile(place, 'utf8')
  } catch (error) {
    return refuse('unreadable-file', place, String(error), 'Name a folder that holds a readable vectors.json.')
  }
  const { value, problems } = parseVectors(text, place)
  if (value === null) return { value, problems }
  const tally: Tally = { failed: [], total: 0, notUsed: new Map() }
  for (const [key, vectors] of Object.entries(value)) judgeKey(key, vectors, tally)
  if (tally.total === 0)
    return refuse(
      'no-vectors',
      place,
      Object.keys(value).join(', '),
      `Give at least one vector of philox4x32 with 10 rounds or of ${XOSHIRO_KEY}.`,
    )
  return { value: toResult(tally), problems: [] }
}

function parseVectors(text: string, place: string): Parsed<Readonly<Record<string, unknown>>> {
  if (text.trim() === '') return refuse('empty-file', place, '', 'Give a JSON object of vectors; the file is empty.')
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch (error) {
    return refuse('invalid-json', place, String(error), 'Repair the JSON; the file may be cut short.')
  }
  if (!isRecord(root))
    return refuse('not-an-object', place, JSON.stringify(root), `Give a JSON object with ${PHILOX_KEY} or ${XOSHIRO_KEY}.`)
  const philox = root[PHILOX_KEY]
  if (philox !== undefined && !Array.isArray(philox))
    return refuse('not-a-list', `${place}: ${PHILOX_KEY}`, JSON.stringify(philox), 'Give a list of vectors { gen, rounds, ctr, key, out }.')
  return { value: root, problems: [] }
}

function refuse(code: string, place: string, value: string, remedy: string): { value: null; problems: Problem[] } {
  return { value: null, problems: [{ code, place, value: value.slice(0, 80), remedy }] }
}

function judgeKey(key: string, value: unknown, tally: Tally): void {
  const vectors: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const [i, vector] of vectors.entries()) {
    if (key === PHILOX_KEY) judgeListed(vector, `${PHILOX_KEY}[${i}]`, tally)
    else if (key === XOSHIRO_KEY) judge(Array.isArray(value) ? `${XOSHIRO_KEY}[${i}]` : XOSHIRO_KEY, judgeXoshiro(vector), tally)
    else if (isRecord(vector)) countNotUsed(key, tally)
  }
}

/** One entry of the mixed list: ours, another generator's, or one that does not even say whose it is (a failed case). */
function judgeListed(vector: unknown, name: string, tally: Tally): void {
  if (!isRecord(vector) || typeof vector['gen'] !== 'string' || !Number.isInteger(vector['rounds']))
    return judge(name, 'malformed: a vector names its generator (gen) and its rounds, a whole number', tally)
  const generator = `${vector['gen']}-${String(vector['rounds'])}`
  if (generator === 'philox4x32-10') judge(`${name} ${generator}`, judgePhilox(vector), tally)
  else countNotUsed(generator, tally)
}

function judge(name: string, verdict: Verdict, tally: Tally): void {
  tally.total++
  if (verdict !== null) tally.failed.push({ case: name, message: verdict })
}

function countNotUsed(generator: string, tally: Tally): void {
  tally.notUsed.set(generator, (tally.notUsed.get(generator) ?? 0) + 1)
}

function toResult({ total, failed, notUsed }: Tally): CheckResult {
  const sum = [...notUsed.values()].reduce((a, b) => a + b, 0)
  const figures = { notUsed: sum, notUsedByGenerator: Object.fromEntries(notUsed) }
  return { suite: 'rng', total, passed: total - failed.length, skipped: 0, failed, figures }
}
