import { kpis } from '../kpis/index.ts'
import { canonicalJson, hashText, isObject, parseJson } from '../load/index.ts'
import { hashManifest } from '../manifest/index.ts'
import type { Manifest } from '../manifest/index.ts'
import type { ReplicationResult } from '../experiment/index.ts'

/** One run to be made, wherever: all that decides its bits, as text. */
export interface RunJob {
  /** `nameRun`: what the result is kept under, and by which equal runs are known. */
  readonly id: string
  /** The whole scenario as canonical JSON, its seed included. */
  readonly scenario: string
  readonly seed: number
  /** Whole days at the start that take no part in the figures. */
  readonly warmUpDays: number
  /** Places of the city's files in the results folder; empty for the generated city. */
  readonly city: string
  readonly grid: string
  /** Which generated city, where there are no files; the usual one when absent. */
  readonly generated?: GeneratedPlace
  /** Places of a company's own tables and of the learned model that the scenario names; absent where there are none. Their content is part of the id. */
  readonly customers?: string
  readonly batteries?: string
  readonly weather?: string
  readonly model?: string
}

/** All that decides a generated city. */
export interface GeneratedPlace {
  readonly seed: number
  readonly name: string
}

/** What a run left: its figures, or why there are none. */
export interface RunResult {
  readonly id: string
  readonly seed: number
  readonly manifest: Manifest
  readonly outcome: ReplicationResult
}

/** Version of the results' files; one of another version is made again. */
const resultVersion = 2

/** What the figures were asked by. */
const figuresHash = hashText(canonicalJson(kpis.map(({ id, sql }) => [id, sql])))

/**
 * Name of a measured run, of letters, digits and hyphens, so that it can be a file anywhere and a job's id in any queue: the manifest's hash (seed and
 * engine build included), and the days that are left out.
 */
export function nameRun(manifest: Manifest, warmUpDays: number): string {
  return `${hashManifest(manifest)}-${warmUpDays}`
}

/** A result as the text of a file: the same text for the same run, wherever it was made. */
export function writeResult({ id, seed, manifest, outcome }: RunResult): string {
  return `${JSON.stringify({ resultVersion, figuresHash, id, seed, manifest, outcome }, null, 2)}\n`
}

/** Reads a result that `writeResult` wrote for the run `id`; `null` when it is broken, of another version, or another run's. */
export function readResult(text: string, id: string): RunResult | null {
  const { value } = parseJson(text)
  if (!isObject(value) || value['resultVersion'] !== resultVersion || value['figuresHash'] !== figuresHash || value['id'] !== id)
    return null
  return value as unknown as RunResult
}
