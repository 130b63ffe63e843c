import type { Parsed, Problem } from '../../data/columns/index.ts'
import { canonicalJson, hashText, isObject, parseJson } from '../load/index.ts'

/** Version of the tables (arena, facts, log) that this build writes; bumped whenever an old file could be misread. */
export const schemaVersion = 1

/** Everything that decides the bits of a run, by content hash (16 hex digits). Snapshots, logs and caches carry it. */
export interface Manifest {
  readonly schemaVersion: number
  /** Hash of the engine's source text (`hashSources`): another build may give other bits. */
  readonly engine: string
  /** `LoadedScenario.hash`: every value of the specification, seed, weather and calendar included. */
  readonly scenario: string
  /** Parameters of the ageing models and tables of the standard models. */
  readonly models: string
  /** Road graph, demand and districts. */
  readonly city: string
  /** Population grid; empty when demand comes from elsewhere. */
  readonly grid: string
  /** A company's own customers and batteries; empty without any. */
  readonly own: string
  /** Content hash of the learned model that says when to replace; empty for the thresholds. */
  readonly policyModel: string
  readonly seed: number
  /** For people only: does not count in the comparison. */
  readonly scenarioName: string
  readonly cityName: string
}

type ManifestKey = keyof Manifest

const texts = ['engine', 'scenario', 'models', 'city', 'grid', 'own', 'policyModel', 'scenarioName', 'cityName'] as const
const deciding = ['schemaVersion', 'engine', 'scenario', 'models', 'city', 'grid', 'own', 'policyModel', 'seed'] as const

const remedies: Readonly<Record<(typeof deciding)[number], string>> = {
  schemaVersion: 'It was written with other tables: run the scenario again with this build',
  engine: 'It was written by another build of the engine: use that build, or run the scenario again',
  scenario: 'It belongs to another scenario: load that scenario, or run this one again',
  models: 'It was written with other models: restore those models, or run the scenario again',
  city: 'It belongs to another city: load that city, or run the scenario again',
  grid: 'It was written with another population grid: give that grid, or run the scenario again',
  own: 'It was written with other customers, batteries or weather: give those files, or run the scenario again',
  policyModel: 'It was decided by another learned model: give that model, or run the scenario again',
  seed: 'It was written with another seed: use that seed, or run the scenario again',
}

/** A frozen manifest of this build's schema version. */
export function createManifest(parts: Omit<Manifest, 'schemaVersion'>): Manifest {
  return Object.freeze({ schemaVersion, ...parts })
}

/** Name of a run for caches: 16 hex digits over all that decides its bits. */
export function hashManifest(manifest: Manifest): string {
  return hashText(canonicalJson(deciding.map((key) => manifest[key])))
}

/**
 * Why a file that carries `theirs` cannot be read by a run of `ours`: one problem for each part that differs, none when the bits must be
 * equal. `allowed` names parts that may differ, for example `scenario` when a snapshot is forked into a what-if.
 */
export function checkManifest(ours: Manifest, theirs: Manifest, allowed: readonly ManifestKey[] = []): Problem[] {
  return deciding
    .filter((key) => ours[key] !== theirs[key] && !allowed.includes(key))
    .map((key) => ({
      code: `other-${kebab(key)}`,
      place: `manifest.${key}`,
      value: `${describe(theirs, key)} instead of ${describe(ours, key)}`,
      remedy: remedies[key],
    }))
}

function describe(manifest: Manifest, key: ManifestKey): string {
  const name = key === 'scenario' ? manifest.scenarioName : key === 'city' ? manifest.cityName : ''
  const value = manifest[key] === '' ? 'none' : String(manifest[key])
  return name === '' ? value : `${name} (${value})`
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Reads a manifest from JSON text: every key there, of its type, and no newer schema than this build knows. */
export function parseManifest(text: string): Parsed<Manifest> {
  const { value, problems } = parseJson(text)
  if (problems.length > 0) return { value: null, problems }
  if (!isObject(value))
    return {
      value: null,
      problems: [{ code: 'wrong-type', place: 'manifest', value: text.slice(0, 80), remedy: 'Give a manifest as written by a run' }],
    }
  // A file from before there were learned models was decided by thresholds.
  const entries: Partial<Record<string, unknown>> = { policyModel: '', ...value }
  const wrong = [
    ...texts.filter((key) => typeof entries[key] !== 'string'),
    ...(['schemaVersion', 'seed'] as const).filter((key) => !Number.isSafeInteger(entries[key])),
  ]
  const found = wrong.map((key) => problemAt(key, entries[key]))
  if (found.length > 0) return { value: null, problems: found }
  // Every key was checked above; unknown keys are left out.
  const manifest = Object.fromEntries(['schemaVersion', 'seed', ...texts].map((key) => [key, entries[key]])) as unknown as Manifest
  return manifest.schemaVersion > schemaVersion
    ? { value: null, problems: [newerSchema(manifest)] }
    : { value: Object.freeze(manifest), problems: [] }
}

function problemAt(key: string, value: unknown): Problem {
  const shown = value === undefined ? '' : JSON.stringify(value).slice(0, 80)
  return {
    code: value === undefined ? 'missing-key' : 'wrong-type',
    place: `manifest.${key}`,
    value: shown,
    remedy: 'Give a manifest as written by a run',
  }
}

function newerSchema(manifest: Manifest): Problem {
  return {
    code: 'newer-version',
    place: 'manifest.schemaVersion',
    value: String(manifest.schemaVersion),
    remedy: `This build reads schema versions up to ${schemaVersion}: use a newer Voltwin for this file`,
  }
}

/** One file of the engine: path from the repository's root with `/`, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/**
 * The engine's build hash: over the source text of every file of the pure rooms that can decide bits. It is strict on purpose: a changed
 * comment is another build, so that a forgotten version number can never pass a stale snapshot. Order and line ends do not matter.
 */
export function hashSources(files: readonly SourceFile[]): string {
  const lines = files.map(({ path, text }) => `${path} ${hashText(text.replaceAll('\r\n', '\n'))}`)
  return hashText(lines.toSorted((a, b) => (a < b ? -1 : 1)).join('\n'))
}
