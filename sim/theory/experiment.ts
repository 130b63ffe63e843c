import type { EventList } from '../events/index.ts'
import { philox4x32 } from '../random/index.ts'
import type { RunColumns } from '../run/index.ts'

/** A figure from the sums of a batch. */
export type Reader = (sums: Float64Array) => number

/**
 * A model under way, as the estimator sees it: pieces of a run one after the other, each leaving its sums. Sums of pieces add up to those of a longer
 * piece, so that figures, which are functions of sums, need no other record.
 */
export interface Experiment {
  /** Sums of the latest piece; a view that the next `run` fills anew. */
  readonly sums: Float64Array
  /** Events of the kernel's list since the start. */
  readonly events: number
  /** Size of a piece of about a thousand events: a span of time, or a number of independent repetitions. */
  readonly pieceSize: number
  /** Goes on for a span (or so many repetitions), from the state in which the last piece ended. */
  run(size: number): void
  /** What tells whether the start is forgotten; `null` where repetitions are independent and there is no warm-up. */
  readonly level: Reader | null
  /** Figures of mean 0 that move together with a value (control variates). */
  controls(name: string): readonly Reader[]
  /** Those whose mean is to be judged: a wrong draw must not hide behind them. */
  readonly draws: readonly Reader[]
  /** How a judged value is read from the sums; undefined for a name that the model does not know. */
  find(name: string): Reader | undefined
}

/** What drives a model: pending events and time; both are views of an arena that may grow. */
export interface Works {
  readonly list: EventList
  readonly clock: RunColumns
  /** Called when no event is under way: the moment to grow the arena. */
  prepare(): void
}

/** The moving parts of a model in time; `sums[0]` is the time that passed. */
export interface Clockwork {
  readonly frame: Works
  readonly sums: Float64Array
  /** `span` passes in the present state. */
  elapse(span: number): void
  handle(kind: number, subject: number, time: number): void
}

export const TIME = 0

/** Runs a model on for `span` of its time; areas are closed at the end, and its sums hold this span alone. */
export function runSpan(model: Clockwork, span: number): void {
  const { frame } = model
  model.sums.fill(0)
  const start = frame.clock.time[0]
  const end = start + span
  let now = start
  let events = 0
  for (;;) {
    frame.prepare()
    const { list } = frame
    if (!list.popUntil(end)) break
    const { time } = list
    if (time > now) {
      model.elapse(time - now)
      now = time
    }
    events++
    model.handle(list.kind, list.subject, time)
  }
  model.elapse(end - now)
  model.sums[TIME] = span
  frame.clock.time[0] = end
  frame.clock.eventCount[0] += events
}

/** What decides every draw of a model: the run's seed and who it is (the stable id of its case). */
export interface Luck {
  readonly seed: number
  readonly id: number
}

/** Generator states of `count` streams, four words each, in `words`: a block of Philox each, named by seed, case and stream. */
export function seedStreams(words: Uint32Array, luck: Luck): void {
  const block = new Uint32Array(4)
  for (let stream = 0; stream < words.length / 4; stream++) {
    philox4x32(stream, luck.id, 0, 0, luck.seed, Math.floor(luck.seed / 4294967296), block)
    // A generator of zeros would stay there.
    if (block[0] === 0 && block[1] === 0 && block[2] === 0) block[3] |= 1
    words.set(block, stream * 4)
  }
}

/** The four words of each stream. */
export function viewStreams(words: Uint32Array<ArrayBuffer>): Uint32Array[] {
  return Array.from({ length: words.length / 4 }, (_, stream) => words.subarray(stream * 4, stream * 4 + 4))
}

/** `factor` · sum at `above` / sum at `below`. */
export function ratioOf(above: number, below: number, factor = 1): Reader {
  return (sums) => (factor * sums[above]) / sums[below]
}

/** The same controls for every value, all of them judged. */
export function constantly(controls: readonly Reader[]): Pick<Experiment, 'controls' | 'draws'> {
  return { controls: () => controls, draws: controls }
}
