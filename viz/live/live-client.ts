import { proxy, wrap } from 'comlink'
import { deathOf } from '../worker-client.ts'
import type { LiveApi, LiveOpening } from './live-types.ts'

/** The page's side of the live worker; a worker that dies rejects whatever is pending. */
export function openLiveClient(worker: Worker): LiveApi {
  const remote = wrap<LiveApi>(worker)
  const death = deathOf(worker)
  const orDeath = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, death])
  return {
    open: (file, name, options, settings, onProgress) =>
      orDeath<LiveOpening>(remote.open(file, name, options, settings, proxy(onProgress))),
    cancel: () => void remote.cancel(),
    advance: (toMs) => orDeath(remote.advance(toMs)),
    rewind: () => orDeath(remote.rewind()),
    look: (query) => orDeath(remote.look(query)),
    acknowledge: (alarms, atMs) => orDeath(remote.acknowledge(alarms, atMs)),
    change: (settings) => orDeath(remote.change(settings)),
    quarantine: (first, count) => orDeath(remote.quarantine(first, count)),
    quarantineFile: () => orDeath(remote.quarantineFile()),
    fleetAt: (atMs) => orDeath(remote.fleetAt(atMs)),
    hashAt: (atMs) => orDeath(remote.hashAt(atMs)),
  }
}
