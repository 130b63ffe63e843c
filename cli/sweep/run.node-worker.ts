import { parentPort, workerData } from 'node:worker_threads'
import type { RunJob } from '../../scenarios/index.ts'
import { makeRun, messageOf, openSources } from './make-run.ts'

// A thread of the local pool: one job after the other, each answered with what became of it.
const port = parentPort!
const { folder } = workerData as { readonly folder: string }
const sources = openSources()
port.on('message', ({ job }: { readonly job: RunJob }) => {
  makeRun(job, folder, sources).then(
    (made) => port.postMessage({ made }),
    (error: unknown) => port.postMessage({ made: { kind: 'refused', message: messageOf(error) } }),
  )
})
