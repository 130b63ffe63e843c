import {
  alignBeginnings,
  assimilate,
  changeSettings,
  createArrivals,
  createDecoder,
  createLiveFleet,
  createQuarantine,
  createReadings,
  hashLive,
  ingest,
  takeAct,
  viewFleet,
  writeQuarantine,
} from '../../twin/live/index.ts'
import type { Arrivals, Decoder, LiveFleet, LiveSettings, Source } from '../../twin/live/index.ts'
import { resolveCalendar, zones } from '../../scenarios/index.ts'
import { pause } from '../pause.ts'
import { lookAt } from './look.ts'
import type { LiveApi, LiveFleetState, LiveOpening, LiveOptions, LiveProgress, LiveSummary } from './live-types.ts'

/** Readings taken in one turn, so that a question of the page waits for milliseconds only. */
const turnRows = 8000
const pauseMs = 30
const reportMs = 150
/** Local clocks are resolved over these days: 2000 to 2099, as readings may be. */
const [firstEpochDay, clockDays] = [10_956, 36_530]

interface Session {
  readonly decoder: Decoder
  readonly arrivals: Arrivals
  fleet: LiveFleet
  acts: number
}

/** The live twin behind the door. */
export function createLiveApi(): LiveApi {
  let session: Session | null = null
  let turn = 0
  /** Whoever sits at this page; acts are numbered from 0 for each file. */
  const issuer = `operator-${crypto.randomUUID().slice(0, 8)}`

  const open: LiveApi['open'] = async (file, name, options, settings, onProgress) => {
    const own = ++turn
    const next = await readFile(file, name, options, settings, (progress) => {
      onProgress(progress)
      return own === turn
    })
    if (own !== turn || next === null) return { kind: 'cancelled' }
    const { decoder } = next
    if (decoder.layout === null || decoder.readings.rows === 0) return refuse(decoder)
    session = next
    return { kind: 'open', summary: summarise(name, next) }
  }

  return {
    open,
    cancel: () => void (turn += 1),
    advance: async (toMs) => {
      if (session === null) return toMs
      const { arrivals, fleet } = session
      assimilate(fleet, arrivals.take({ nowMs: () => toMs }, turnRows))
      // What is known at the same moment may need another turn.
      const nextMs = arrivals.nextMs()
      return nextMs > toMs ? toMs : nextMs - 1
    },
    rewind: async () => {
      if (session === null) return
      session.arrivals.rewind()
      const { acts, readings, settings } = session.fleet
      session.fleet = createLiveFleet(readings, settings)
      // What a person did stays done.
      session.fleet.acts = acts
    },
    look: async (query) => (session === null ? null : lookAt(session.fleet, session.arrivals, query)),
    acknowledge: async (alarms, atMs) => {
      if (session === null) return
      for (const { battery, kind } of alarms)
        takeAct(session.fleet, { issuer, sequence: session.acts++, timeMs: atMs, knownMs: atMs, kind: 'acknowledge', battery, alarm: kind })
    },
    change: async (settings) => {
      if (session !== null) changeSettings(session.fleet, settings)
    },
    quarantine: async (first, count) => session?.decoder.quarantine.rows.slice(first, first + count) ?? [],
    quarantineFile: async () => new Blob(session === null ? [] : [writeQuarantine(session.decoder.quarantine)], { type: 'text/csv' }),
    fleetAt: async (atMs) => (session === null ? null : describeFleet(session.fleet, atMs)),
    hashAt: async (atMs) => (session === null ? '' : hashLive(session.fleet, atMs)),
  }
}

/** Batteries whose charge is known at a moment. */
function describeFleet(fleet: LiveFleet, atMs: number): LiveFleetState {
  const view = viewFleet(fleet, atMs)
  const known = Array.from({ length: view.count }, (_, row) => row).filter((row) => view.predictedFrac[row] === view.predictedFrac[row])
  return {
    atMs,
    names: known.map((row) => fleet.readings.names[view.battery[row]]),
    socFrac: Float32Array.from(known, (row) => view.predictedFrac[row]),
    sohFrac: Float32Array.from(known, (row) => view.sohFrac[row]),
    lonDeg: Float64Array.from(known, (row) => view.lonDeg[row]),
    latDeg: Float64Array.from(known, (row) => view.latDeg[row]),
  }
}

