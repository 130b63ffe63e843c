import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnOf, type TableDescriptor } from '../../data/columns/index.ts'
import { readParquet } from '../../data/files/index.ts'
import { kpis, loadScenario, parseManifest } from '../../scenarios/index.ts'
import { encodeChessboard, encodeOsm } from '../../twin/city/osm/osm-fixture.ts'
import { dailyFacts, factTables } from '../../twin/facts.ts'
import { logTable } from '../../twin/log.ts'
import { commands } from '../commands.ts'
import { runScenario, type RunCall, type RunReport } from './run.ts'

let folder = ''
let small = ''
let town = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-run-'))
  small = write('small.json', scenarioText({ name: 'small', days: 4, ...smallFleet }))
  town = write('town.osm.pbf', encodeChessboard(9))
})
afterAll(() => rmSync(folder, { recursive: true }))

const smallFleet = {
  segments: { ebikes: { customers: 24 }, scooters: { customers: 30 }, tools: { customers: 3 }, homes: { customers: 6 } },
  hubs: { count: 2, chargers: 10, staff: 2 },
  shops: { count: 2 },
  boxes: { count: 4 },
  couriers: { count: 3 },
}

const scenarioText = (keys: object) => JSON.stringify({ format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'x', ...keys })

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

function voltwin(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/voltwin.mjs', ...words], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

async function run(call: Partial<RunCall> = {}): Promise<RunReport> {
  const { value, problems } = await runScenario({ scenario: small, city: town, ...call }, () => undefined)
  expect(problems).toEqual([])
  if (value === null) throw new Error('no report')
  return value
}

async function readTable(file: string, descriptor: TableDescriptor) {
  const bytes = readFileSync(file)
  const { value, problems } = await readParquet(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), descriptor)
  expect(problems).toEqual([])
  return value!
}

const shape = {
  scenario: 'small',
  seed: 1,
  hash: expect.stringMatching(/^[0-9a-f]{16}$/),
  days: 4,
  events: expect.any(Number),
  cpuSeconds: expect.any(Number),
  peakMemoryMB: expect.any(Number),
  city: { name: 'town', isGenerated: false, demandFrom: 'residential-roads', attribution: '© OpenStreetMap contributors' },
  kpis: Object.fromEntries(
    kpis.map(({ id, unit }) => [id, { value: expect.toBeOneOf([expect.any(Number), null]), unit, n: expect.any(Number) }]),
  ),
}

/** Calls the command as the program does; the answer says whether all went well. */
async function callRun(
  words: Readonly<Record<string, string | number>>,
): Promise<{ answer: boolean | null; report: RunReport; text: string }> {
  const command = commands.find(({ name }) => name === 'run')!
  const printed: [object, string][] = []
  const { scenario, ...options } = { scenario: small, city: town, ...words }
  const { value } = await command.run({ command, positionals: [scenario], options }, (json, text) => void printed.push([json, text]))
  expect(printed).toHaveLength(1)
  return { answer: value, report: JSON.parse(JSON.stringify(printed[0][0])) as RunReport, text: printed[0][1] }
}

describe('voltwin run', () => {
  test('answers with the promised shape, and the same twice', async () => {
    const { answer, report } = await callRun({})
    expect(answer).toBe(true)
    expect(report).toEqual(shape)
    expect(report.events).toBeGreaterThan(100)
    // Unknown is null, and only where nothing was counted.
    for (const { value, n } of Object.values(report.kpis)) expect(value === null).toBe(n === 0)
    expect(report.kpis['slaKept'].n).toBeGreaterThan(50)
    expect({ ...(await run()), cpuSeconds: 0, peakMemoryMB: 0 }).toEqual({ ...report, cpuSeconds: 0, peakMemoryMB: 0 })
  })

  test('for people: the same figures as lines', async () => {
    const { text, report } = await callRun({ days: 1 })
    expect(text).toContain(`hash: ${report.hash}`)
    for (const [id, { value, unit, n }] of Object.entries(report.kpis))
      expect(text).toContain(`${id}: ${value ?? 'unknown'} ${unit} (n ${n})`)
  })

  test('the program prints one JSON object and nothing else; a library’s scenario goes by its name, on the generated city', () => {
    const { status, stdout, stderr } = voltwin('run', 'baseline', '--days', '1', '--json')
    expect(status).toBe(0)
    expect(stderr).toContain('demand by')
    const city = { isGenerated: true, demandFrom: 'generated-density', attribution: '' }
    const report = JSON.parse(stdout) as RunReport
    expect(report).toMatchObject({ scenario: 'baseline', days: 1, city })
    expect(Object.keys(report)).toEqual(Object.keys(shape))
    expect(Object.keys(report.kpis)).toEqual(Object.keys(shape.kpis))
  })

  test('--seed and --days lead to another run, and say so', async () => {
    const other = await run({ seed: 5, days: 2 })
    expect(other).toMatchObject({ seed: 5, days: 2 })
    expect(other.hash).not.toBe((await run({ days: 2 })).hash)
  })
})

