import { findNode, listChildren } from '../descriptor/index.ts'
import { addProblem, canonicalJson, checkKeys, findSimilar, isObject } from '../load/index.ts'
import type { Json, JsonObject, Report } from '../load/index.ts'
import type { Factor, FactorRange, Level } from './design.ts'
import { layOver, leafPaths, nestPath } from './layers.ts'
import { readPart, refuseSeed } from './read-part.ts'

/**
 * Factors by name. A factor has a `path` with `levels` (a list of values) or with a `range` (two numbers), or `levels` by name, each with the keys that it
 * sets: `{ "few": { "hubs.chargers": 10, "hubs.staff": 2 } }`.
 */
export function readFactors(value: Json | undefined, report: Report): Factor[] {
  if (value === undefined) return []
  if (!isObject(value) || Object.keys(value).length === 0) {
    const remedy = 'Write an object: { "couriers": { "path": "couriers.count", "levels": [6, 8] } }.'
    addProblem(report, 'wrong-type', 'factors', value, remedy)
    return []
  }
  const factors = Object.entries(value).flatMap(([name, factor]) => readFactor(name, factor, report) ?? [])
  checkOverlap(factors, report)
  return factors
}

function readFactor(name: string, value: Json, report: Report): Factor | null {
  const place = `factors.${name}`
  if (!isObject(value)) {
    addProblem(report, 'wrong-type', place, value, 'Write an object: { "path": "couriers.count", "levels": [6, 8] }.')
    return null
  }
  checkKeys(value, ['path', 'levels', 'range'], place, report)
  const { path, levels, range } = value
  if (path === undefined) return { name, levels: readNamedLevels(levels, place, report), range: null }
  if (typeof path !== 'string' || !checkPath(path, `${place}.path`, report)) return null
  if (range !== undefined) return { name, ...readRange(path, range, place, report) }
  return { name, levels: readListedLevels(path, levels, place, report), range: null }
}

/** Whether a path leads to a single value of a scenario; says what was likely meant. */
function checkPath(path: string, place: string, report: Report): boolean {
  const node = findNode(path)
  if (node !== null && node.kind !== 'group' && node.kind !== 'list') return true
  if (node === null) addProblem(report, 'unknown-path', place, path, suggestPath(path))
  else
    addProblem(
      report,
      'not-a-value',
      place,
      path,
      `Go on to one value, such as ${path}${isWholeList(path) ? '.<id>' : ''}.${listChildren(path)[1]}.`,
    )
  return false
}

/** Whether a path ends at a list itself, where the id of an item comes next. */
function isWholeList(path: string): boolean {
  return findNode(path)?.kind === 'list' && findNode(path.slice(0, Math.max(0, path.lastIndexOf('.'))))?.kind !== 'list'
}

/** Follows the path as far as it goes, and compares the first wrong key with those that could stand there. */
function suggestPath(path: string): string {
  const keys = path.split('.')
  let known = 0
  while (known < keys.length && findNode(keys.slice(0, known + 1).join('.')) !== null) known++
  const before = keys.slice(0, known).join('.')
  const choices = listChildren(before)
  const similar = findSimilar(keys[known], choices)
  const whole = (key: string) => (before === '' ? key : `${before}.${key}`)
  return similar === null
    ? `Write one of: ${choices.map(whole).join(', ')}.`
    : `Did you mean "${[whole(similar), ...keys.slice(known + 1)].join('.')}"?`
}

function readListedLevels(path: string, value: Json | undefined, place: string, report: Report): Level[] {
  if (!Array.isArray(value) || value.length < 2) {
    addProblem(report, 'wrong-type', `${place}.levels`, value, 'Write at least two values in brackets, or a range of two numbers.')
    return []
  }
  const levels = value.map((level: Json, i) => levelOf(path, level, `${place}.levels.${i}`, report))
  reportEqual(levels, place, report)
  return levels
}

function levelOf(path: string, value: Json, place: string, report: Report): Level {
  const overrides = nestPath(path, value)
  refuseSeed(overrides, place, report)
  readPart(overrides, place, report)
  return { name: typeof value === 'string' ? value : JSON.stringify(value), overrides, value: typeof value === 'number' ? value : null }
}

function readNamedLevels(value: Json | undefined, place: string, report: Report): Level[] {
  if (!isObject(value) || Object.keys(value).length < 2) {
    const remedy = 'Write a path with its levels, or at least two levels by name: { "few": { "hubs.chargers": 10, "hubs.staff": 2 }, … }.'
    addProblem(report, 'wrong-type', `${place}.levels`, value, remedy)
    return []
  }
  const levels = Object.entries(value).map(([name, keys]): Level => {
    const at = `${place}.levels.${name}`
    return { name, overrides: readLevelKeys(keys, at, report), value: null }
  })
  reportEqual(levels, place, report)
  return levels
}

function readLevelKeys(keys: Json, place: string, report: Report): JsonObject {
  if (!isObject(keys)) {
    addProblem(report, 'wrong-type', place, keys, 'Write an object in braces with paths and values: { "hubs.chargers": 10 }.')
    return {}
  }
  const good = Object.entries(keys).filter(([path]) => checkPath(path, place, report))
  const overrides = layOver(...good.map(([path, value]) => nestPath(path, value)))
  refuseSeed(overrides, place, report)
  return readPart(overrides, place, report)
}

function reportEqual(levels: readonly Level[], place: string, report: Report): void {
  const texts = levels.map(({ overrides }) => canonicalJson(overrides))
  const twice = levels.find((_, i) => texts.indexOf(texts[i]) !== i)
  if (twice) addProblem(report, 'equal-levels', `${place}.levels`, twice.name, 'Write each level once: it stands twice.')
}

function readRange(path: string, value: Json, place: string, report: Report): { levels: Level[]; range: FactorRange | null } {
  const field = findNode(path)
  const ends = Array.isArray(value) ? (value as readonly Json[]) : []
  const [low, high] = ends
  if (field?.kind !== 'number') {
    addProblem(report, 'not-a-number', `${place}.path`, path, 'A range needs a key with a number: write levels instead.')
    return { levels: [], range: null }
  }
  if (ends.length !== 2 || typeof low !== 'number' || typeof high !== 'number' || !(low < high)) {
    addProblem(report, 'bad-range', `${place}.range`, value, 'Write two numbers in brackets, the smaller first.')
    return { levels: [], range: null }
  }
  const levels = [low, high].map((end, i) => levelOf(path, end, `${place}.range.${i}`, report))
  return { levels, range: { path, low, high, isWhole: field.isWhole } }
}

/** A key that two factors set would have the value of the last one only. */
function checkOverlap(factors: readonly Factor[], report: Report): void {
  const owners = new Map<string, string>()
  for (const { name, levels } of factors) {
    for (const path of new Set(levels.flatMap(({ overrides }) => leafPaths(overrides, '')))) {
      const owner = owners.get(path)
      if (owner !== undefined)
        addProblem(report, 'set-twice', `factors.${name}`, path, `Set it by one factor only: ${owner} sets it as well.`)
      owners.set(path, name)
    }
  }
}
