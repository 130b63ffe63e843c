import { register } from 'tsx/esm/api'

// A worker thread has loaders of its own.
register()
const { processRun } = await import('../cli/sweep/process-run.ts')

export default processRun
