import { Worker } from 'node:worker_threads'
import type { RunJob } from '../../scenarios/index.ts'
import type { MadeRun } from './make-run.ts'
import { messageOf } from './make-run.ts'
import { endOf, mostTries } from './pool.ts'
import type { JobEnd, RunPool } from './pool.ts'
import { sweepPartials } from './result-folder.ts'

const script = new URL('../../bin/sweep-worker.mjs', import.meta.url)

interface Task {
  readonly job: RunJob
  readonly end: (end: JobEnd) => void
  readonly promise: Promise<JobEnd>
  tries: number
}

/** A place for one thread, which is opened when there is work for it. */
interface Seat {
  worker: Worker | null
  task: Task | null
}

/** Threads that make runs into a folder. A thread that dies is replaced, and its run made again, up to three times in all. */
export class LocalPool implements RunPool {
  readonly #folder: string
  readonly #script: URL
  readonly #seats: readonly Seat[]
  readonly #waiting: Task[] = []
  readonly #known = new Map<string, Task>()
  #isPaused = false
  #isOver = false

  constructor(folder: string, workers: number, file: URL = script) {
    this.#folder = folder
    this.#script = file
    this.#seats = Array.from({ length: workers }, (): Seat => ({ worker: null, task: null }))
  }

  /** Answers how the job ended. One that is under way already is not made twice. */
  make(job: RunJob): Promise<JobEnd> {
    const under = this.#known.get(job.id)
    if (under !== undefined) return under.promise
    if (this.#isOver) return Promise.resolve({ kind: 'cancelled' })
    let end: (end: JobEnd) => void = () => undefined
    const promise = new Promise<JobEnd>((resolve) => (end = resolve))
    const task: Task = { job, promise, end, tries: 0 }
    this.#known.set(job.id, task)
    this.#waiting.push(task)
    this.#fill()
    return promise
  }

  async makeAll(jobs: readonly RunJob[], onEnd: (job: RunJob, end: JobEnd) => void): Promise<void> {
    await Promise.all(jobs.map(async (job) => onEnd(job, await this.make(job))))
  }

  async pause(): Promise<void> {
    this.#isPaused = true
  }

  async resume(): Promise<void> {
    this.#isPaused = false
    this.#fill()
  }

  async cancel(): Promise<void> {
    await this.close()
  }

  async close(): Promise<void> {
    this.#isOver = true
    this.#takeBack()
    const workers = this.#seats.flatMap(({ worker }) => worker ?? [])
    await Promise.all(workers.map((worker) => worker.terminate()))
    sweepPartials(this.#folder)
  }

  #fill(): void {
    for (const seat of this.#seats) {
      if (this.#isPaused || this.#isOver || seat.task !== null) continue
      const task = this.#waiting.shift()
      if (task === undefined) return
      seat.task = task
      task.tries++
      const worker = (seat.worker ??= this.#open(seat))
      worker.postMessage({ job: task.job }, [])
    }
  }

  #open(seat: Seat): Worker {
    const worker = new Worker(this.#script, { workerData: { folder: this.#folder } })
    let reason = 'its thread ended'
    const release = (): Task | null => {
      const { task } = seat
      seat.task = null
      return task
    }
    worker.on('message', ({ made }: { readonly made: MadeRun }) => {
      const task = release()
      if (task !== null) this.#finish(task, endOf(made))
      this.#fill()
    })
    worker.on('error', (error) => (reason = messageOf(error)))
    worker.on('exit', () => {
      seat.worker = null
      const task = release()
      if (task !== null) this.#tryAgain(task, reason)
      this.#fill()
    })
    return worker
  }

  #tryAgain(task: Task, reason: string): void {
    if (this.#isOver) this.#finish(task, { kind: 'cancelled' })
    else if (task.tries < mostTries) this.#waiting.unshift(task)
    else this.#finish(task, { kind: 'lost', message: `the worker died ${mostTries} times (${reason})` })
  }

  /** What cannot be kept now could not be kept a moment later: a full disk ends all that waits. */
  #finish(task: Task, end: JobEnd): void {
    this.#known.delete(task.job.id)
    task.end(end)
    if (end.kind === 'unwritable') this.#takeBack()
  }

  #takeBack(): void {
    for (const task of this.#waiting.splice(0)) this.#finish(task, { kind: 'cancelled' })
  }
}
