import type { Problem } from '../../data/columns/index.ts'
import type { FactFile, Manifest, PlaceFacts, RunSummary } from '../run-api.ts'

/** A finished run in the list, without its facts. */
export interface StoredRun {
  /** Hash of the manifest: everything that decides the bits, the engine's build included. */
  readonly id: string
  /** Given by the person, or made from scenario and changes. */
  readonly name: string
  readonly manifest: Manifest
  /** The complete scenario as it was run, as the text of a file. */
  readonly scenario: string
  /** What opens it again in the form: where it came from and the edits. Opaque to the vault. */
  readonly draft: unknown
  readonly summary: RunSummary
  /** Key figures as they formed, by rising share; values in the order of the summary's figures. */
  readonly history: readonly { readonly shareFrac: number; readonly values: readonly (number | null)[] }[]
  readonly places: PlaceFacts
  /** Ms since 1970, UTC. */
  readonly finishedMs: number
  /** Bytes of facts and figures. */
  readonly sizeBytes: number
}

/** A run with its facts. */
export interface WholeRun {
  readonly run: StoredRun
  readonly facts: readonly FactFile[]
}

export type Answer<T> = { readonly value: T; readonly problem: null } | { readonly value: null; readonly problem: Problem }

/**
 * Where finished runs are kept. A run is put whole or not at all; what cannot be kept is answered with a problem, and what was kept before
 * stays. Nothing here rejects.
 */
export interface RunVault {
  /** Whether a reload of the page finds the runs again. */
  readonly isLasting: boolean
  readonly list: () => Promise<Answer<readonly StoredRun[]>>
  /** Puts a run, in the place of one with the same id. */
  readonly put: (run: WholeRun) => Promise<Answer<true>>
  readonly rename: (id: string, name: string) => Promise<Answer<true>>
  /** Takes a run out and answers it, so that it can be put back; `null` inside where there was none. */
  readonly remove: (id: string) => Promise<Answer<{ readonly taken: WholeRun | null }>>
  readonly facts: (id: string) => Promise<Answer<{ readonly files: readonly FactFile[] | null }>>
}
