import { createHash } from '../hash/index.ts'
import { AssertionError } from '../assert.ts'
import type { Problem } from '../../data/columns/index.ts'
import { createArena, measureArena, withRows, type Arena } from './arena.ts'
import type { ArenaSchema } from './layout.ts'

/** 'VTAR' when read as little-endian; another byte order shows as a wrong magic. */
const MAGIC = 0x52415456
const VERSION = 1
/** Header: magic, version, schema hash (two words), then the rows of each table as u32, padded to 8 bytes. */
const FIXED_WORDS = 4

/**
 * One copy of the arena behind a small header. The header carries the schema's hash and the capacities of that moment, so that a
 * snapshot of a grown arena can be restored with the schema that the program knows. `byteOffset` (a multiple of 8) leaves an owner room
 * before it for a head of its own, without a second copy.
 */
export function snapshotArena<S extends ArenaSchema>(arena: Arena<S>, byteOffset = 0): ArrayBuffer {
  const headerBytes = measureHeader(arena.schema)
  const snapshot = new ArrayBuffer(byteOffset + headerBytes + arena.byteLength)
  const header = new Uint32Array(snapshot, byteOffset, headerBytes / 4)
  header.set([MAGIC, VERSION, ...hashSchema(arena.schema), ...Object.values(arena.schema).map((table) => table.rows)])
  new Uint8Array(snapshot, byteOffset + headerBytes).set(bytesOf(arena))
  return snapshot
}

/** A second arena with the same contents in a buffer of its own: one copy. */
export function copyArena<const S extends ArenaSchema>(arena: Arena<S>): Arena<S> {
  const copy = createArena(arena.schema)
  bytesOf(copy).set(bytesOf(arena))
  return copy
}

function bytesOf<S extends ArenaSchema>({ buffer, byteOffset, byteLength }: Arena<S>): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/**
 * Says why the snapshot that begins at `byteOffset` of a buffer cannot be read with this schema (tables and columns must be the same; capacities may
 * differ), or `null`.
 */
export function checkSnapshot(schema: ArenaSchema, snapshot: ArrayBuffer, byteOffset = 0): Problem | null {
  const headerBytes = measureHeader(schema)
  const byteLength = snapshot.byteLength - byteOffset
  if (byteLength < FIXED_WORDS * 4) return refuse('snapshot-short', byteLength, 'It is shorter than a header: take the snapshot again.')
  const header = new Uint32Array(snapshot, byteOffset, FIXED_WORDS)
  if (header[0] !== MAGIC) return refuse('snapshot-magic', header[0], 'It is no Voltwin snapshot, or was written with another byte order.')
  if (header[1] !== VERSION)
    return refuse('snapshot-version', header[1], `This build reads version ${VERSION}: run again from the manifest.`)
  const [high, low] = hashSchema(schema)
  if (header[2] !== high || header[3] !== low)
    return refuse('snapshot-schema', header[2], 'Tables or columns differ: use the build that wrote it.')
  if (byteLength < headerBytes) return refuse('snapshot-short', byteLength, 'The table sizes are cut off: take the snapshot again.')
  const expected = headerBytes + measureArena(readSchema(schema, snapshot, byteOffset))
  if (byteLength !== expected) return refuse('snapshot-length', byteLength, `${expected} bytes were expected: it is cut off or damaged.`)
  return null
}

/**
 * A fresh arena over a copy of the snapshot that begins at `byteOffset`, with the capacities of the snapshot. Throws AssertionError with the code of
 * `checkSnapshot` (`snapshot-short`, `snapshot-magic`, `snapshot-version`, `snapshot-schema`, `snapshot-length`) and the remedy as its value.
 */
export function restoreArena<const S extends ArenaSchema>(schema: S, snapshot: ArrayBuffer, byteOffset = 0): Arena<S> {
  const problem = checkSnapshot(schema, snapshot, byteOffset)
  if (problem !== null) throw new AssertionError(problem.code, `${problem.value}. ${problem.remedy}`)
  const arena = createArena(readSchema(schema, snapshot, byteOffset))
  bytesOf(arena).set(new Uint8Array(snapshot, byteOffset + measureHeader(schema)))
  return arena
}

function readSchema<S extends ArenaSchema>(schema: S, snapshot: ArrayBuffer, byteOffset: number): S {
  const names = Object.keys(schema)
  const rows = new Uint32Array(snapshot, byteOffset + FIXED_WORDS * 4, names.length)
  return withRows(schema, (name) => rows[names.indexOf(name)])
}

function hashSchema(schema: ArenaSchema): [number, number] {
  const hash = createHash()
  for (const [name, { columns }] of Object.entries(schema)) {
    hash.addString(name)
    hash.addU32(Object.keys(columns).length)
    for (const [column, type] of Object.entries(columns)) {
      hash.addString(column)
      hash.addString(type)
    }
  }
  const digest = hash.digest()
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8), 16)]
}

function measureHeader(schema: ArenaSchema): number {
  return Math.ceil((FIXED_WORDS + Object.keys(schema).length) / 2) * 8
}

function refuse(code: string, value: number, remedy: string): Problem {
  return { code, place: 'snapshot', value: String(value), remedy }
}
