import type { Parsed, Problem } from '../data/columns/index.ts'
import type { TextTable } from '../data/files/index.ts'
import { readOwnBySteps } from '../scenarios/index.ts'
import type { OwnReading } from '../scenarios/index.ts'
import { createHash } from '../sim/hash/index.ts'
import { noOwnData } from '../twin/index.ts'
import type { OwnData, Survey, WorldSpec } from '../twin/index.ts'
import { ownKinds } from './own-api.ts'
import type { KeptTable, OwnKind, OwnReport, OwnTables, TableReport } from './own-api.ts'
import { pause } from './pause.ts'
import { explainUnknown, kindOfTable, readHeaderOf } from './table-kind.ts'
import type { TableVault } from './vault/index.ts'

/** Who waits for tables that are read. */
export interface OwnReader {
  /** Whether nobody waits any more. */
  readonly isOver: () => boolean
  /** Hears the share that is read, 0..1. */
  readonly onProgress?: (shareFrac: number) => void
}

/** Tables read, and what a run may take of them: `null` where rows cannot be used and nobody has said that the others will do. */
export interface OwnFound {
  readonly value: OwnData | null
  readonly report: OwnReport
}

/** A company's own tables behind the door of the run worker: the files by content, and the last few readings. */
export interface OwnShelf {
  /** Keeps a dropped file, if it is an own table by its header. */
  readonly keep: (file: File) => Promise<Parsed<KeptTable>>
  /** Reads tables against a scenario and a city, or finds that again; `null` when it was over before. */
  readonly find: (tables: OwnTables | undefined, spec: WorldSpec, survey: Survey, reader: OwnReader) => Promise<OwnFound | null>
}

const mostReadings = 4
/** Work between two pauses in which a message can come in, and between two reports of progress. */
const pauseMs = 30
const reportMs = 150

const nothing: OwnFound = { value: noOwnData, report: { customers: null, batteries: null, weather: null } }

export function createOwnShelf(opening: Promise<TableVault>): OwnShelf {
  const readings = new Map<string, Reports>()
  // One reading at a time: who asks for the same as another then finds it made.
  let busy: Promise<unknown> = Promise.resolve()
  const read = async (tables: OwnTables, spec: WorldSpec, survey: Survey, reader: OwnReader): Promise<OwnFound | null> => {
    const key = nameReading(tables, spec, survey)
    const known = readings.get(key) ?? (await readTables(await opening, tables, spec, survey, reader))
    if (known === null) return null
    readings.delete(key)
    // A file that is missing now may be dropped again.
    if (!known.isMissing) readings.set(key, known)
    for (const oldest of readings.keys()) if (readings.size > mostReadings) readings.delete(oldest)
    return judge(known, tables)
  }
  return {
    keep: async (file) => keepFile(await opening, file),
    find: async (tables, spec, survey, reader) => {
      if (tables === undefined) return nothing
      const found = busy.then(() => (reader.isOver() ? null : read(tables, spec, survey, reader)))
      busy = found.catch(() => undefined)
      return found
    },
  }
}

async function keepFile(vault: TableVault, file: File): Promise<Parsed<KeptTable>> {
  const header = await readHeaderOf(file)
  const kind = kindOfTable(header)
  if (kind === null) return { value: null, problems: [explainUnknown(file.name, header)] }
  if (kind === 'grid' || kind === 'telemetry') return { value: { kind, key: '', isLasting: false }, problems: [] }
  const bytes = await file.arrayBuffer()
  const key = hashBytes(bytes)
  // A copy of the bytes: the person's file may change or go.
  return { value: { kind, key, isLasting: await vault.put(key, new Blob([bytes])) }, problems: [] }
}

function hashBytes(bytes: ArrayBuffer): string {
  const hash = createHash()
  const words = bytes.byteLength >>> 2
  hash.addColumn(new Uint32Array(bytes, 0, words), 0, words)
  hash.addColumn(new Uint8Array(bytes, words * 4), 0, bytes.byteLength % 4)
  return hash.digest()
}

/** The tables as they were read, whatever was decided about rows that cannot be used. */
interface Reports {
  readonly value: OwnData | null
  readonly report: OwnReport
  readonly isMissing: boolean
}

/** Everything that a reading depends on, file names in its problems included. */
function nameReading(tables: OwnTables, { products, segments, limits, weather, calendar, days }: WorldSpec, { city }: Survey): string {
  const files = ownKinds.map((kind) => [tables[kind]?.key, tables[kind]?.name])
  const named = [
    ...products.map(({ id, label, floatFactor }) => [id, label, floatFactor]),
    ...segments.map((s) => [s.id, s.label, s.product]),
  ]
  // Weather is read against the run's dates and the scenario's wave over the day.
  const dates = tables.weather === undefined ? [] : [calendar, days, weather]
  return JSON.stringify([files, named, limits.batteries, city.hash, dates])
}

