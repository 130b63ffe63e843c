import { proxy, transfer } from 'comlink'
import type { Problem } from '../data/columns/index.ts'
import type { ReplicationAnswer, RunApi, RunOutcome } from './run-api.ts'
import { openDoor } from './worker-client.ts'

/** Hears that a worker died and why; another has taken its place. */
export type OnDeath = (reason: string) => void

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
  const { ask, now, close } = openDoor<RunApi>(spawn, onDeath)
  return {
    close,
    api: {
      start: (request, onProgress) =>
        ask<RunOutcome>(
          (remote) => remote.start(request, proxy(onProgress)),
          (message) => ({ kind: 'failed', message }),
        ),
      cancel: () => void now()?.cancel(),
      stream: (request, everyDays, onProgress) =>
        ask<RunOutcome>(
          (remote) => remote.stream(request, everyDays, proxy(onProgress)),
          (message) => ({ kind: 'failed', message }),
        ),
      replicate: (request, warmUpDays, isFollowed) =>
        ask<ReplicationAnswer>(
          (remote) => remote.replicate(request, warmUpDays, isFollowed),
          (message) => ({ kind: 'lost', message }),
        ),
      future: (request, start, days, luckSeed) =>
        ask<ReplicationAnswer>(
          (remote) => remote.future(request, start, days, luckSeed),
          (message) => ({ kind: 'lost', message }),
        ),
      snapshotAt: (timeMs) => ask((remote) => remote.snapshotAt(timeMs), none),
      describeCity: (choice, onProgress = () => undefined) =>
        ask(
          // The file's bytes go over without a copy: the page has them no more.
          (remote) => remote.describeCity(choice.kind === 'file' ? transfer(choice, [choice.pbf]) : choice, proxy(onProgress)),
          (reason) => ({ city: null, problems: [explain(reason)] }),
        ),
      identify: (request) => ask((remote) => remote.identify(request), refuse),
      addUp: (cities) => ask((remote) => remote.addUp(cities), refuse),
      trend: (facts, wanted) => ask((remote) => remote.trend(facts, wanted), refuse),
      exportFile: (wanted) => ask((remote) => remote.exportFile(wanted), refuse),
      window: (fromMs, toMs) => ask((remote) => remote.window(fromMs, toMs), none),
      seekState: (timeMs) => ask((remote) => remote.seekState(timeMs), none),
      keepFleet: (fleet) => ask((remote) => remote.keepFleet(fleet), nothing),
      keepTable: (file) => ask((remote) => remote.keepTable(file), refuse),
      describeOwn: (request, onProgress = () => undefined) => ask((remote) => remote.describeOwn(request, proxy(onProgress)), refuse),
      cancelOwn: () => void now()?.cancelOwn(),
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

function explain(reason: string): Problem {
  const remedy = 'The part of the page that runs the engine failed and was started anew: try again.'
  return { code: 'worker-failed', place: 'worker', value: reason.slice(0, 80), remedy }
}
