import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readParquet } from '../data/files/index.ts'
import { commands } from '../cli/commands.ts'
import { runScenario } from '../cli/run/run.ts'
import { prepareRuns, readSpanSource } from '../cli/span/prepare.ts'
import { runSpan } from '../cli/span/run-span.ts'
import type { SpanReport } from '../cli/span/run-span.ts'
import { findSpan } from '../cli/span/source.ts'
import { readSpan } from '../scenarios/span/index.ts'
import { makeRun, openSources } from '../cli/sweep/make-run.ts'
import { endOf } from '../cli/sweep/pool.ts'
import type { RunPool } from '../cli/sweep/pool.ts'
import { encodeChessboard } from '../twin/city/osm/osm-fixture.ts'
import { dailyFacts } from '../twin/facts.ts'
import { readResults } from './sweep-design.ts'

let folder = ''
let given = ''

const small = {
  days: 4,
  segments: { ebikes: { customers: 60 }, scooters: { customers: 75 }, tools: { customers: 6 }, homes: { customers: 15 } },
  hubs: { count: 4, chargers: 10, staff: 2 },
  shops: { count: 5 },
  boxes: { count: 10 },
  couriers: { count: 8 },
}

/** Four small towns; `Mitte` keeps the whole base’s products, `Ost` has lost one, so that indexes of products differ. */
const towns = {
  West: { extract: 'west.osm.pbf', share: 0.4 },
  Nord: { extract: 'nord.osm.pbf', share: 0.1 },
  Mitte: { extract: 'mitte.osm.pbf', share: 0.3 },
  Ost: { extract: 'ost.osm.pbf', share: 0.2, overrides: { products: { 'ebike-500': null }, segments: { ebikes: null } } },
}

function writeSpan(name: string, cities: object): string {
  const file = join(given, `${name}.json`)
  writeFileSync(file, JSON.stringify({ format: 'voltwin-span', version: 1, name, seed: 1, scenario: 'baseline', overrides: small, cities }))
  return file
}

/** A pool in this process, one run after the other; `most`: it is taken back after so many. */
function poolHere(out: string, most = Infinity): RunPool {
  const sources = openSources()
  const done = async () => undefined
  return {
    makeAll: async (jobs, onEnd) => {
      for (const [i, job] of jobs.entries()) onEnd(job, i < most ? endOf(await makeRun(job, out, sources)) : { kind: 'cancelled' })
    },
    pause: done,
    resume: done,
    cancel: done,
    close: done,
  }
}

async function runHere(file: string, out: string, most?: number) {
  const source = findSpan(file)!
  const read = readSpanSource(source, {})
  expect(read.problems).toEqual([])
  const { value: runs } = await prepareRuns(read.value!, source.file, out)
  const said: string[] = []
  const { value } = await runSpan(read.value!, runs!, out, {
    pool: poolHere(out, most),
    say: (line) => said.push(line),
    isOver: () => false,
  })
  return { report: value!, said, read: read.value! }
}

/** Calls the command as the program does. */
async function call(file: string, options: Readonly<Record<string, string | number | boolean>>) {
  const command = commands.find(({ name }) => name === 'run')!
  const printed: [object, string][] = []
  const { value, problems } = await command.run({ command, positionals: [file], options }, (json, text) => void printed.push([json, text]))
  return { value, problems, report: printed[0]?.[0] as SpanReport | undefined, text: printed[0]?.[1] ?? '' }
}

