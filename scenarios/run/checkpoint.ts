import { appendColumns, columnOf, createBuilder, viewBuilder } from '../../data/columns/index.ts'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { checkWorldSnapshot, createWorldRun, dailyFacts, restoreWorld, snapshotWorld } from '../../twin/index.ts'
import type { Layout } from '../../twin/index.ts'
import { checkManifest, parseManifest } from '../manifest/index.ts'
import type { Manifest } from '../manifest/index.ts'
import { packSnapshot, pageWords, unpackSnapshot } from './packed-snapshot.ts'
import type { RunSettings, ScenarioRun } from './scenario-run.ts'
import { sinkOf } from './scenario-run.ts'

/*
 * A checkpoint is a file's worth of a run: a head of six words (magic, version, length of the manifest, rows of daily facts, bytes of the snapshot, its
 * pages that are not all zeros), the manifest as UTF-16, the daily facts so far as float64 columns, the pages' numbers, and the pages. It goes on under its own
 * manifest only.
 */

/** 'VTCP' when read as little-endian. */
const magic = 0x50435456
const version = 2
const headWords = 6
const columns = dailyFacts.columns.length

/** What a run goes on from. */
export interface Checkpoint {
  readonly daily: readonly Float64Array[]
  readonly rows: number
  readonly snapshot: ArrayBuffer
}

interface Places {
  readonly text: number
  readonly facts: number
  readonly page: number
  readonly words: number
  readonly end: number
}

function placesOf(units: number, rows: number, pages: number): Places {
  const facts = Math.ceil((4 * headWords + 2 * units) / 8) * 8
  const page = facts + 8 * columns * rows
  const words = page + 4 * pages
  return { text: 4 * headWords, facts, page, words, end: words + 4 * pageWords * pages }
}

/** The run as it stands between two events, with the manifest that decides its bits. */
export function writeCheckpoint(run: ScenarioRun, manifest: Manifest): ArrayBuffer {
  const text = JSON.stringify(manifest)
  const daily = viewBuilder(run.daily)
  const { wholeBytes, page, words } = packSnapshot(snapshotWorld(run.world))
  const at = placesOf(text.length, daily.rows, page.length)
  const bytes = new ArrayBuffer(at.end)
  new Uint32Array(bytes, 0, headWords).set([magic, version, text.length, daily.rows, wholeBytes, page.length])
  new Uint16Array(bytes, at.text, text.length).set(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)))
  dailyFacts.columns.forEach(({ name }, i) => {
    new Float64Array(bytes, at.facts + 8 * i * daily.rows, daily.rows).set(columnOf(daily, name))
  })
  new Uint32Array(bytes, at.page, page.length).set(page)
  new Uint32Array(bytes, at.words, words.length).set(words)
  return bytes
}

/** Reads a checkpoint for a run of `ours` on its layout; each reason why it cannot go on is a problem. */
export function readCheckpoint(bytes: ArrayBuffer, layout: Layout, ours: Manifest): Parsed<Checkpoint> {
  if (bytes.byteLength < 4 * headWords) return refuse('checkpoint-short', bytes.byteLength, 'It is shorter than a head: run again.')
  const head = new Uint32Array(bytes, 0, headWords)
  if (head[0] !== magic) return refuse('checkpoint-magic', head[0], 'It is no checkpoint of a run, or has another byte order: run again.')
  if (head[1] !== version) return refuse('checkpoint-version', head[1], `This build reads version ${version}: run again.`)
  const [units, rows, wholeBytes, pages] = head.subarray(2)
  const at = placesOf(units, rows, pages)
  if (bytes.byteLength !== at.end)
    return refuse('checkpoint-length', bytes.byteLength, `${at.end} bytes were expected: it is cut off. Run again.`)
  const theirs = parseManifest(readText(bytes, at.text, units))
  if (theirs.value === null) return { value: null, problems: theirs.problems }
  const others = checkManifest(ours, theirs.value)
  if (others.length > 0) return { value: null, problems: others }
  const page = new Uint32Array(bytes, at.page, pages)
  if (page.some((number) => number * 4 * pageWords >= wholeBytes))
    return refuse('checkpoint-pages', pages, 'Some of its pages lie beyond its end: it is damaged. Run again.')
  const words = new Uint32Array(bytes, at.words, pages * pageWords)
  const snapshot = unpackSnapshot({ key: null, wholeBytes, byteLength: at.end - at.page, page, words })
  const problem = checkWorldSnapshot(layout, snapshot)
  if (problem !== null) return { value: null, problems: [problem] }
  const daily = dailyFacts.columns.map((_, i) => new Float64Array(bytes, at.facts + 8 * i * rows, rows))
  return { value: { daily, rows, snapshot }, problems: [] }
}

function readText(bytes: ArrayBuffer, at: number, units: number): string {
  return Array.from(new Uint16Array(bytes, at, units), (unit) => String.fromCharCode(unit)).join('')
}

function refuse(code: string, value: number, remedy: string): { value: null; problems: Problem[] } {
  return { value: null, problems: [{ code, place: 'checkpoint', value: String(value), remedy }] }
}

/** The run goes on where the checkpoint was taken, to the bits of a run that never stopped; its log begins there. */
export function resumeRun(layout: Layout, { daily: columnsSoFar, rows, snapshot }: Checkpoint, settings: RunSettings): ScenarioRun {
  const daily = createBuilder(dailyFacts, Math.max(4096, rows))
  appendColumns(daily, columnsSoFar, rows)
  const { level, policies } = settings
  const world = restoreWorld(layout, snapshot, { level, ...(policies && { policies }), sink: sinkOf(daily, settings) })
  return { world, control: createWorldRun(world), days: layout.spec.days, daily, status: { kind: 'running' } }
}
