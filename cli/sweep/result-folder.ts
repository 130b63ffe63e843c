import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { readArrow, writeArrow } from '../../data/arrow/index.ts'
import type { ColumnTable, Parsed, Problem, TableDescriptor } from '../../data/columns/index.ts'
import { readResult, writeResult } from '../../scenarios/index.ts'
import type { RunResult } from '../../scenarios/index.ts'

/*
 * Results by name: `results/<id>/result.json` with the figures, and the facts as Arrow. A result is written under another name and renamed when it is
 * whole, so whoever looks finds all of it or nothing; of two that make the same run the second one finds the first one's.
 */
const resultFile = 'result.json'
const partialMark = '.partial-'
/** Writing a result takes moments: what is older was left by a process that died. */
const abandonedMs = 3_600_000
const identifyMs = 2000

/** Several machines may write into one folder. */
const ourMark = `-${hostname()}-${process.pid}`

/** Writes a file and waits until the disk has it. */
export type WriteFile = (path: string, content: string | Uint8Array) => void

const writeSafely: WriteFile = (path, content) => writeFileSync(path, content, { flush: true })

/** Makes a folder ready for results; answers what hinders it. */
export function openFolder(out: string): Problem | null {
  try {
    mkdirSync(join(out, 'results'), { recursive: true })
    sweepPartials(out)
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const remedy = `Name a folder where files can be written (${reason}).`
    return { code: 'folder-not-writable', place: '--out', value: out.slice(-80), remedy }
  }
}

/** What tells this results folder from all others, on whatever machine and under whatever name it is seen. */
export function identify(folder: string): string {
  const file = join(folder, 'folder-id')
  mkdirSync(folder, { recursive: true })
  const own = randomUUID()
  try {
    writeFileSync(file, own, { flag: 'wx', flush: true })
    return own
  } catch (error) {
    if (!isThere(error)) {
      // A full disk leaves an empty file, which would stand in the way of every later call.
      rmSync(file, { force: true })
      throw error
    }
  }
  // Somebody was first; it may be writing this very moment.
  const end = performance.now() + identifyMs
  for (;;) {
    const text = readFileSync(file, 'utf8')
    if (text.length === own.length) return text
    if (performance.now() > end) throw new Error(`${file} is broken: remove it while no sweep and no worker uses the folder`)
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function placeOf(folder: string, id: string): string {
  return join(folder, 'results', id)
}

/** The result of a run, where the folder has one of this build. */
export function findResult(folder: string, id: string): RunResult | null {
  const file = join(placeOf(folder, id), resultFile)
  return existsSync(file) ? readResult(readFileSync(file, 'utf8'), id) : null
}

/** Keeps a result. Throws what the disk says, for example that it is full; then nothing of it is left. */
export function storeResult(folder: string, result: RunResult, facts: readonly ColumnTable[], write: WriteFile = writeSafely): void {
  const target = placeOf(folder, result.id)
  const partial = join(folder, 'results', `${partialMark}${result.id}${ourMark}`)
  try {
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial, { recursive: true })
    for (const table of facts) write(join(partial, `${table.descriptor.name}.arrow`), writeArrow(table))
    write(join(partial, resultFile), writeResult(result))
    putInPlace(folder, result.id, partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
}

function putInPlace(folder: string, id: string, partial: string, target: string): void {
  try {
    renameSync(partial, target)
  } catch (error) {
    if (!existsSync(target)) throw error
    // Somebody was first: an equal run has equal bits. What is broken or of an older form gives way.
    if (findResult(folder, id) !== null) return rmSync(partial, { recursive: true, force: true })
    rmSync(target, { recursive: true, force: true })
    renameSync(partial, target)
  }
}

/** Reads a fact table of a kept run. */
export function readFacts(folder: string, id: string, descriptor: TableDescriptor): Parsed<ColumnTable> {
  return readArrow(readFileSync(join(placeOf(folder, id), `${descriptor.name}.arrow`)), descriptor)
}

/** Removes what processes that died were about to write: those of this process, and old ones. */
export function sweepPartials(folder: string): void {
  const results = join(folder, 'results')
  if (!existsSync(results)) return
  for (const name of readdirSync(results).filter((one) => one.startsWith(partialMark))) {
    const place = join(results, name)
    const isOurs = name.endsWith(ourMark)
    const age = Date.now() - (statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (isOurs || age > abandonedMs) rmSync(place, { recursive: true, force: true })
  }
}

/** Writes a text in one step: whoever reads finds the old one or the new one. */
export function writeWhole(file: string, text: string): void {
  const next = `${file}${partialMark}${ourMark}`
  try {
    writeFileSync(next, text, { flush: true })
    renameSync(next, file)
  } finally {
    rmSync(next, { force: true })
  }
}

/** What stands in the way of a result, a copy or a report, as a problem: what is stored is kept. */
export function describeUnwritable(folder: string, reason: string): Problem {
  const remedy = 'Free space, or make the folder writable, and call again: what is stored is kept, and only the rest is made.'
  return { code: 'results-unwritable', place: '--out', value: `${folder.slice(-60)}: ${reason.slice(0, 120)}`, remedy }
}
