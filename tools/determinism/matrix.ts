import { golden } from '../../tests/golden.ts'
import { combineLived } from '../../tests/reference-run.ts'
import type { Lived } from '../../tests/reference-run.ts'
import { mostMs, type Build, type OpenPlace, type Place } from './place.ts'
import type { Way } from './way.ts'

/** `missing`: the place is not on this machine, or does not start. `failed`: it does, and a run broke off there. */
export type Verdict = 'equal' | 'different' | 'missing' | 'failed'

/** One place, one way, one hash. */
export interface Row {
  readonly place: string
  readonly version: string
  readonly way: string
  /** Empty where nothing was lived to the end. */
  readonly hash: string
  readonly verdict: Verdict
  /** What the replications came to. */
  readonly lived: readonly Lived[]
  /** Why the place is missing and what to do, or how it failed. */
  readonly note: string
}

/** What is lived in each place: by so many workers, restored in the middle, as sources or bundle. */
const ways: readonly (Way & { readonly build: Build })[] = [
  ...[1, 2, 4, 8].map((workers) => ({ build: 'minified' as const, workers, isRestored: false })),
  { build: 'minified', workers: 2, isRestored: true },
  { build: 'plain', workers: 2, isRestored: false },
]

/** Lives the reference scenario in one place in every way. `tell` hears of each row as it stands. */
export async function livePlace(place: Place, tell: (row: Row) => void): Promise<Row[]> {
  const opened = await place.open().catch(String)
  if (typeof opened !== 'string') return liveWays(place, opened, tell)
  const row: Row = { place: place.name, version: '', way: '', hash: '', verdict: 'missing', lived: [], note: opened }
  tell(row)
  return [row]
}

async function liveWays(place: Place, opened: OpenPlace, tell: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = []
  try {
    for (const { build, ...way } of ways) {
      const row = await liveWay(place, opened, build, way)
      tell(row)
      rows.push(row)
    }
  } finally {
    await opened.close()
  }
  return rows
}

async function liveWay(place: Place, opened: OpenPlace, build: Build, way: Way): Promise<Row> {
  const head = { place: place.name, version: opened.version, way: describeWay(build, way) }
  try {
    const lived = await within(mostMs, opened.live(build, way))
    const hash = combineLived(lived)
    return { ...head, hash, verdict: hash === golden ? 'equal' : 'different', lived, note: '' }
  } catch (error) {
    return { ...head, hash: '', verdict: 'failed', lived: [], note: String(error) }
  }
}

function describeWay(build: Build, { workers, isRestored }: Way): string {
  return `${build}, ${workers} ${workers === 1 ? 'worker' : 'workers'}${isRestored ? ', restored' : ''}`
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
