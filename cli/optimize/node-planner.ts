import { Worker } from 'node:worker_threads'
import type { PlannerHands, PlanOutcome, PlanRequest, PlanWorker } from '../../optimize/index.ts'

const script = new URL('../../bin/plan-worker.mjs', import.meta.url)

/** Planning in a worker thread of Node, which can be killed in the middle of a solve. */
export const nodePlanner: PlannerHands = {
  open: () => openPlanWorker(script),
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

/** A worker of any script that speaks as `plan.node-worker.ts` does. */
export function openPlanWorker(file: URL): PlanWorker {
  let worker: Worker | null = null
  return {
    plan: (request: PlanRequest, onStage) =>
      new Promise<PlanOutcome>((resolve, reject) => {
        worker = new Worker(file, { workerData: request })
        worker.on('message', (message: { readonly stage?: string; readonly outcome?: PlanOutcome }) => {
          if (message.stage !== undefined) onStage(message.stage)
          if (message.outcome !== undefined) resolve(message.outcome)
        })
        worker.on('error', reject)
        worker.on('exit', () => reject(new Error('the planning worker ended without an answer')))
      }),
    kill: () => void worker?.terminate(),
  }
}
