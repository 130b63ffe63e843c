import { register } from 'tsx/esm/api'

// A worker thread has loaders of its own.
register()
await import('../optimize/plan.node-worker.ts')