const withoutSpent = (report: SpanReport) => ({ ...report, cpuSeconds: 0, peakMemoryMB: 0 })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-span-'))
  given = join(folder, 'given')
  mkdirSync(given)
  for (const [i, name] of ['west', 'mitte', 'ost', 'nord'].entries()) writeFileSync(join(given, `${name}.osm.pbf`), encodeChessboard(9 - i))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a span of several cities', () => {
  test('has the same hashes, facts and figures by one worker, by two and by four', async () => {
    const file = writeSpan('four', towns)
    const alone = await runHere(file, join(folder, 'one'))
    expect(Object.keys(alone.report.cities)).toEqual(['Mitte', 'Nord', 'Ost', 'West'])
    expect(alone.report.whole!.hash).toMatch(/^[0-9a-f]{16}$/)
    for (const workers of [2, 4]) {
      const out = join(folder, `by-${workers}`)
      const { value, report } = await call(file, { workers, out })
      expect(value).toBe(true)
      expect(withoutSpent(report!)).toEqual(withoutSpent(alone.report))
      expect(readResults(out)).toEqual(readResults(join(folder, 'one')))
    }
  }, 60_000)

  test('is what its cities are as runs of their own', async () => {
    const { report, read } = await runHere(writeSpan('four', towns), join(folder, 'one'))
    const [mitte] = read.cities
    const scenario = join(given, 'mitte.json')
    writeFileSync(scenario, mitte.scenario.canonical)
    const single = await runScenario({ scenario, city: join(given, 'mitte.osm.pbf') }, () => undefined)
    expect(single.value).toMatchObject({ hash: report.cities['Mitte'].hash, seed: report.cities['Mitte'].seed })
    expect(single.value!.kpis['slaKept'].value).toBe(report.cities['Mitte'].kpis['slaKept'])
    const sum = (figure: 'batteryDays' | 'exchanges' | 'customers') =>
      Object.values(report.cities).reduce((total, row) => total + row[figure], 0)
    expect(report.whole).toMatchObject({ batteryDays: sum('batteryDays'), exchanges: sum('exchanges'), customers: sum('customers') })
    const kept = Object.values(report.cities).reduce((total, { kpis }) => total + kpis['energyBought']!, 0)
    expect(report.whole!.kpis['energyBought'].value).toBeCloseTo(kept, 6)
  })

  test('keeps its facts with hubs and products that are told apart', async () => {
    const out = join(folder, 'one')
    const { report } = await runHere(writeSpan('four', towns), out)
    const bytes = readFileSync(join(out, report.place, 'daily.parquet'))
    const { value: daily } = await readParquet(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), dailyFacts)
    const [hubs, products] = [daily!.columns['hub'], daily!.columns['product']]
    const manifest = JSON.parse(readFileSync(join(out, report.place, 'manifest.json'), 'utf8')) as {
      products: string[]
      cities: { name: string; firstHub: number; manifest: object }[]
    }
    expect(manifest.products).toEqual(['ebike-500', 'home-5000', 'scooter-1500', 'tool-100'])
    expect(manifest.cities.map(({ name, firstHub }) => [name, firstHub])).toEqual([
      ['Mitte', 0],
      ['Nord', 1],
      ['Ost', 2],
      ['West', 3],
    ])
    expect([...new Set(hubs)].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
    // Ost has no e-bikes.
    expect([...products].filter((_, row) => hubs[row] === 2)).not.toContain(0)
    expect([...products].filter((_, row) => hubs[row] === 0)).toContain(0)
  })

  test('that was broken off goes on by the same call with what is missing', async () => {
    const [file, out] = [writeSpan('four', towns), join(folder, 'broken')]
    const first = await runHere(file, out, 1)
    expect(first.report).toMatchObject({ missing: ['Nord', 'Ost', 'West'], whole: null, place: '' })
    const second = await runHere(file, out)
    expect(second.said[0]).toBe('4 cities, 1 of them kept from before')
    expect(withoutSpent(second.report)).toEqual(withoutSpent((await runHere(file, join(folder, 'one'))).report))
    expect(existsSync(join(out, second.report.place, 'summary.json'))).toBe(true)
  })

  test('names the city that fails, and the others go on', async () => {
    const cities = { ...towns, Mitte: { ...towns.Mitte, overrides: { limits: { events: 200 } } } }
    const out = join(folder, 'failed')
    const { report, said } = await runHere(writeSpan('failing', cities), out)
    expect(report.failed).toMatchObject([{ city: 'Mitte', message: expect.stringContaining('limits.events is reached') }])
    expect(Object.keys(report.cities)).toEqual(['Nord', 'Ost', 'West'])
    expect(report.whole).toBeNull()
    expect(said).toContainEqual(expect.stringMatching(/^Mitte: failed: limits\.events/))
    // Luck is a city's own: the others are as they were.
    expect(report.cities['Ost'].hash).toBe((await runHere(writeSpan('four', towns), join(folder, 'one'))).report.cities['Ost'].hash)
    const again = await call(join(given, 'failing.json'), { out, workers: 1 })
    expect([again.value, again.text]).toEqual([false, expect.stringContaining('failed: Mitte: limits.events is reached')])
  })

  test('with bad input is told so before anything is run', async () => {
    const gone = await call(writeSpan('gone', { ...towns, Ost: { extract: 'gone.osm.pbf', share: 0.2 } }), { out: join(folder, 'gone') })
    expect(gone.problems[0].place).toMatch(/^cities\.Ost → /)
    expect(readResults(join(folder, 'gone')).size).toBe(0)
    const file = writeSpan('four', towns)
    const optionsOf = async (options: object) => (await call(file, { ...options })).problems.map(({ code, place }) => [code, place])
    expect(await optionsOf({ city: 'x.osm.pbf', level: 'full' })).toEqual([
      ['unwanted-option', '--city'],
      ['unwanted-option', '--level'],
    ])
    expect(await optionsOf({ redis: 'redis://localhost' })).toEqual([['missing-value', '--out']])
    expect((await call('baseline', { workers: 2 })).problems).toMatchObject([{ code: 'unwanted-option', place: '--workers' }])
    const compare = commands.find(({ name }) => name === 'compare')!
    const { problems } = await compare.run({ command: compare, positionals: ['million', 'baseline'], options: {} }, () => undefined)
    expect(problems).toMatchObject([{ code: 'scenario-spans-cities', value: 'million' }])
  })
})

test('the span that docs/spans.md shows is one', () => {
  const [, text] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/spans.md', 'utf8'))!
  expect(readSpan(text)).toMatchObject({ problems: [], value: { name: 'company' } })
})
