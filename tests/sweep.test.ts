import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArrow } from '../data/arrow/index.ts'
import { listPoints, readDesign } from '../scenarios/index.ts'
import type { RunJob, SweepReport } from '../scenarios/index.ts'
import { dailyFacts } from '../twin/facts.ts'
import { sweepBy } from '../cli/sweep/command.ts'
import { LocalPool } from '../cli/sweep/local-pool.ts'
import { makeRun, openSources } from '../cli/sweep/make-run.ts'
import { prepareSweep, readDesignFile } from '../cli/sweep/prepare.ts'
import { endOf } from '../cli/sweep/pool.ts'
import type { JobEnd, RunPool } from '../cli/sweep/pool.ts'
import { nameQueues } from '../cli/sweep/redis-link.ts'
import { findResult } from '../cli/sweep/result-folder.ts'
import { runSweep } from '../cli/sweep/sweep.ts'
import { copyResults, readResults, threePoints, writeDesign } from './sweep-design.ts'

let folder = ''
let design = ''
let whole = ''

function voltwin(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/voltwin.mjs', ...words], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Runs one after the other without a thread, whose start takes longer than they do. */
function openInline(out: string): RunPool {
  const sources = openSources()
  const nothing = async () => undefined
  const makeAll: RunPool['makeAll'] = async (jobs, onEnd) => {
    for (const job of jobs) onEnd(job, endOf(await makeRun(job, out, sources)))
  }
  return { makeAll, pause: nothing, resume: nothing, cancel: nothing, close: nothing }
}

/** A sweep in this process. */
async function sweep(file: string, out: string, pool: RunPool = openInline(out)) {
  const said: string[] = []
  const { value, problems } = await runSweep({ design: file, out }, { pool, say: (line) => said.push(line), isOver: () => false })
  await pool.close()
  return { report: value?.report ?? null, problems, said: said.join('\n') }
}

/** What the first sweep tells; made of kept runs, once for all who compare with it. */
let told: Promise<SweepReport> | null = null
const wholeReport = () => (told ??= sweep(design, whole).then(({ report }) => report!))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-sweep-'))
  design = writeDesign(join(folder, 'given'), 'three', threePoints)
  whole = join(folder, 'whole')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('voltwin sweep', () => {
  test('makes every point as often as asked for, keeps facts as Arrow, and tells means, differences and effects', () => {
    const { status, stdout, stderr } = voltwin('sweep', design, '--out', whole, '--json', '--workers', '2')
    const report = JSON.parse(stdout) as (SweepReport & { place: string }) | null
    expect({ status, made: report!.made }).toEqual({ status: 0, made: { replications: 2, stop: 'most' } })
    expect(stderr).toContain('6 of 6 runs')
    expect(report!.results.map(({ name, replications }) => [name, replications])).toEqual([
      ['base', 2],
      ['couriers=2', 2],
      ['couriers=5', 2],
    ])
    expect(report!.results[0].figures['costPerBatteryMonth'].difference).toEqual({ n: 2, mean: 0, halfWidth: 0 })
    expect(report!.results[2].figures['costPerBatteryMonth']).toMatchObject({ isDistinguishable: true })
    expect(report!.screening['costPerBatteryMonth'].effects[0]).toMatchObject({ factor: 'couriers', isDistinguishable: true })
    const files = [...readResults(whole).keys()]
    expect(files).toHaveLength(6 * 4)
    const daily = files.find((path) => path.endsWith('daily.arrow'))!
    expect(readArrow(readFileSync(whole + daily), dailyFacts)).toMatchObject({ problems: [], value: { rows: expect.any(Number) } })
    expect(JSON.parse(readFileSync(join(whole, report!.place, 'report.json'), 'utf8'))).toMatchObject({ results: report!.results })
  })

  test('makes nothing twice, and is the same by one worker', async () => {
    const again = await sweep(design, whole)
    expect(again.said).toBe('6 runs, 6 of them kept from before')
    const alone = await sweep(design, join(folder, 'alone'), new LocalPool(join(folder, 'alone'), 1))
    expect(alone.report).toEqual(again.report)
    expect(await wholeReport()).toEqual(again.report)
    expect(readResults(join(folder, 'alone'))).toEqual(readResults(whole))
  })

  test('goes on after it was killed in the middle: nothing lost, nothing half-written', async () => {
    const out = join(folder, 'killed')
    const child = spawn(process.execPath, ['bin/voltwin.mjs', 'sweep', design, '--out', out, '--workers', '1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    for await (const text of child.stderr) if (/[1-5] of 6 runs/.test(String(text))) break
    child.kill('SIGKILL')
    await once(child, 'exit')
    const kept = [...readResults(out).keys()].filter((path) => path.endsWith('result.json')).length
    expect(kept).toBeGreaterThan(0)
    const { report, said } = await sweep(design, out)
    expect(Number(/(\d) of them kept/.exec(said)![1])).toBe(kept)
    expect(report).toEqual(await wholeReport())
  })

  test('stops by a signal with what is stored', async () => {
    const out = join(folder, 'stopped')
    const child = spawn(process.execPath, ['bin/voltwin.mjs', 'sweep', design, '--out', out, '--workers', '1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    for await (const text of child.stderr) {
      said += String(text)
      if (/[1-5] of 6 runs/.test(said) && !said.includes('stopping')) child.kill('SIGINT')
    }
    expect(said).toContain('the same call goes on')
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(1)
    expect([...readResults(out).keys()].filter((path) => path.includes('partial'))).toEqual([])
    expect((await sweep(design, out)).report).toEqual(await wholeReport())
  })

  test('a run that fails is told with its seed, the others go on, and it is not run again', async () => {
    const file = writeDesign(join(folder, 'limits'), 'limits', { factors: { limit: { path: 'limits.events', levels: [200, 1e9] } } })
    const { report } = await sweep(file, join(folder, 'limited'))
    expect(report!.failed.map(({ point, r, seed, message }) => [point, r, seed, message.slice(0, 13)])).toEqual([
      ['limit=200', 0, 1, 'limits.events'],
      ['limit=200', 1, 2, 'limits.events'],
    ])
    expect(report!.results.map(({ replications }) => replications)).toEqual([2, 0, 2])
    expect(voltwin('sweep', file, '--out', join(folder, 'limited'))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('failed: limit=200, replication 1, seed 1: limits.events is reached'),
      stderr: expect.stringContaining('6 of them kept'),
    })
  })

  test('finds its warm-up by a pilot, and goes on until the KPI is known finely enough', async () => {
    const rule = { kpi: 'costPerBatteryMonth', least: 2, most: 5, shareOfMean: 0.05 }
    const file = writeDesign(
      join(folder, 'auto'),
      'auto',
      { factors: { couriers: { path: 'couriers.count', levels: [3, 5] } }, warmUp: 'auto', replications: rule },
      52,
    )
    const { report, said } = await sweep(file, join(folder, 'auto-out'))
    expect(said).toMatch(/measured after \d+ days/)
    expect(report!.made.stop).toBe('precise')
    expect(report!.warmUp).toMatchObject({ isTooShort: false, days: expect.any(Number) })
  })

  test('bad input is told before anything is run, and nothing is left behind', async () => {
    const wrong = writeDesign(join(folder, 'wrong'), 'wrong', { factors: { a: { path: 'courier.count', levels: [1, 2] } } })
    const { status, stderr } = voltwin('sweep', wrong, '--out', join(folder, 'wrong-out'))
    expect({ status, isMade: existsSync(join(folder, 'wrong-out')) }).toEqual({ status: 2, isMade: false })
    expect(stderr).toContain('Did you mean "couriers.count"?')
    expect((await sweepBy(design, { kpi: ['slaKpt'] }, () => undefined)).problems).toMatchObject([
      { code: 'missing-value', place: '--out' },
      { code: 'unknown-kpi', place: '--kpi', value: 'slaKpt' },
    ])
    const codesOf = async (name: string, keys: object) => {
      const file = writeDesign(join(folder, name), name, { ...threePoints, ...keys })
      return (await sweep(file, join(folder, `${name}-out`))).problems.map(({ code, place }) => [code, place])
    }
    const model = { rules: { replacement: { model: 'a'.repeat(16) } } }
    expect((await codesOf('model', { overrides: model }))[0]).toEqual(['model-missing', 'base → rules.replacement.model'])
    expect((await codesOf('away', { city: 'gone.osm.pbf' }))[0][0]).toMatch(/read|missing|city/)
    expect((await codesOf('late', { warmUp: 4 }))[0]).toEqual(['warm-up-too-long', 'base → warmUp'])
  })
})

test('the design that docs/experiments.md shows is one', () => {
  const [, text] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/experiments.md', 'utf8'))!
  const { value, problems } = readDesign(text)
  expect(problems).toEqual([])
  expect(listPoints(value!).value!.points).toHaveLength(9)
})

describe('a job', () => {
  async function firstJob(out: string): Promise<RunJob> {
    const read = await readDesignFile(design)
    const { value } = await prepareSweep(read.value!, design, out)
    return value!.jobOf(value!.placed[0], 1, 0).value!
  }

  test('is refused by another engine build, and kept nowhere', async () => {
    const out = join(folder, 'other')
    const made = await makeRun(await firstJob(out), out, { ...openSources(), engine: 'another' })
    expect(made).toMatchObject({ kind: 'refused', message: expect.stringContaining('engine build') })
    expect(existsSync(join(out, 'results'))).toBe(false)
  })

  test('whose result does not fit on the disk leaves nothing of it', async () => {
    const out = join(folder, 'full')
    const job = await firstJob(out)
    let files = 0
    const made = await makeRun(job, out, openSources(), (path, content) => {
      if (++files > 2) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      writeFileSync(path, content)
    })
    expect(made).toEqual({ kind: 'unwritable', message: 'ENOSPC: no space left on device' })
    expect([findResult(out, job.id), readResults(out).size]).toEqual([null, 0])
  })
})

test('a full disk stops the sweep with what is safe; the same call goes on', async () => {
  // Where a small disk can be had, the sweep meets a real one below.
  if (hasSmallDisks()) return
  const out = join(folder, 'filled')
  const real = new LocalPool(out, 1)
  const full: RunPool = {
    pause: () => real.pause(),
    resume: () => real.resume(),
    cancel: () => real.cancel(),
    close: () => real.close(),
    makeAll: async (jobs, onEnd) => {
      await real.makeAll(jobs.slice(0, 2), onEnd)
      onEnd(jobs[2], { kind: 'unwritable', message: 'ENOSPC: no space left on device' })
      for (const job of jobs.slice(3)) onEnd(job, { kind: 'cancelled' })
    },
  }
  const say = () => undefined
  const { value, problems } = await runSweep({ design, out }, { pool: full, say, isOver: () => false })
  expect(problems).toMatchObject([{ code: 'results-unwritable', value: expect.stringContaining('ENOSPC') }])
  expect(value!.report.made.stop).toBe('cancelled')
  await real.close()
  const { report, said } = await sweep(design, out)
  expect(said).toContain('2 of them kept')
  expect(report).toEqual(await wholeReport())
})

/** A disk in memory that holds little; a machine that does not let us have one has the test above. */
function openSmallDisk(
  place: string,
  kilobytes: number,
): { readonly grow: (megabytes: number) => void; readonly close: () => void } | null {
  mkdirSync(place, { recursive: true })
  const mount = (...words: string[]) => spawnSync('mount', [...words, place], { stdio: 'ignore' }).status === 0
  if (!mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs')) return null
  return { grow: (megabytes) => void mount('-o', `remount,size=${megabytes}m`), close: () => void spawnSync('umount', [place]) }
}

function hasSmallDisks(): boolean {
  const disk = openSmallDisk(join(folder, 'try-disk'), 64)
  disk?.close()
  return disk !== null
}

describe('a disk that is really full', () => {
  const out = () => join(folder, 'small-disk')

  test('stops a sweep with whole results only, and its report is not half-written; given room, the same call goes on', async () => {
    const kept = [...readResults(whole).values()].reduce((sum, text) => sum + text.length, 0)
    // Room for the town and about half of the runs.
    const disk = openSmallDisk(out(), Math.ceil((0.6 * kept) / 1024) + 40)
    if (disk === null) return
    try {
      const stopped = await sweep(design, out(), new LocalPool(out(), 1))
      expect(stopped.problems).toMatchObject([{ code: 'results-unwritable', value: expect.stringContaining('ENOSPC') }])
      const before = readdirSync(join(out(), 'results'))
      expect(before.length).toBeGreaterThan(0)
      for (const id of before) expect(findResult(out(), id)).not.toBeNull()
      expect(readdirSync(out(), { recursive: true }).filter((name) => String(name).includes('partial'))).toEqual([])
      disk.grow(64)
      const { report, said } = await sweep(design, out())
      expect(said).toContain(`${before.length} of them kept`)
      expect(report).toEqual(await wholeReport())
      expect(readResults(out())).toEqual(readResults(whole))
    } finally {
      disk.close()
    }
  })

  test('with no room for city or mark is told as such, and nothing stands in the way of a later call', async () => {
    const disk = openSmallDisk(out(), 64)
    if (disk === null) return
    try {
      writeFileSync(join(out(), 'filler'), new Uint8Array(64 * 1024))
      expect((await sweep(design, out())).problems).toMatchObject([
        { code: 'results-unwritable', value: expect.stringContaining('ENOSPC') },
      ])
      expect(nameQueues(out())).toMatchObject({ value: null, problems: [{ code: 'results-unwritable' }] })
      expect(existsSync(join(out(), 'folder-id'))).toBe(false)
      disk.grow(1)
      expect(nameQueues(out()).problems).toEqual([])
    } finally {
      disk.close()
    }
  })
})

describe('the pool of threads', () => {
  const job = (id: string): RunJob => ({ id, scenario: '{}', seed: 1, warmUpDays: 0, city: '', grid: '' })
  /** A thread that answers by the job's name; `once` dies at the first try, `never` at each. */
  const script = () => {
    const file = join(folder, 'thread.mjs')
    writeFileSync(
      file,
      `import { parentPort, workerData } from 'node:worker_threads'
import { existsSync, writeFileSync } from 'node:fs'
parentPort.on('message', ({ job }) => {
  const died = workerData.folder + '/died-' + job.id
  if (job.id === 'never' || (job.id.startsWith('once') && !existsSync(died))) {
    writeFileSync(died, '')
    process.exit(1)
  }
  parentPort.postMessage({ made: job.id === 'full' ? { kind: 'unwritable', message: 'ENOSPC' } : { kind: 'stored' } })
})`,
    )
    return pathToFileURL(file)
  }

  async function endsOf(ids: readonly string[], workers = 2): Promise<Record<string, JobEnd>> {
    const pool = new LocalPool(folder, workers, script())
    const ends: Record<string, JobEnd> = {}
    await pool.makeAll(ids.map(job), ({ id }, end) => (ends[id] = end))
    await pool.close()
    return ends
  }

  test('makes the job of a thread that died again; one that kills each thread is given up on', async () => {
    const ends = await endsOf(['a', 'once-1', 'never', 'once-2', 'b'])
    expect(ends).toEqual({
      a: { kind: 'stored' },
      b: { kind: 'stored' },
      'once-1': { kind: 'stored' },
      'once-2': { kind: 'stored' },
      never: { kind: 'lost', message: expect.stringContaining('died 3 times') },
    })
  })

  test('ends the rest when the disk is full', async () => {
    expect(await endsOf(['a', 'full', 'b', 'c'], 1)).toMatchObject({
      a: { kind: 'stored' },
      b: { kind: 'cancelled' },
      c: { kind: 'cancelled' },
    })
  })

  test('begins nothing while it is paused, and makes a job once for all who ask', async () => {
    const pool = new LocalPool(folder, 1, script())
    await pool.pause()
    const first = pool.make(job('a'))
    expect(pool.make(job('a'))).toBe(first)
    const early = await Promise.race([first.then(() => 'made'), new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])
    expect(early).toBe('waits')
    await pool.resume()
    expect(await first).toEqual({ kind: 'stored' })
    await pool.pause()
    const late = pool.make(job('b'))
    await pool.cancel()
    expect(await late).toEqual({ kind: 'cancelled' })
  })
})

test('results of another folder serve as well; one of another form is made again', async () => {
  const out = join(folder, 'copied')
  copyResults(whole, out)
  const [broken] = [...readResults(out).keys()].filter((path) => path.endsWith('result.json'))
  writeFileSync(out + broken, '{}')
  const { said, report } = await sweep(design, out)
  expect(said).toContain('5 of them kept')
  expect(report).toEqual(await wholeReport())
})
