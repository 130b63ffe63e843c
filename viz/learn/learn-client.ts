import { proxy, transfer } from 'comlink'
import type { Problem } from '../../data/columns/index.ts'
import type { FleetRecord } from '../../ml/index.ts'
import { openDoor } from '../worker-client.ts'
import type { LearnApi, SourceAnswer, TrainOutcome } from './learn-types.ts'

/** The page's side of learning, and whether the worker that has the source is still the same. */
export interface LearnClient {
  readonly api: LearnApi
  /** Grows when a worker takes the place of one that died: it has no source. */
  readonly generation: () => number
}

/**
 * Opens the door to a worker that is spawned with the first call. Nothing here rejects: a worker that dies is an answer to whatever is pending, and
 * the next call gets a new one.
 */
export function openLearnClient(spawn: () => Worker = spawnLearnWorker): LearnClient {
  let generation = 0
  const another = () => void (generation += 1)
  const { ask, now } = openDoor<LearnApi>(() => (another(), spawn()), another)
  const unread = (reason: string): SourceAnswer => ({ source: null, columns: null, problems: [explain(reason)] })
  const api: LearnApi = {
    readRun: (record, name) => ask((remote) => remote.readRun(record && handOver(record), name), unread),
    readFiles: (files, options) => ask((remote) => remote.readFiles(files, options), unread),
    train: (settings, onProgress) =>
      ask<TrainOutcome>(
        (remote) => remote.train(settings, proxy(onProgress)),
        (message) => ({ kind: 'failed', message }),
      ),
    pause: () => void now()?.pause(),
    goOn: () => void now()?.goOn(),
    stop: () => void now()?.stop(),
    judge: (text, settings) =>
      ask(
        (remote) => remote.judge(text, settings),
        (reason) => ({ value: null, problems: [explain(reason)] }),
      ),
    cover: (ranges, record) =>
      ask(
        (remote) => remote.cover(ranges, handOver(record)),
        () => ({ rows: 0, insideFrac: NaN, byFeature: [], cyclesPerDay: [NaN, NaN, NaN] }),
      ),
  }
  return { api, generation: () => generation }
}

/** A record's columns go over without a copy: the page has them no more. */
function handOver(record: FleetRecord): FleetRecord {
  const { battery, day, x, lastDay, daysToLimit } = record
  return transfer(
    record,
    [battery, day, x, lastDay, daysToLimit].map(({ buffer }) => buffer),
  )
}

function spawnLearnWorker(): Worker {
  return new Worker(new URL('./learn.worker.ts', import.meta.url), { type: 'module', name: 'learn' })
}

function explain(reason: string): Problem {
  const remedy = 'The part of the page that learns failed and was started anew: choose the data again.'
  return { code: 'worker-failed', place: 'worker', value: reason.slice(0, 80), remedy }
}
