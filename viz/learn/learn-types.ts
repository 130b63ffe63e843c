import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { Coverage, Feature, FeatureRange, FleetRecord, Judgement, TableMapping, Target } from '../../ml/index.ts'
import type { LearnSettings } from './settings.ts'

/** A file as the page hands it over. */
export interface LearnFile {
  readonly name: string
  readonly blob: Blob
}

/** How files are read. */
export interface ReadOptions {
  /** Health that counts as the end, of capacity by cycle; 0..1. */
  readonly limitSohFrac: number
  /** Which column is what, of a table that is not known; `null`: as its names suggest. */
  readonly mapping: TableMapping | null
}

/**
 * `run`: what a run tells of its batteries. `early-life`: Severson’s tables. `capacity`: capacity by cycle. `table`: any other table, by a mapping.
 */
export type SourceKind = 'run' | 'early-life' | 'capacity' | 'table'

/** Rows to learn from that stand in the worker, as the page shows them. */
export interface LearnSource {
  readonly kind: SourceKind
  readonly name: string
  readonly cells: number
  readonly rows: number
  /** Rows whose truth is known; of the others only that it is at least some value. */
  readonly knownRows: number
  readonly features: readonly Feature[]
  readonly target: Target
  /** Cells of each split that the files name. */
  readonly splits: readonly { readonly name: string; readonly cells: number }[]
  /** Whether the files say what is for training. */
  readonly hasOwnSplit: boolean
}

/** A table whose columns a person can map: its numbers, all its names, and the mapping that was used or is suggested. */
export interface TableColumns {
  readonly place: string
  readonly names: readonly string[]
  readonly numeric: readonly string[]
  readonly mapping: TableMapping
}

/** `source` is `null` where nothing can be learned; problems may stand beside one: what was left out. */
export interface SourceAnswer {
  readonly source: LearnSource | null
  readonly columns: TableColumns | null
  readonly problems: readonly Problem[]
}

/** Losses after some epochs, and how long the rest takes. */
export interface LearnProgress {
  /** Number of the first epoch in the lists. */
  readonly from: number
  readonly training: readonly number[]
  /** NaN where no cell is held back. */
  readonly validation: readonly number[]
  /** Epoch of the weights that would be kept now; 0 before the first. */
  readonly bestEpoch: number
  readonly leftMs: number
}

/** How a model came to be and how it did: kept beside it in the browser. */
export interface LearnReport {
  readonly source: Pick<LearnSource, 'kind' | 'name' | 'cells' | 'rows' | 'target'>
  readonly settings: LearnSettings
  /** Epochs that were run, and that of the weights; 0 for a model that came as a file. */
  readonly epochs: number
  readonly bestEpoch: number
  readonly judgement: Judgement
  /** What the training rows spanned, by feature of the net; empty where that is not known. */
  readonly ranges: readonly FeatureRange[]
}

/** A trained model as its file's text. `isWhole`: all epochs were run, nobody stopped it. */
export interface Trained {
  readonly hash: string
  readonly name: string
  readonly text: string
  readonly isWhole: boolean
  readonly report: LearnReport
}

export type TrainOutcome =
  | { readonly kind: 'trained'; readonly trained: Trained }
  /** Stopped before the first epoch ended: there is no net. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** An error of the program, or a worker that died. */
  | { readonly kind: 'failed'; readonly message: string }

/** The door of the learning worker, as the page sees it: one source and one training at a time. */
export interface LearnApi {
  readRun(record: FleetRecord | null, name: string): Promise<SourceAnswer>
  readFiles(files: readonly LearnFile[], options: ReadOptions): Promise<SourceAnswer>
  train(settings: LearnSettings, onProgress: (progress: LearnProgress) => void): Promise<TrainOutcome>
  /** Heard between two epochs. */
  pause(): void
  goOn(): void
  /** Ends the training; `train` then answers with the best weights so far. */
  stop(): void
  /** How a model does on the source at hand, with the split of `settings`. */
  judge(text: string, settings: LearnSettings): Promise<Parsed<Judgement>>
  cover(ranges: readonly FeatureRange[], record: FleetRecord): Promise<Coverage>
}
