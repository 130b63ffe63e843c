import { register } from 'tsx/esm/api'

// A worker thread has loaders of its own.
register()
await import('../cli/sweep/run.node-worker.ts')
