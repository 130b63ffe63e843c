import { register } from 'tsx/esm/api'

// The process of one place: all replications on its threads, as JSON.
register()
const { liveOnThreads } = await import('./threads.ts')
const [script, way] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await liveOnThreads(new URL(script), JSON.parse(way))))
