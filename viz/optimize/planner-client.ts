import { proxy, wrap } from 'comlink'
import type { PlannerHands, PlanOutcome, PlanRequest } from '../../optimize/index.ts'
import { deathOf } from '../worker-client.ts'

interface PlanDoor {
  readonly plan: (request: PlanRequest, onStage: (stage: string) => void) => PlanOutcome
}

/** Planning in a worker of the page, which can be killed in the middle of a solve. */
export const pagePlanner: PlannerHands = {
  open: () => {
    const worker = new Worker(new URL('../../optimize/plan.worker.ts', import.meta.url), { type: 'module', name: 'plan' })
    const death = deathOf(worker)
    const door = wrap<PlanDoor>(worker)
    return {
      plan: (request, onStage) => Promise.race([door.plan(request, proxy(onStage)), death]),
      kill: () => worker.terminate(),
    }
  },
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
