import { proxy, transfer, wrap, type Remote } from 'comlink'
import type { Problem } from '../data/columns/index.ts'
import type { RunApi, RunOutcome } from './run-api.ts'

/** Hears that a worker died and why; another has taken its place. */
export type OnDeath = (reason: string) => void

/** One worker with what it takes to hear of its end. */
interface Hand {
  readonly worker: Worker
  readonly remote: Remote<RunApi>
  readonly death: Promise<Death>
}

class Death {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/** A door to a run worker, and how to close it for good. */
export interface RunClient {
  readonly api: RunApi
  readonly close: () => void
}

/**
 * The page's side of a run worker. Nothing here rejects: a worker that dies (a script that does not load, an error outside a call, memory
 * that ran out) or an error of the program is answered as a value to whatever is pending, and the next call gets a new worker.
 */
export function openRunClient(spawn: () => Worker, onDeath: OnDeath = () => undefined): RunClient {
  let hand: Hand | null = null
  const bury = (own: Hand, reason: string) => {
    own.worker.terminate()
    if (hand !== own) return
    hand = null
    onDeath(reason)
  }
  const take = (): Hand => (hand ??= hire(spawn, bury))

  /** The answer of a call, or what stands for it when the worker died or the call failed. */
  const ask = async <T>(call: (remote: Remote<RunApi>) => Promise<T>, otherwise: (reason: string) => T): Promise<T> => {
    try {
      const { remote, death } = take()
      const answer = await Promise.race([call(remote), death])
      return answer instanceof Death ? otherwise(answer.reason) : answer
    } catch (error) {
      return otherwise(error instanceof Error ? error.message : String(error))
    }
  }
  return {
    close: () => {
      hand?.worker.terminate()
      hand = null
    },
    api: {
      start: (request, onProgress) =>
        ask<RunOutcome>(
          (remote) => remote.start(request, proxy(onProgress)),
          (message) => ({ kind: 'failed', message }),
        ),
      cancel: () => void hand?.remote.cancel(),
      describeCity: (choice, onProgress = () => undefined) =>
        ask(
          // The file's bytes go over without a copy: the page has them no more.
          (remote) => remote.describeCity(choice.kind === 'file' ? transfer(choice, [choice.pbf]) : choice, proxy(onProgress)),
          (reason) => ({ city: null, problems: [explain(reason)] }),
        ),
      identify: (request) => ask((remote) => remote.identify(request), refuse),
      trend: (facts, wanted) => ask((remote) => remote.trend(facts, wanted), refuse),
      exportFile: (wanted) => ask((remote) => remote.exportFile(wanted), refuse),
      window: (fromMs, toMs) => ask((remote) => remote.window(fromMs, toMs), none),
      seekState: (timeMs) => ask((remote) => remote.seekState(timeMs), none),
      keepFleet: (fleet) => ask((remote) => remote.keepFleet(fleet), nothing),
      keepTable: (file) => ask((remote) => remote.keepTable(file), refuse),
      describeOwn: (request, onProgress = () => undefined) => ask((remote) => remote.describeOwn(request, proxy(onProgress)), refuse),
      cancelOwn: () => void hand?.remote.cancelOwn(),
      ownTemplate: (kind, request) => ask((remote) => remote.ownTemplate(kind, request), refuse),
      emitTelemetry: (fromMs, toMs, everyMs) => ask((remote) => remote.emitTelemetry(fromMs, toMs, everyMs), none),
      inspect: (pick, timeMs) => ask((remote) => remote.inspect(pick, timeMs), none),
      planBasis: (run) => ask((remote) => remote.planBasis(run), none),
      findIncident: (wanted) => ask((remote) => remote.findIncident(wanted), none),
      lookInside: (place, timeMs) => ask((remote) => remote.lookInside(place, timeMs), none),
      dayTotals: (timeMs) => ask((remote) => remote.dayTotals(timeMs), none),
      worstDay: (rank, timeMs) => ask((remote) => remote.worstDay(rank, timeMs), none),
      late: (timeMs) => ask((remote) => remote.late(timeMs), none),
      trackBattery: (battery, fromMs, toMs) => ask((remote) => remote.trackBattery(battery, fromMs, toMs), none),
      keepModel: (text) => ask((remote) => remote.keepModel(text), refuse),
      fleetRecord: () => ask((remote) => remote.fleetRecord(), none),
    },
  }
}

const none = () => null
const nothing = () => undefined
const refuse = (reason: string) => ({ value: null, problems: [explain(reason)] })

function hire(spawn: () => Worker, bury: (hand: Hand, reason: string) => void): Hand {
  const worker = spawn()
  let tell: (death: Death) => void = () => undefined
  const death = new Promise<Death>((resolve) => (tell = resolve))
  const hand: Hand = { worker, remote: wrap<RunApi>(worker), death }
  const die = (reason: string) => {
    tell(new Death(reason))
    bury(hand, reason)
  }
  worker.addEventListener('error', (event) => die(event.message || 'the worker could not be loaded'))
  worker.addEventListener('messageerror', () => die('the worker sent something that cannot be read'))
  return hand
}

function explain(reason: string): Problem {
  const remedy = 'The part of the page that runs the engine failed and was started anew: try again.'
  return { code: 'worker-failed', place: 'worker', value: reason.slice(0, 80), remedy }
}
