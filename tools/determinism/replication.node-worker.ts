import { parentPort } from 'node:worker_threads'
import { liveReplication } from '../../tests/reference-run.ts'
import type { LiveOptions } from '../../tests/reference-run.ts'

const port = parentPort!
port.on('message', ([replication, options]: [number, LiveOptions]) => port.postMessage(liveReplication(replication, options)))