describe('--out', () => {
  test('writes manifest, scenario, facts, log and summary, and nothing else', async () => {
    const out = join(folder, 'deep', 'out')
    const report = await run({ out, level: 'full' })
    expect(readdirSync(out).toSorted()).toEqual([
      'daily.parquet',
      'fade.parquet',
      'hourly.parquet',
      'log.parquet',
      'manifest.json',
      'scenario.json',
      'summary.json',
    ])
    expect(readdirSync(join(folder, 'deep'))).toEqual(['out'])
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toEqual(report)
    const manifest = parseManifest(readFileSync(join(out, 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({ problems: [], value: { seed: 1, scenarioName: 'small', cityName: report.city.name } })
    const scenario = loadScenario(readFileSync(join(out, 'scenario.json'), 'utf8'), { resolve: () => null })
    expect(scenario.problems).toEqual([])
    expect(scenario.value?.hash).toBe(manifest.value?.scenario)
    for (const table of factTables) await readTable(join(out, `${table.name}.parquet`), table)
    const daily = await readTable(join(out, 'daily.parquet'), dailyFacts)
    const due = Array.from<number>(columnOf(daily, 'promisesDue'))
    expect(due.reduce((sum, n) => sum + n, 0)).toBe(report.kpis['slaKept'].n)
    const log = await readTable(join(out, 'log.parquet'), logTable)
    expect(log.rows).toBeGreaterThan(1000)
  })

  test.each(['facts', 'exchanges'])('at level %s the log is shorter, the run the same', async (level) => {
    const out = join(folder, level)
    const report = await run({ out, level })
    expect(report.hash).toBe((await run()).hash)
    const log = await readTable(join(out, 'log.parquet'), logTable)
    if (level === 'facts') expect(log.rows).toBe(0)
    else expect(log.rows).toBeGreaterThan(10)
  })

  test('an earlier run gives way, whether or not the folder is written with a slash at the end', async () => {
    const out = join(folder, 'again')
    await run({ out, days: 1 })
    await run({ out: `${out}/`, days: 2 })
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toMatchObject({ days: 2 })
    expect(readdirSync(folder).filter((name) => name.startsWith('again'))).toEqual(['again'])
  })

  test('a folder with anything else, a file, and a place that cannot be written are refused and left as they are', async () => {
    write('mine/manifest.json', '{}')
    write('mine/thesis.txt', 'years of work')
    write('plain.txt', 'a file')
    const outs = [join(folder, 'mine'), join(folder, 'plain.txt'), join(folder, 'plain.txt', 'below')]
    const before = listFiles(folder)
    for (const out of outs) {
      const { value, problems } = await runScenario({ scenario: small, city: town, out }, () => undefined)
      expect(value).toBeNull()
      expect(problems).toMatchObject([{ place: '--out', value: out.slice(-80) }])
      expect(problems[0].remedy).toMatch(/\.$/)
    }
    expect(listFiles(folder)).toEqual(before)
  })

  test('a run that is interrupted leaves nothing behind', async () => {
    const out = join(folder, 'interrupted')
    const child = spawn(process.execPath, [
      'bin/voltwin.mjs',
      'run',
      small,
      '--city',
      town,
      '--days',
      '3650',
      '--level',
      'full',
      '--out',
      out,
    ])
    while (!readdirSync(folder).some((name) => name.startsWith('interrupted.partial'))) await once(child.stderr, 'data')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM'])
    // A machine so fast that a month has gone by keeps a checkpoint to go on from.
    const left = readdirSync(folder).filter((name) => name.startsWith('interrupted'))
    for (const name of left) expect(existsSync(join(folder, name, 'checkpoint.bin'))).toBe(true)
  })
})

describe('--resume', () => {
  const findPartial = (name: string) => readdirSync(folder).find((one) => one.startsWith(`${name}.partial-`)) ?? 'none'

  /** Starts a run in a process of its own and kills it as soon as it has left a checkpoint. */
  async function breakOff(name: string, scenario: string): Promise<string> {
    const out = join(folder, name)
    const words = ['bin/voltwin.mjs', 'run', scenario, '--city', town, '--level', 'exchanges', '--out', out]
    const child = spawn(process.execPath, words, { stdio: 'ignore' })
    const ended = once(child, 'exit')
    while (!existsSync(join(folder, findPartial(name), 'checkpoint.bin')) && child.exitCode === null) await sleep(5)
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
    return out
  }

  test('a killed run goes on to the hash, the facts and the log of one that never stopped', async () => {
    const scenario = write('long.json', scenarioText({ name: 'long', days: 150, ...smallFleet }))
    const out = await breakOff('killed', scenario)
    expect(existsSync(out)).toBe(false)
    const lines: string[] = []
    const resumed = await runScenario({ scenario: out, resume: true }, (line) => void lines.push(line))
    expect(resumed.problems).toEqual([])
    expect(lines.some((line) => /^goes on at day \d+ of 150$/.test(line))).toBe(true)
    const whole = join(folder, 'whole')
    const report = await run({ scenario, level: 'exchanges', out: whole })
    expect({ ...resumed.value, cpuSeconds: 0, peakMemoryMB: 0 }).toEqual({ ...report, cpuSeconds: 0, peakMemoryMB: 0 })
    for (const [name, descriptor] of [['daily', dailyFacts] as const, ['log', logTable] as const]) {
      const [ours, theirs] = await Promise.all([out, whole].map((at) => readTable(join(at, `${name}.parquet`), descriptor)))
      expect(ours.rows).toBe(theirs.rows)
      for (const { name: column } of descriptor.columns) expect(columnOf(ours, column)).toEqual(columnOf(theirs, column))
    }
    expect(readdirSync(out).toSorted()).toEqual(readdirSync(whole).toSorted())
    expect(findPartial('killed')).toBe('none')
  }, 120_000)

  test('what another scenario left is refused with the reason, and kept', async () => {
    const scenario = write('changed.json', scenarioText({ name: 'changed', days: 300, ...smallFleet }))
    const out = await breakOff('other', scenario)
    const before = listFiles(join(folder, findPartial('other')))
    write('changed.json', scenarioText({ name: 'changed', days: 300, ...smallFleet, couriers: { count: 4 } }))
    const { value, problems } = await runScenario({ scenario: out, resume: true }, () => undefined)
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ code: 'other-scenario', place: 'manifest.scenario' }])
    expect(listFiles(join(folder, findPartial('other')))).toEqual(before)
  }, 60_000)

  test('nothing to go on from, and options of another run, are problems', async () => {
    const none = await runScenario({ scenario: join(folder, 'never'), resume: true }, () => undefined)
    expect(none).toMatchObject({ value: null, problems: [{ code: 'nothing-to-resume', place: '--resume' }] })
    const other = await runScenario({ scenario: join(folder, 'never'), resume: true, seed: 3 }, () => undefined)
    expect(other).toMatchObject({ value: null, problems: [{ code: 'unwanted-option', place: '--seed', value: '3' }] })
  })
})

