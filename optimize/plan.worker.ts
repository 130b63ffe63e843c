import { expose, releaseProxy } from 'comlink'
import type { Remote } from 'comlink'
import { planFleet } from './fleet/plan.ts'
import type { PlanRequest } from './index.ts'

expose({
  // Each stage is told before it begins; the page hears it while this thread works.
  plan: (request: PlanRequest, onStage: Remote<(stage: string) => void>) => {
    const outcome = planFleet(request, (stage) => void onStage(stage))
    onStage[releaseProxy]()
    return outcome
  },
})
