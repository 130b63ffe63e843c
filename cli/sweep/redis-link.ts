import { Redis } from 'ioredis'
import type { Parsed } from '../../data/columns/index.ts'
import { hashEngine } from '../engine-build.ts'
import { messageOf } from './make-run.ts'
import { describeUnwritable, identify } from './result-folder.ts'

/** Redis or Valkey that answers within this time is there; later on it may go and come back. */
const answerMs = 5000

/** A connection, and who hears when it is gone and when it is back. */
export interface RedisLink {
  readonly client: Redis
  readonly close: () => void
}

/**
 * Connects to `redis://user:password@host:port/db` (`rediss://` with TLS). What is no such address, and a server that does not answer now, are problems; one that
 * goes away later is waited for.
 */
export async function connectRedis(url: string, say: (line: string) => void): Promise<Parsed<RedisLink>> {
  const refuse = (code: string, remedy: string) => ({
    value: null,
    problems: [{ code, place: '--redis', value: withoutPassword(url), remedy }],
  })
  if (!URL.canParse(url) || !['redis:', 'rediss:'].includes(new URL(url).protocol))
    return refuse('bad-address', 'Write redis://host:port, with user:password@ in front of the host where one is needed.')
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(2000, 100 * times) })
  let reason = ''
  client.on('error', (error) => (reason = messageOf(error)))
  if (!(await answers(client))) {
    client.disconnect()
    return refuse('redis-silent', `Start Redis or Valkey there, or name another address (${reason || 'it does not answer'}).`)
  }
  let isGone = false
  client.on('close', () => {
    if (!isGone) say('Redis is gone; waiting for it')
    isGone = true
  })
  client.on('ready', () => {
    if (isGone) say('Redis is back')
    isGone = false
  })
  return { value: { client, close: () => (client.removeAllListeners('close'), client.disconnect()) }, problems: [] }
}

async function answers(client: Redis): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), answerMs).unref())
  return Promise.race([
    client.ping().then(
      () => true,
      () => false,
    ),
    late,
  ])
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@').slice(0, 80)
}

/** Names of the queues of runs and of reports. */
export interface QueueNames {
  readonly runs: string
  readonly sweeps: string
}

/** Queues carry the engine's build and the results folder: workers of another build, or with another folder, never see these jobs. A folder that cannot be marked is a problem. */
export function nameQueues(folder: string): Parsed<QueueNames> {
  try {
    const mark = `${hashEngine()}-${identify(folder)}`
    return { value: { runs: `voltwin-runs-${mark}`, sweeps: `voltwin-sweeps-${mark}` }, problems: [] }
  } catch (error) {
    return { value: null, problems: [describeUnwritable(folder, messageOf(error))] }
  }
}
