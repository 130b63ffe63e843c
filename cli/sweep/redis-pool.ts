import { FlowProducer, Queue } from 'bullmq'
import type { Job, JobsOptions } from 'bullmq'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunJob } from '../../scenarios/index.ts'
import { messageOf } from './make-run.ts'
import { mostTries } from './pool.ts'
import type { JobEnd, RunPool } from './pool.ts'
import type { QueueNames, RedisLink } from './redis-link.ts'
import { findResult } from './result-folder.ts'

/** Between two looks at the results folder, and between two at the queue. */
const lookMs = 300
const askEvery = 7
/** A worker says so when a result cannot be kept; no other worker could keep it either. */
export const unwritableMark = 'unwritable: '

/** Done jobs leave the queue, since the folder says what is done; failed ones stay so that their reason can be read. */
const jobOptions: JobsOptions = {
  attempts: mostTries,
  backoff: { type: 'fixed', delay: 1000 },
  removeOnComplete: true,
  removeOnFail: false,
}

type Pending = Map<string, RunJob>
type OnEnd = (job: RunJob, end: JobEnd) => void

/**
 * Workers anywhere behind BullMQ. A run's id is its job's id, so whoever asks for a run that waits already adds nothing. The truth is the results folder: a
 * job that Redis has lost, because it was emptied or came back without its memory, is added again until the folder has its result.
 */
export class RedisPool implements RunPool {
  readonly #folder: string
  readonly #link: RedisLink
  readonly #runs: Queue
  readonly #sweeps: Queue
  readonly #flows: FlowProducer
  readonly #say: (line: string) => void
  #pending: Pending = new Map()
  #isOver = false
  #stop: () => void = () => undefined
  readonly #stopped = new Promise<void>((resolve) => (this.#stop = resolve))

  constructor(folder: string, link: RedisLink, names: QueueNames, say: (line: string) => void) {
    const connection = link.client
    this.#folder = folder
    this.#link = link
    this.#say = say
    this.#runs = new Queue(names.runs, { connection })
    this.#sweeps = new Queue(names.sweeps, { connection })
    this.#flows = new FlowProducer({ connection })
    // The link tells when Redis is gone; each of these would tell it again.
    for (const queue of [this.#runs, this.#sweeps]) queue.on('error', () => undefined)
    this.#flows.on('error', () => undefined)
  }

  async makeAll(jobs: readonly RunJob[], onEnd: OnEnd, place: string | null): Promise<void> {
    this.#pending = new Map(jobs.map((job) => [job.id, job]))
    if (this.#pending.size === 0) return
    // What is asked of a Redis that is gone is never answered: who stops meanwhile does not wait for it.
    await Promise.race([this.#work(onEnd, place), this.#stopped])
    for (const job of this.#pending.values()) onEnd(job, { kind: 'cancelled' })
  }

  async #work(onEnd: OnEnd, place: string | null): Promise<void> {
    try {
      await this.#runs.resume()
      await this.#forgetFailed()
      await this.#warnAlone()
      for (let look = 0; this.#pending.size > 0 && !this.#isOver; look++) {
        if (look % askEvery === 0) await this.#askQueue(onEnd, place)
        await sleep(lookMs)
        this.#collect(onEnd)
      }
      if (place !== null) await this.#awaitParents(place)
    } catch (error) {
      // A link that was cut on purpose ends whatever was asked of it.
      if (!this.#isOver) throw error
    }
  }

  async pause(): Promise<void> {
    await this.#runs.pause()
  }

  async resume(): Promise<void> {
    await this.#runs.resume()
  }

  /** What waits is taken back; what a worker has begun it ends, and keeps. */
  async cancel(): Promise<void> {
    this.#isOver = true
    await Promise.race([this.#takeBack(), sleep(3000, undefined, { ref: false })])
    this.#link.close()
    this.#stop()
  }

  async close(): Promise<void> {
    if (!this.#isOver) await Promise.all([this.#runs.close(), this.#sweeps.close(), this.#flows.close()])
    this.#isOver = true
    this.#link.close()
  }

  /** What an earlier call gave up on is tried anew. */
  async #forgetFailed(): Promise<void> {
    const failed = (await this.#runs.getFailed()) as (Job | undefined)[]
    for (const job of failed) if (job?.id !== undefined && this.#pending.has(job.id)) await job.remove()
  }

  async #warnAlone(): Promise<void> {
    if ((await this.#runs.getWorkersCount()) === 0)
      this.#say('no worker of this build is there yet: start voltwin worker with the same --redis and --out')
  }

  #collect(onEnd: OnEnd): void {
    for (const [id, job] of this.#pending) {
      if (findResult(this.#folder, id) === null) continue
      this.#pending.delete(id)
      onEnd(job, { kind: 'stored' })
    }
  }

  /** Gives up on what failed for good, and adds what the queue does not have. */
  async #askQueue(onEnd: OnEnd, place: string | null): Promise<void> {
    const asked = await Promise.all([...this.#pending.values()].map(async (job) => ({ job, found: await this.#runs.getJob(job.id) })))
    // A result is kept before its job leaves the queue: what is in neither place is lost.
    this.#collect(onEnd)
    const absent = asked.filter(({ job, found }) => found === undefined && this.#pending.has(job.id)).map(({ job }) => job)
    if (absent.length > 0) await this.#add(absent, place)
    for (const { job, found } of asked) if (found !== undefined && (await found.isFailed())) this.#giveUp(job, found, onEnd)
  }

  #giveUp(job: RunJob, found: Job, onEnd: OnEnd): void {
    if (!this.#pending.delete(job.id)) return
    const reason = found.failedReason
    if (!reason.startsWith(unwritableMark)) return onEnd(job, { kind: 'lost', message: reason })
    onEnd(job, { kind: 'unwritable', message: reason.slice(unwritableMark.length) })
    for (const other of this.#pending.values()) onEnd(other, { kind: 'cancelled' })
    const waiting = [...this.#pending.keys()]
    this.#pending.clear()
    void this.#remove(waiting)
  }

  /** One parent over the added runs: when they have ended, some worker makes the report, whoever is still there to read it. */
  async #add(jobs: readonly RunJob[], place: string | null): Promise<void> {
    const children = jobs.map((data) => ({
      name: 'run',
      queueName: this.#runs.name,
      data,
      opts: { ...jobOptions, jobId: data.id, ignoreDependencyOnFailure: true },
    }))
    if (place === null) return void (await this.#runs.addBulk(children))
    try {
      await this.#flows.add({
        name: 'sweep',
        queueName: this.#sweeps.name,
        data: { place },
        opts: { ...jobOptions, removeOnFail: true },
        children,
      })
    } catch (error) {
      // Another sweep has just added some of them; they are looked for again at the next look.
      if (!messageOf(error).includes('cannot be replaced')) throw error
    }
  }

  /** Until the workers have made the report of this sweep, where they are to. */
  async #awaitParents(place: string): Promise<void> {
    for (let look = 0; look < 20 && !this.#isOver; look++) {
      const parents = (await this.#sweeps.getJobs(['waiting', 'active', 'waiting-children'])) as (Job | undefined)[]
      if (!parents.some((job) => (job?.data as { place?: string } | undefined)?.place === place)) return
      await sleep(lookMs)
    }
  }

  async #takeBack(): Promise<void> {
    await this.#remove([...this.#pending.keys()])
  }

  async #remove(ids: readonly string[]): Promise<void> {
    // One that a worker has locked stays: it ends there.
    await Promise.all(ids.map(async (id) => this.#runs.remove(id).catch(() => 0)))
  }
}
