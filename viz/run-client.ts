import { proxy, transfer, wrap } from 'comlink'
import type { RunApi, RunOutcome } from './run-api.ts'

/**
 * The page's side of the run worker. A worker that dies (a script that does not load, an error outside a call) rejects whatever
 * is pending, which would else wait for ever.
 */
export function openRunClient(worker: Worker): RunApi {
  const remote = wrap<RunApi>(worker)
  const death = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'the worker could not be loaded')))
    worker.addEventListener('messageerror', () => reject(new Error('the worker sent something that cannot be read')))
  })
  death.catch(() => undefined)
  const orDeath = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, death])
  return {
    start: (request, onProgress) => orDeath<RunOutcome>(remote.start(request, proxy(onProgress))),
    cancel: () => void remote.cancel(),
    // The file's bytes go over without a copy: the page has them no more.
    describeCity: (choice, onProgress = () => undefined) =>
      orDeath(remote.describeCity(choice.kind === 'file' ? transfer(choice, [choice.pbf]) : choice, proxy(onProgress))),
    window: (fromMs, toMs) => orDeath(remote.window(fromMs, toMs)),
    seekState: (timeMs) => orDeath(remote.seekState(timeMs)),
    keepFleet: (fleet) => orDeath(remote.keepFleet(fleet)),
    emitTelemetry: (fromMs, toMs, everyMs) => orDeath(remote.emitTelemetry(fromMs, toMs, everyMs)),
    inspect: (pick, timeMs) => orDeath(remote.inspect(pick, timeMs)),
    planBasis: (run) => orDeath(remote.planBasis(run)),
    findIncident: (ask) => orDeath(remote.findIncident(ask)),
    lookInside: (place, timeMs) => orDeath(remote.lookInside(place, timeMs)),
    dayTotals: (timeMs) => orDeath(remote.dayTotals(timeMs)),
    worstDay: (rank, timeMs) => orDeath(remote.worstDay(rank, timeMs)),
    trackBattery: (battery, fromMs, toMs) => orDeath(remote.trackBattery(battery, fromMs, toMs)),
    late: (timeMs) => orDeath(remote.late(timeMs)),
  }
}