function listFiles(at: string): string[] {
  return readdirSync(at, { recursive: true, encoding: 'utf8' }).toSorted()
}

test('a run that hits a limit stops with the reason, keeps what it has, and fails', async () => {
  const scenario = write('short.json', scenarioText({ name: 'short', days: 30, ...smallFleet, limits: { events: 3000 } }))
  const out = join(folder, 'short')
  const { answer, report } = await callRun({ scenario, out })
  expect(answer).toBe(false)
  expect(report.stopped).toMatch(/^limits\.events is reached \(3000\)/)
  expect(report.events).toBe(3000)
  expect(report.days).toBeGreaterThan(0)
  expect(report.days).toBeLessThan(30)
  expect(report.kpis['slaKept'].n).toBeGreaterThan(0)
  expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toEqual(report)
})

const nodes = [
  { id: 1, lonDeg: 7, latDeg: 43 },
  { id: 2, lonDeg: 7.01, latDeg: 43 },
]
const village = () => write('village.osm.pbf', encodeOsm(nodes, [{ id: 1, nodeIds: [1, 2], tags: { highway: 'residential' } }]))

/** What is given, and which problem it must give: code, and the text that place and value must hold. */
const badInputs: readonly (readonly [name: string, give: () => Partial<RunCall>, code: string, place: string, value: string])[] = [
  ['an unknown scenario', () => ({ scenario: 'basline' }), 'scenario-missing', 'scenario', 'basline'],
  ['a folder as scenario', () => ({ scenario: folder }), 'scenario-missing', 'scenario', 'voltwin-run-'],
  ['a scenario that is no JSON', () => ({ scenario: write('cut.json', '{"format": ') }), 'broken-json', 'line 1', ''],
  ['a scenario that is no text', () => ({ scenario: write('latin.json', Uint8Array.of(0x22, 0xe4, 0x22)) }), 'not-utf8', 'latin.json', ''],
  ['an unknown key', () => bad({ boxes: { cuont: 3 } }), 'unknown-key', 'boxes.cuont', '3'],
  ['a wrong unit', () => bad({ partner: { leadMinutesMin: 60 } }), 'wrong-unit', 'partner.leadMinutesMin', '60'],
  ['a negative count', () => bad({ couriers: { count: -3 } }), 'negative-count', 'couriers.count', '-3'],
  ['a cycle in extends', () => cycle(), 'extends-cycle', 'extends', 'ring-a'],
  ['a base that is missing', () => bad({ extends: 'nowhere' }), 'missing-base', 'extends', 'nowhere'],
  ['too many days', () => ({ days: 1e9 }), 'out-of-range', 'days', '1000000000'],
  [
    'a hub that no city has',
    () => bad({ hubs: { closures: { a: { hub: 'Atlantis', fromDay: 0, days: 1 } } } }),
    'unknown-hub',
    'hubs.closures.a.hub',
    'Atlantis',
  ],
  ['a missing city', () => ({ city: join(folder, 'none.osm.pbf') }), 'read-failed', 'none.osm.pbf', 'ENOENT'],
  ['an empty city', () => ({ city: write('empty.osm.pbf', '') }), 'empty-file', 'empty.osm.pbf', ''],
  ['a city that is no PBF', () => ({ city: write('page.osm.pbf', '<html></html>') }), 'not-pbf', 'page.osm.pbf', ''],
  [
    'a truncated city',
    () => ({ city: write('cut.osm.pbf', readFileSync(village()).subarray(0, -7)) }),
    'truncated-file',
    'cut.osm.pbf',
    '',
  ],
  ['a city without roads', () => ({ city: write('field.osm.pbf', encodeOsm(nodes, [])) }), 'no-roads', 'field.osm.pbf', ''],
  ['a missing grid', () => ({ city: village(), grid: join(folder, 'none.csv') }), 'read-failed', 'none.csv', 'ENOENT'],
  [
    'a grid with gaps',
    () => ({ city: village(), grid: write('gaps.csv', 'lon,lat,population\n7.001,43,12\n7.002,,5\n') }),
    'grid-value-missing',
    'gaps.csv',
    '',
  ],
  ['a city that is too small', () => ({ city: village() }), 'city-too-small', 'boxes.count', '4'],
  ['a grid without a city', () => ({ grid: 'people.csv' }), 'grid-without-city', '--grid', 'people.csv'],
]

