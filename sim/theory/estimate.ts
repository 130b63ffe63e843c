import {
  addBatch,
  areCorrelated,
  batchAt,
  createBatches,
  estimateBySections,
  findTruncation,
  halfWidthOf,
  type Batches,
  type Control,
  type Estimate,
} from '../stats/index.ts'
import type { Experiment, Reader } from './experiment.ts'

/** A value to be estimated, and how sure we want to be. */
export interface Wanted {
  readonly name: string
  readonly read: Reader
  /** Greatest half-width of the 95 % interval, as a share of the value. */
  readonly halfWidthFrac: number
}

export interface Estimated extends Estimate {
  readonly name: string
  /** Half-width of the 95 % interval as a share of the estimate. */
  readonly halfWidthFrac: number
  /** Batches still lean on their neighbours: the interval may be too narrow. */
  readonly isCorrelated: boolean
}

export interface Estimates {
  readonly values: readonly Estimated[]
  readonly events: number
  readonly warmUpEvents: number
  readonly batches: number
  /** Arrivals and times against the means that they are said to have: 0 if all is well. */
  readonly draws: readonly Estimate[]
  /** All half-widths were reached; `false` when the limit of events ended the run. */
  readonly isReached: boolean
}

/** Rows of the table of batches, and how often precision is looked at: 64, 72, … 128 batches, then 64 of twice the length. */
const MAX_BATCHES = 128
const LOOK_EVERY = 8
/** Fewer are not judged, even at the limit of events. */
const LEAST_BATCHES = 16
/** A run that seems sure goes on until it is so many times as long, at most so many events more: the moment when an error is first told small is a lucky one. */
const TIMES_AS_LONG = 3
const MOST_EVENTS_MORE = 1e7
/** Pieces (of about a thousand events) in a first batch: no run is shorter than 64 such batches. */
const PIECES_AT_FIRST = 4
/** Slices of the pilot run, and events in each. */
const PILOT_SLICES = 4000
const EVENTS_PER_SLICE = 5
const MAX_PILOTS = 32

/**
 * Runs an experiment until every wanted value's 95 % interval is narrow enough, or `maxEvents` have run. The warm-up is removed first: pilot runs are
 * repeated until MSER-5 finds that the latest one is steady within its first half, and all of them are dropped. Then batch means with control variates; what counts
 * must not lean on its neighbours. Source of the stopping rule: A. M. Law, W. D. Kelton, Confidence intervals for steady-state simulations: a survey of sequential procedures (1982).
 */
export function estimateValues(experiment: Experiment, wanted: readonly Wanted[], maxEvents: number): Estimates {
  const warmUpEvents = warmUp(experiment)
  const batches = createBatches(experiment.sums.length, MAX_BATCHES)
  const size = experiment.pieceSize * PIECES_AT_FIRST
  let reachedAt = Infinity
  for (;;) {
    experiment.run(size * batches.piecesPerBatch)
    addBatch(batches, experiment.sums)
    const isOver = experiment.events >= maxEvents && batches.count >= LEAST_BATCHES
    if (!isOver && (batches.count % LOOK_EVERY !== 0 || batches.count < MAX_BATCHES / 2)) continue
    const sections = collectSections(batches)
    const values = wanted.map((value) => estimateOne(sections, value, experiment.controls(value.name)))
    const isReached = values.every((value, i) => value.halfWidthFrac <= wanted[i].halfWidthFrac && !value.isCorrelated)
    if (isReached) reachedAt = Math.min(reachedAt, experiment.events)
    const isLong = experiment.events >= Math.min(TIMES_AS_LONG * reachedAt, reachedAt + MOST_EVENTS_MORE)
    if (!isOver && !(isReached && isLong)) continue
    const draws = experiment.draws.map(sections).filter(isKnown)
    const judged = draws.map((figure) => estimateBySections(figure.pooled, figure.sections))
    return { values, events: experiment.events, warmUpEvents, batches: batches.count, draws: judged, isReached }
  }
}

/** Figures by batch, each read once. */
function collectSections(batches: Batches): (read: Reader) => Control {
  const known = new Map<Reader, Control>()
  return (read) => {
    const control = known.get(read) ?? readSections(batches, read)
    known.set(read, control)
    return control
  }
}

function estimateOne(sections: (read: Reader) => Control, { name, read }: Wanted, controls: readonly Reader[]): Estimated {
  const figure = sections(read)
  const estimate = estimateBySections(figure.pooled, figure.sections, controls.map(sections).filter(isKnown))
  const halfWidthFrac = halfWidthOf(estimate, 0.95) / Math.abs(estimate.value)
  // What never happened is not known to be impossible.
  const reached = estimate.value === 0 ? Infinity : halfWidthFrac
  return { ...estimate, name, halfWidthFrac: reached, isCorrelated: areCorrelated(figure.sections) }
}

/** A control that some batch has no draws for says nothing. */
function isKnown({ sections }: Control): boolean {
  return sections.every((value) => Number.isFinite(value))
}

function readSections(batches: Batches, read: Reader): Control {
  const sections = new Float64Array(batches.count)
  for (let row = 0; row < batches.count; row++) sections[row] = read(batchAt(batches, row))
  return { pooled: read(batches.total), sections }
}

function warmUp(experiment: Experiment): number {
  const { level } = experiment
  if (level === null) return 0
  const series = new Float64Array(PILOT_SLICES)
  const span = (experiment.pieceSize * EVENTS_PER_SLICE) / 1000
  let isSteady = false
  for (let pilot = 1; !isSteady && pilot <= MAX_PILOTS; pilot *= 2) {
    for (let slice = 0; slice < PILOT_SLICES; slice++) {
      experiment.run(span * pilot)
      series[slice] = level(experiment.sums)
    }
    isSteady = findTruncation(series) !== null
  }
  return experiment.events
}
