import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { OptionValue } from '../args.ts'
import { usualWorkers, withPoolAt } from '../sweep/command.ts'
import { openFolder } from '../sweep/result-folder.ts'
import { prepareRuns, readSpanSource } from './prepare.ts'
import { runSpan } from './run-span.ts'
import type { SpanReport } from './run-span.ts'
import type { SpanSource } from './source.ts'

type Options = Readonly<Record<string, OptionValue>>

/** What `voltwin run` takes for a span; the rest belongs to a single run. */
interface SpanOptions {
  readonly seed?: number
  readonly days?: number
  readonly workers?: number
  readonly redis?: string
  readonly out?: string
}

const ofSpans = ['workers', 'redis']
const ofBoth = ['seed', 'days', 'out', 'json']

/** Options that a span has no use for: each city's place stands in its file. */
function checkSpanOptions(options: Options): Problem[] {
  const unwanted = Object.keys(options).filter((key) => !ofSpans.includes(key) && !ofBoth.includes(key))
  const lone = options['redis'] !== undefined && options['out'] === undefined
  const problems = unwanted.map((key) => {
    const remedy =
      key === 'resume'
        ? 'Leave it out: the same call with the same --out makes only what is missing.'
        : 'Leave it out: a span says in its file where its cities are, and is recorded at level facts.'
    return { code: 'unwanted-option', place: `--${key}`, value: String(options[key]).slice(0, 80), remedy }
  })
  const remedy = 'Give the results folder that the workers see as well.'
  return lone ? [...problems, { code: 'missing-value', place: '--out', value: '', remedy }] : problems
}

/** Options that a single run has no use for. */
export function checkSingleOptions(options: Options): Problem[] {
  return ofSpans
    .filter((key) => options[key] !== undefined)
    .map((key) => ({
      code: 'unwanted-option',
      place: `--${key}`,
      value: String(options[key]).slice(0, 80),
      remedy: 'Leave it out: one run is one thread; only the cities of a span go to several workers.',
    }))
}

/** Runs a span on threads of this machine, or through Redis, until it is done or somebody stops it. Without `--out` only the answer is kept. */
export async function runSpanBy(source: SpanSource, options: Options, say: (line: string) => void): Promise<Parsed<SpanReport>> {
  const unwanted = checkSpanOptions(options)
  if (unwanted.length > 0) return { value: null, problems: unwanted }
  // The reader of the command line has checked the kinds.
  const { out, workers = usualWorkers(), redis, ...changes } = options as SpanOptions
  const read = readSpanSource(source, changes)
  if (read.value === null) return { value: null, problems: read.problems }
  const span = read.value
  const folder = out ?? mkdtempSync(join(tmpdir(), 'voltwin-span-'))
  try {
    const unwritable = openFolder(folder)
    if (unwritable !== null) return { value: null, problems: [unwritable] }
    const { value: runs, problems } = await prepareRuns(span, source.file, folder)
    if (runs === null) return { value: null, problems }
    const place = { out: folder, workers: Math.min(workers, runs.length), ...(redis !== undefined && { redis }) }
    const answer = await withPoolAt(place, say, (pool, isOver) => runSpan(span, runs, folder, { pool, say, isOver }))
    return { value: answer.value, problems: [...problems, ...answer.problems] }
  } finally {
    if (out === undefined) rmSync(folder, { recursive: true, force: true })
  }
}