/** Text of a file as a source; UTF-16 is told by its first two bytes. */
async function openSource(file: Blob, name: string): Promise<Source> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
  const reader = file.stream().getReader()
  const words = new TextDecoder(encoding)
  return {
    name,
    read: async () => {
      const { done, value } = await reader.read()
      return done ? null : words.decode(value, { stream: true })
    },
  }
}

async function readFile(
  file: Blob,
  name: string,
  { zone, isAligned }: LiveOptions,
  settings: LiveSettings,
  report: (progress: LiveProgress) => boolean,
): Promise<Session | null> {
  const rules = zones.get(zone)
  const readings = createReadings()
  const decoder = createDecoder(
    readings,
    createQuarantine(name),
    rules === undefined ? null : resolveCalendar(firstEpochDay, clockDays, rules),
  )
  // All of a file is decoded before any of it is played: what is aligned, or arrives out of order, is known only then.
  const arrivals = createArrivals(readings)
  const ends: number[] = []
  const journal = { append: async (_from: number, to: number) => void ends.push(to) }
  let [pausedAt, reportedAt] = [performance.now(), 0]
  const source = await openSource(file, name)
  const isWhole = await ingest(source, decoder, journal, async ({ characters, rows }) => {
    if (performance.now() - pausedAt < pauseMs) return true
    await pause()
    pausedAt = performance.now()
    if (pausedAt - reportedAt < reportMs) return true
    reportedAt = pausedAt
    return report({ shareFrac: Math.min(1, characters / Math.max(1, file.size)), rows })
  })
  if (!isWhole && decoder.problems.every(({ code }) => code !== 'limit-readings')) return null
  if (isAligned) alignBeginnings(readings)
  await arrivals.append(0, readings.rows)
  return { decoder, arrivals, fleet: createLiveFleet(readings, settings), acts: 0 }
}

function refuse({ problems, quarantine }: Decoder): LiveOpening {
  const rows = quarantine.rows.slice(0, 5).map(({ line, code, column, value, remedy }) => ({
    code,
    place: `${quarantine.file}, line ${line}${column === '' ? '' : `, ${column}`}`,
    value,
    remedy,
  }))
  const none = {
    code: 'no-readings',
    place: quarantine.file,
    value: `${quarantine.count} lines could not be read`,
    remedy: 'Choose a CSV file with a header line and one reading a line.',
  }
  return { kind: 'refused', problems: problems.length > 0 ? problems : [...rows, none] }
}

function summarise(name: string, { decoder, arrivals }: Session): LiveSummary {
  const { readings, quarantine, layout, problems } = decoder
  const { fromMs, toMs } = arrivals.span()
  const columns = layout?.columns ?? []
  const isUsed = (at: number) => layout?.uses[at] !== null
  return {
    name,
    rows: readings.rows,
    batteries: readings.names.length,
    quarantined: quarantine.count,
    quarantinedByCode: [...quarantine.byCode].toSorted((a, b) => b[1] - a[1]),
    problems,
    usedColumns: columns.filter((_, at) => isUsed(at)),
    ignoredColumns: columns.filter((_, at) => !isUsed(at)),
    fromMs,
    toMs,
    boundsLonLat: boundsOf(decoder),
    measured: readings.columns.socFrac.subarray(0, readings.rows).reduce((count, soc) => count + (soc === soc ? 1 : 0), 0),
  }
}

function boundsOf({ readings: { rows, columns: c } }: Decoder): LiveSummary['boundsLonLat'] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let row = 0; row < rows; row++) {
    const [lon, lat] = [c.lonDeg[row], c.latDeg[row]]
    if (lon !== lon || lat !== lat) continue
    bounds[0] = Math.min(bounds[0], lon)
    bounds[1] = Math.min(bounds[1], lat)
    bounds[2] = Math.max(bounds[2], lon)
    bounds[3] = Math.max(bounds[3], lat)
  }
  return bounds[0] === Infinity ? null : bounds
}