function judge({ value, report }: Reports, tables: OwnTables): OwnFound {
  const isTaken = ownKinds.every((kind) => report[kind]?.state !== 'partly' || tables[kind]?.isLenient === true)
  return { value: isTaken ? value : null, report }
}

/** Why a run cannot take the tables. */
export function explainRefusal({ report }: OwnFound): readonly Problem[] {
  const remedy = 'Mend the rows and drop the table again, or press “Go on with the good rows” under Own data in Plan.'
  const found = ownKinds.flatMap((kind) => report[kind]?.problems ?? [])
  return [...found, { code: 'rows-unusable', place: 'Own data', value: '', remedy }]
}

interface OpenTable {
  readonly table: TextTable | null
  readonly problems: readonly Problem[]
  readonly isMissing: boolean
}

async function readTables(
  vault: TableVault,
  tables: OwnTables,
  spec: WorldSpec,
  survey: Survey,
  reader: OwnReader,
): Promise<Reports | null> {
  const steps = createSteps(reader)
  const given = ownKinds.flatMap((kind) => (tables[kind] === undefined ? [] : [{ kind, ...tables[kind] }]))
  const open: Partial<Record<OwnKind, OpenTable>> = {}
  // Taking apart is one half of the work, reading the rows the other.
  for (const [at, { kind, key, name }] of given.entries()) {
    const part = { fromFrac: at / given.length / 2, toFrac: (at + 1) / given.length / 2 }
    const opened = await openTable(await vault.get(key), name, (reading) => steps(reading, part))
    if (opened === null) return null
    open[kind] = opened
  }
  const named = (kind: OwnKind) => (open[kind]?.table ? { table: open[kind].table, name: tables[kind]!.name } : null)
  const rows = readOwnBySteps({ customers: named('customers'), batteries: named('batteries'), weather: named('weather') }, spec, survey)
  const reading = await steps(rows, { fromFrac: 0.5, toFrac: 1 })
  if (reading === null) return null
  const report = {
    customers: reportOn(open.customers, reading.customers),
    batteries: reportOn(open.batteries, reading.batteries),
    weather: reportOn(open.weather, reading.weather),
  }
  const isWhole = ownKinds.every((kind) => report[kind]?.state !== 'unusable')
  return { report, value: isWhole ? reading.value : null, isMissing: ownKinds.some((kind) => open[kind]?.isMissing) }
}

type Take = <T>(reading: Generator<number, T, void>) => Promise<T | null>

/** Takes a kept file apart; `null` when it was over before. */
async function openTable(blob: Blob | null, name: string, take: Take): Promise<OpenTable | null> {
  const none = (problems: readonly Problem[], isMissing = false): OpenTable => ({ table: null, problems, isMissing })
  if (blob === null) return none([gone(name)], true)
  const { scanTextTable, textOfBytes } = await import('../data/files/index.ts')
  const text = textOfBytes(new Uint8Array(await blob.arrayBuffer()), name)
  if (text.value === null) return none(text.problems)
  if (text.value.includes('\uFFFD')) return none([{ code: 'not-utf8', place: name, value: '', remedy: 'Save the file as UTF-8 text.' }])
  const table = await take(scanTextTable(text.value, name))
  return table && { table: table.value, problems: table.problems, isMissing: false }
}

function gone(name: string): Problem {
  const remedy = 'This table is not kept in this browser any more: drop the file again, or remove it.'
  return { code: 'own-missing', place: name, value: '', remedy }
}

function reportOn(opened: OpenTable | undefined, read: OwnReading[OwnKind]): TableReport | null {
  if (opened === undefined) return null
  const { table } = opened
  const problems = [...opened.problems, ...(read?.problems ?? [])].toSorted((a, b) => lineOf(a) - lineOf(b))
  const used = read?.used ?? 0
  const state = read?.isUsable !== true ? 'unusable' : problems.length > 0 ? 'partly' : 'good'
  return { used, refused: table === null ? 0 : table.rows + table.leftOut - used, problems, state }
}

/** Line of a row's problem; those of the whole table come last. */
function lineOf({ place }: Problem): number {
  const [, line] = / line (\d+)$/.exec(place) ?? []
  return line === undefined ? Number.MAX_SAFE_INTEGER : Number(line)
}

/** Takes the steps of a reading, which is a part of the whole, with pauses between them; `null` when it was over before. */
type Steps = <T>(reading: Generator<number, T, void>, part: { readonly fromFrac: number; readonly toFrac: number }) => Promise<T | null>

function createSteps({ isOver, onProgress }: OwnReader): Steps {
  let pausedAt = performance.now()
  let reportedAt = 0
  return async (reading, { fromFrac, toFrac }) => {
    for (;;) {
      const step = reading.next()
      if (step.done) return step.value
      if (performance.now() - pausedAt < pauseMs) continue
      if (performance.now() - reportedAt >= reportMs) {
        onProgress?.(fromFrac + (toFrac - fromFrac) * step.value)
        reportedAt = performance.now()
      }
      await pause()
      pausedAt = performance.now()
      if (isOver()) return null
    }
  }
}
