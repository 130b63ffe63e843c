import type { Parsed, Problem } from '../../data/columns/index.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** Deeper nesting than any scenario has; it keeps a hostile file from exhausting the stack. */
const maxDepth = 64
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
// The control characters are what JSON forbids inside a string.
// oxlint-disable-next-line no-control-regex
const stringPattern = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y
const words: Readonly<Record<string, Json>> = { true: true, false: false, null: null }

interface Cursor {
  readonly text: string
  at: number
  depth: number
  readonly problems: Problem[]
}

class JsonError extends Error {}

/**
 * Parses JSON (RFC 8259) so that every engine says the same about a broken text: line, column and what was expected there.
 * A key that comes twice in one object is a problem too: `JSON.parse` would drop the first silently.
 */
export function parseJson(text: string): Parsed<Json> {
  const cursor: Cursor = { text, at: text.startsWith('\uFEFF') ? 1 : 0, depth: 0, problems: [] }
  try {
    const value = readValue(cursor)
    skipSpace(cursor)
    if (cursor.at < text.length) fail(cursor, 'Nothing may follow the closing brace: remove this')
    return { value, problems: cursor.problems }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    return { value: null, problems: cursor.problems }
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readValue(cursor: Cursor): Json {
  skipSpace(cursor)
  const character = cursor.text[cursor.at]
  if (character === '{') return nest(cursor, readObject)
  if (character === '[') return nest(cursor, readArray)
  if (character === '"') return readString(cursor)
  return readScalar(cursor)
}

function nest(cursor: Cursor, read: (cursor: Cursor) => Json): Json {
  if (++cursor.depth > maxDepth) fail(cursor, `Nest at most ${maxDepth} levels`)
  cursor.at++
  const value = read(cursor)
  cursor.depth--
  return value
}

function readObject(cursor: Cursor): JsonObject {
  const entries = new Map<string, Json>()
  if (takes(cursor, '}')) return {}
  do {
    skipSpace(cursor)
    const at = cursor.at
    const key = readString(cursor)
    if (entries.has(key)) report(cursor, at, 'duplicate-key', `Keep one "${key}": it comes twice in this object`)
    if (!takes(cursor, ':')) fail(cursor, `Write a colon after the key "${key}"`)
    entries.set(key, readValue(cursor))
  } while (takes(cursor, ','))
  if (!takes(cursor, '}')) fail(cursor, 'Write a comma or a closing brace here')
  return Object.fromEntries(entries)
}

function readArray(cursor: Cursor): Json[] {
  const values: Json[] = []
  if (takes(cursor, ']')) return values
  do values.push(readValue(cursor))
  while (takes(cursor, ','))
  if (!takes(cursor, ']')) fail(cursor, 'Write a comma or a closing bracket here')
  return values
}

function readString(cursor: Cursor): string {
  stringPattern.lastIndex = cursor.at
  const match = stringPattern.exec(cursor.text)
  if (!match) fail(cursor, 'Write a text in double quotes here; a comma must not stand before a closing brace')
  cursor.at = stringPattern.lastIndex
  return JSON.parse(match[0]) as string
}

function readScalar(cursor: Cursor): Json {
  const word = Object.keys(words).find((candidate) => cursor.text.startsWith(candidate, cursor.at))
  if (word !== undefined) {
    cursor.at += word.length
    return words[word]
  }
  numberPattern.lastIndex = cursor.at
  const match = numberPattern.exec(cursor.text)
  if (!match) fail(cursor, 'Write a JSON value here: a number with a decimal point, a text in double quotes, { … } or [ … ]')
  cursor.at = numberPattern.lastIndex
  return Number(match[0])
}

function takes(cursor: Cursor, character: string): boolean {
  skipSpace(cursor)
  if (cursor.text[cursor.at] !== character) return false
  cursor.at++
  return true
}

function skipSpace(cursor: Cursor): void {
  while (' \t\n\r'.includes(cursor.text[cursor.at] ?? '#')) cursor.at++
}

function fail(cursor: Cursor, remedy: string): never {
  report(cursor, cursor.at, 'broken-json', remedy)
  throw new JsonError(remedy)
}

function report(cursor: Cursor, at: number, code: string, remedy: string): void {
  const before = cursor.text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  const [value] = cursor.text.slice(at, at + 80).split(/\r?\n/)
  cursor.problems.push({ code, place: `line ${line}, column ${column}`, value, remedy })
}
