import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepBy } from '../cli/sweep/command.ts'
import { connectRedis, nameQueues } from '../cli/sweep/redis-link.ts'
import { RedisPool } from '../cli/sweep/redis-pool.ts'
import { workFor } from '../cli/sweep/redis-worker.ts'
import type { RunJob } from '../scenarios/index.ts'
import { createRedis, ensureRedis } from './redis-server.ts'
import type { RedisServer } from './redis-server.ts'
import { readResults, threePoints, writeDesign } from './sweep-design.ts'

const program = ensureRedis()

/** A worker as another machine would have it, and what it says. */
interface Hand {
  readonly child: ChildProcess
  readonly said: string[]
  readonly heard: (beginning: string) => Promise<void>
}

function openHand(redis: string, out: string, ...words: string[]): Hand {
  const child = spawn(process.execPath, ['bin/voltwin.mjs', 'worker', '--redis', redis, '--out', out, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (text: Buffer) => said.push(...String(text).split('\n')))
  const heard = async (beginning: string) => {
    while (!said.some((line) => line.startsWith(beginning))) await once(child.stderr, 'data')
  }
  return { child, said, heard }
}

const idsOf = (hands: readonly Hand[]) => hands.flatMap(({ said }) => said.flatMap((line) => /^made (\S+)/.exec(line)?.[1] ?? []))

describe.skipIf(program === null)('voltwin sweep --redis', () => {
  let folder = ''
  let redis: RedisServer
  let design = ''
  let out = ''
  let hands: Hand[] = []
  let local: Map<string, string>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'voltwin-redis-'))
    redis = await createRedis(program!, folder)
    await redis.start()
    out = join(folder, 'out')
    design = writeDesign(join(folder, 'given'), 'three', threePoints, 20)
    hands = [openHand(redis.url, out), openHand(redis.url, out)]
    await Promise.all(hands.map(({ heard }) => heard('works in')))
    const { value, problems } = await sweepBy(design, { out: join(folder, 'local'), workers: 1 }, () => undefined)
    expect([problems, value!.report.failed]).toEqual([[], []])
    local = readResults(join(folder, 'local'))
  })
  afterAll(async () => {
    for (const { child } of hands) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await redis.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a worker killed with -9 in the middle of a run: the results of the local pool, nothing lost, nothing twice', async () => {
    const under = sweepBy(design, { out, redis: redis.url }, () => undefined)
    await hands[0].heard('made')
    // It has begun its next run in the same step that ended this one.
    hands[0].child.kill('SIGKILL')
    const { value } = await under
    expect(value!.report.made).toEqual({ replications: 2, stop: 'most' })
    expect(hands[1].said.filter((line) => line.startsWith('taken over'))).toHaveLength(1)
    const made = idsOf(hands)
    expect([made.length, new Set(made).size]).toEqual([6, 6])
    expect(readResults(out)).toEqual(local)
  })

  test('Redis gone in the middle, and back without its memory: the same results', async () => {
    rmSync(join(out, 'results'), { recursive: true })
    const said: string[] = []
    const under = sweepBy(design, { out, redis: redis.url }, (line) => said.push(line))
    const before = idsOf(hands).length
    while (idsOf(hands).length === before) await once(hands[1].child.stderr!, 'data')
    await redis.stop()
    await redis.start()
    const { value } = await under
    expect(value!.report.failed).toEqual([])
    expect(said).toEqual(expect.arrayContaining(['Redis is gone; waiting for it', 'Redis is back']))
    expect(readResults(out)).toEqual(local)
  })

  test('what is there is not asked for, and no worker is needed for it', async () => {
    hands[1].child.kill('SIGTERM')
    await once(hands[1].child, 'exit')
    expect(hands[1].child.exitCode).toBe(0)
    const { value, problems } = await sweepBy(design, { out, redis: redis.url }, () => undefined)
    expect([problems, value!.report.made.stop]).toEqual([[], 'most'])
  })

  test('a worker that is to end when nothing is left ends', async () => {
    const { child, said } = openHand(redis.url, out, '--idle', '1')
    await once(child, 'exit')
    expect([child.exitCode, said]).toEqual([0, expect.arrayContaining(['ends: there is nothing to do'])])
  })

  test('stopped while Redis is gone: the sweep ends at once, and the next one goes on', async () => {
    const link = (await connectRedis(redis.url, () => undefined)).value!
    const pool = new RedisPool(out, link, nameQueues(out).value!, () => undefined)
    const job = (id: string): RunJob => ({ id, scenario: '{}', seed: 1, warmUpDays: 0, city: '', grid: '' })
    const ends: string[] = []
    await redis.stop()
    const under = pool.makeAll([job('a'), job('b')], (_, { kind }) => ends.push(kind), null)
    await pool.cancel()
    await under
    expect(ends).toEqual(['cancelled', 'cancelled'])
    await pool.close()
    await redis.start()
  })
})

test('an address that is none, a server that is not there, and lacking options are told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'voltwin-redis-'))
  const design = writeDesign(folder, 'three', threePoints)
  const codesOf = async (redis: string) =>
    (await sweepBy(design, { out: join(folder, 'out'), redis }, () => undefined)).problems.map(({ code }) => code)
  expect(await codesOf('127.0.0.1:6379')).toEqual(['bad-address'])
  expect(await codesOf('http://127.0.0.1')).toEqual(['bad-address'])
  // Port 1 is nobody's.
  expect(await codesOf('redis://somebody:secret@127.0.0.1:1')).toEqual(['redis-silent'])
  expect((await workFor({}, () => undefined)).problems.map(({ place }) => place)).toEqual(['--redis', '--out'])
  rmSync(folder, { recursive: true })
})
