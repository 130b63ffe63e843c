import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { RunCall } from './run.ts'

/*
 * A run with `--out` works in `<folder>.partial-<process>`. Once a month of the run it leaves a checkpoint there, with the call that it came from: so
 * much can be gone on from when the process is broken off.
 */
const checkpointFile = 'checkpoint.bin'
const callFile = 'call.json'
export const logFile = 'log.bin'
/** Files of a run under way that do not belong to a finished one. */
export const workingFiles = [checkpointFile, callFile, logFile]

export function partialOf(folder: string): string {
  return `${resolve(folder)}.partial-${process.pid}`
}

/** Whether there is something to go on from. */
export function hasCheckpoint(partial: string): boolean {
  return existsSync(join(partial, checkpointFile))
}

/** Puts a checkpoint into the folder, in place of the last one, in one step: a broken-off write leaves the last one as it is. */
export function saveCheckpoint(partial: string, call: RunCall, logBytes: number, checkpoint: ArrayBuffer): void {
  writeFileSync(join(partial, callFile), `${JSON.stringify(call)}\n`)
  const place = new Uint8Array(8 + checkpoint.byteLength)
  new DataView(place.buffer).setFloat64(0, logBytes, true)
  place.set(new Uint8Array(checkpoint), 8)
  const next = join(partial, `${checkpointFile}.next`)
  writeFileSync(next, place, { flush: true })
  renameSync(next, join(partial, checkpointFile))
}

/** What a broken-off run left. */
export interface Unfinished {
  readonly partial: string
  readonly call: RunCall
  readonly logBytes: number
  readonly checkpoint: ArrayBuffer
}

/** Finds what a run to `folder` left when it was broken off. One that still runs, and several, are problems. */
export function findUnfinished(folder: string): Parsed<Unfinished> {
  const target = resolve(folder)
  const prefix = `${basename(target)}.partial-`
  const names = existsSync(dirname(target)) ? readdirSync(dirname(target)) : []
  const found = names.filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
  const left = found.map((name) => join(dirname(target), name)).filter(hasCheckpoint)
  if (left.length === 0)
    return refuse('nothing-to-resume', folder, 'No run to this folder has left a checkpoint: start it anew with --out.')
  const alive = left.find((path) => isAlive(Number(path.slice(path.lastIndexOf('-') + 1))))
  if (alive !== undefined) return refuse('run-under-way', alive, 'The run is still under way: wait for it, or end its process first.')
  if (left.length > 1)
    return refuse('several-to-resume', left.join(', '), 'Several runs were broken off: remove all but one of these folders.')
  return readUnfinished(left[0])
}

function readUnfinished(partial: string): Parsed<Unfinished> {
  try {
    const bytes = readFileSync(join(partial, checkpointFile))
    // Written by `saveCheckpoint`; what it leads to is checked against the manifest.
    const call = JSON.parse(readFileSync(join(partial, callFile), 'utf8')) as RunCall
    const checkpoint = bytes.buffer.slice(bytes.byteOffset + 8, bytes.byteOffset + bytes.byteLength)
    return { value: { partial, call, logBytes: bytes.readDoubleLE(0), checkpoint }, problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse('checkpoint-unreadable', partial, `Remove this folder and run again (${reason}).`)
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function refuse(code: string, value: string, remedy: string): { value: null; problems: Problem[] } {
  return { value: null, problems: [{ code, place: '--resume', value: value.slice(-80), remedy }] }
}
