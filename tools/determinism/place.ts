import type { Lived } from '../../tests/reference-run.ts'
import type { Way } from './way.ts'

/** `plain`: the sources (Node, through tsx) or a bundle with all names kept (browsers). `minified`: a bundle as the page ships. */
export type Build = 'plain' | 'minified'

/** Where the engine can run. */
export interface Place {
  /** How it is asked for on the command line. */
  readonly id: string
  readonly name: string
  /** Makes it ready; a text says why that cannot be, and what to do. Rejects when it is there and does not start. */
  open(): Promise<OpenPlace | string>
}

/** Longer than any way takes on a busy machine; a place that hangs is one that failed. */
export const mostMs = 600_000

export interface OpenPlace {
  readonly version: string
  live(build: Build, way: Way): Promise<Lived[]>
  close(): Promise<void>
}