const bad = (keys: object) => ({ scenario: write('bad.json', scenarioText(keys)) })

function cycle() {
  write('ring-b.json', scenarioText({ extends: 'ring-a' }))
  return { scenario: write('ring-a.json', scenarioText({ extends: 'ring-b' })) }
}

describe('bad input gives place, value and remedy, and leaves nothing behind', () => {
  test.each(badInputs)('%s', async (_name, give, code, place, value) => {
    const given = { scenario: small, out: join(folder, 'bad-out'), ...give() }
    const answer = await runScenario(given, () => undefined)
    expect(answer.value).toBeNull()
    expect(answer.problems.map((problem) => problem.code)).toContain(code)
    const problem = answer.problems.find((one) => one.code === code)
    expect(problem?.place).toContain(place)
    expect(problem?.value).toContain(value)
    expect(problem?.remedy).toMatch(/\w+/)
    expect(readdirSync(folder).filter((name) => name.startsWith('bad-out'))).toEqual([])
  })

  test('the program ends with 2, says it on standard error only, and writes no folder', () => {
    const out = join(folder, 'bad-out')
    const { status, stdout, stderr } = voltwin('run', bad({ boxes: { cuont: 3 } }).scenario, '--out', out, '--json')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/unknown-key: boxes\.cuont "3"\. .*count/)
    expect(existsSync(out)).toBe(false)
  })
})

describe('telemetry of a run', () => {
  const emit = (more: Partial<RunCall>) => runScenario({ scenario: small, city: town, days: 2, ...more }, () => undefined)

  test('is written whole: a header, a reading a battery and hour, and nothing beside it', async () => {
    const file = join(folder, 'telemetry', 'readings.csv')
    mkdirSync(dirname(file))
    const { value } = await emit({ telemetry: file, telemetryMinutes: 60 })
    const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^battery,boot,sequence,time,known,soc_frac/)
    const first = lines.slice(1).filter((line) => line.startsWith('ebikes/1/1,'))
    expect(first.length).toBeGreaterThan(40)
    expect(first.length).toBeLessThanOrEqual(48)
    expect(readdirSync(dirname(file))).toEqual(['readings.csv'])
    // The run is the one that it would be without.
    expect((await emit({})).value?.hash).toBe(value?.hash)
  })

  test('is refused where it cannot be written, or with a noise that is none', async () => {
    const { value, problems } = await emit({ telemetry: folder, telemetryNoise: 'loud' })
    expect(value).toBeNull()
    expect(problems.map(({ code, place }) => [code, place])).toEqual([['out-of-range', '--telemetry-noise']])
    expect((await emit({ telemetry: folder })).problems[0]).toMatchObject({ code: 'file-not-writable', place: '--emit-telemetry' })
  })
})
