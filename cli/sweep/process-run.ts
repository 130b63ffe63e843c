import { workerData } from 'node:worker_threads'
import type { RunJob } from '../../scenarios/index.ts'
import { makeRun, openSources } from './make-run.ts'
import { unwritableMark } from './redis-pool.ts'

const { folder } = workerData as { readonly folder: string }
const sources = openSources()

/** What BullMQ calls in a thread of its own for each job. A rejection is tried again, here or elsewhere. */
export async function processRun({ data }: { readonly data: RunJob }): Promise<string> {
  const made = await makeRun(data, folder, sources)
  if (made.kind === 'stored') return made.kind
  throw new Error(made.kind === 'unwritable' ? `${unwritableMark}${made.message}` : made.message)
}
