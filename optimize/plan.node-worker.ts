import { parentPort, workerData } from 'node:worker_threads'
import { planFleet } from './fleet/plan.ts'
import type { PlanRequest } from './index.ts'

const port = parentPort!
const outcome = planFleet(workerData as PlanRequest, (stage) => port.postMessage({ stage }))
port.postMessage({ outcome })
