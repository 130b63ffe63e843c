/**
 * Telemetry: rows per CPU second from text to state (decode, order, filter, alarms), beside a plain reading by `split`, `Number` and `Date.parse` into objects,
 * in turns in one process; best of the rounds. `npx tsx bench/telemetry.ts [rows] [batteries] [rounds]`, or with `--file f.csv` what becomes of a file's readings.
 */
import { readFileSync } from 'node:fs'
import {
  assimilate,
  createArrivals,
  createDecoder,
  createLiveFleet,
  createQuarantine,
  createReadings,
  defaultLiveSettings,
  hashLive,
  ingest,
  type LiveFleet,
} from '../twin/live/index.ts'

const pieceLength = 1 << 18
const batchRows = 1 << 16

/** Readings every minute, some late: what a fleet's collector would write. */
function writeText(rows: number, batteries: number): string {
  const lines = ['battery,boot,sequence,time,known,soc_pct,battery_temp_c,power_w,lon,lat']
  const start = Date.UTC(2027, 0, 1)
  for (let row = 0; row < rows; row++) {
    const [battery, turn] = [row % batteries, Math.floor(row / batteries)]
    const time = start + turn * 60_000 + battery
    const known = time + (row % 97 === 0 ? 3_600_000 : 1500)
    const soc = (90 - ((turn * 7 + battery) % 600) / 10).toFixed(1)
    lines.push(
      `pack-${battery},1,${turn},${new Date(time).toISOString()},${new Date(known).toISOString()},${soc},21.5,80.25,-6.26${row % 999},53.38${row % 997}`,
    )
  }
  return lines.join('\n')
}

async function assimilateText(name: string, text: string): Promise<{ fleet: LiveFleet; decodeS: number; totalS: number }> {
  const readings = createReadings()
  const arrivals = createArrivals(readings)
  let at = 0
  const read = async () => (at >= text.length ? null : text.slice(at, (at += pieceLength)))
  const before = process.cpuUsage()
  await ingest({ name, read }, createDecoder(readings, createQuarantine(name), null), arrivals, () => true)
  const decodeS = secondsSince(before)
  const fleet = createLiveFleet(readings, defaultLiveSettings)
  while (arrivals.left() > 0) assimilate(fleet, arrivals.take({ nowMs: () => Infinity }, batchRows))
  return { fleet, decodeS, totalS: secondsSince(before) }
}

/** The peer: an object a row, as a short script would do it. Decoding only. */
function readPlainly(text: string): number {
  const before = process.cpuUsage()
  const [header, ...lines] = text.split('\n')
  const names = header.split(',')
  const objects = lines.map((line) => {
    const fields = line.split(',')
    return Object.fromEntries(
      names.map((name, i) => [name, i === 0 ? fields[i] : name === 'time' || name === 'known' ? Date.parse(fields[i]) : Number(fields[i])]),
    )
  })
  if (objects.length === 0) throw new Error('no rows')
  return secondsSince(before)
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

async function race(rows: number, batteries: number, rounds: number): Promise<void> {
  const text = writeText(rows, batteries)
  const best = { decode: Infinity, total: Infinity, plain: Infinity }
  let [hash, rerun] = ['', 0]
  for (let round = 0; round < rounds; round++) {
    const { fleet, decodeS, totalS } = await assimilateText('bench', text)
    hash = hashLive(fleet)
    rerun = fleet.counts.rerun
    best.decode = Math.min(best.decode, decodeS)
    best.total = Math.min(best.total, totalS)
    best.plain = Math.min(best.plain, readPlainly(text))
  }
  const perSecond = (seconds: number) => Math.round(rows / seconds)
  console.log(
    JSON.stringify({
      bench: 'telemetry',
      rows,
      batteries,
      megabytes: Math.round(text.length / 1e6),
      rowsPerCpuSecond: perSecond(best.total),
      decodedPerCpuSecond: perSecond(best.decode),
      plainlyDecodedPerCpuSecond: perSecond(best.plain),
      decodeRatioToPlain: Number((best.plain / best.decode).toFixed(1)),
      rerun,
      hash,
    }),
  )
}

/** What becomes of a file: for the figures of docs/decisions/014. */
async function describeFile(file: string): Promise<void> {
  const { fleet } = await assimilateText(file, readFileSync(file, 'utf8'))
  const { rows, names } = fleet.readings
  const verdicts = [0, 0, 0, 0, 0]
  for (let row = 0; row < rows; row++) verdicts[fleet.filter.verdict[row]] += 1
  const [unmeasured, first, taken, refused, jumps] = verdicts
  console.log(
    JSON.stringify({
      bench: 'telemetry',
      file,
      rows,
      batteries: names.length,
      unmeasured,
      first,
      taken,
      refused,
      jumps,
      hash: hashLive(fleet),
    }),
  )
}

const [word, file] = process.argv.slice(2)
if (word === '--file' && file !== undefined) await describeFile(file)
else {
  const [rows = 1_000_000, batteries = 5000, rounds = 3] = process.argv.slice(2).map(Number)
  await race(rows, batteries, rounds)
}
