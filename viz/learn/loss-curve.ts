import type { LearnProgress } from './learn-types.ts'

/** Losses epoch by epoch, the first at 0; NaN where none was measured. */
export interface LossCurve {
  readonly training: readonly number[]
  readonly validation: readonly number[]
  /** Epoch of the weights kept, 1 = first; 0 while there is none. */
  readonly bestEpoch: number
}

export const noLosses: LossCurve = { training: [], validation: [], bestEpoch: 0 }

/** A curve with the epochs of a report behind it; epochs that were reported before are not doubled. */
export function addLosses(curve: LossCurve, { from, training, validation, bestEpoch }: LearnProgress): LossCurve {
  const known = from - 1
  return {
    training: [...curve.training.slice(0, known), ...training],
    validation: [...curve.validation.slice(0, known), ...validation],
    bestEpoch,
  }
}

/** Ends and marks of a logarithmic axis: powers of ten, with 2 and 5 between them where there are few. */
export interface LogAxis {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

const leastLoss = 1e-6

/** The axis of both curves; `null` before the first epoch. */
export function lossAxis({ training, validation }: LossCurve): LogAxis | null {
  const values = [...training, ...validation].filter((value) => Number.isFinite(value)).map((value) => Math.max(leastLoss, value))
  if (values.length === 0) return null
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, 0])
  const marks = listMarks(least, most, [1, 2, 5])
  const ticks = marks.length > 7 ? listMarks(least, most, [1]) : marks
  return { low: ticks[0], high: ticks.at(-1)!, ticks }
}

/** Round numbers from the last below `least` to the first above `most`. */
function listMarks(least: number, most: number, steps: readonly number[]): number[] {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))]
  const all = Array.from({ length: to - from + 1 }, (_, i) => steps.map((step) => Number((step * 10 ** (from + i)).toPrecision(3)))).flat()
  const first = Math.max(
    0,
    all.findLastIndex((mark) => mark <= least),
  )
  const last = all.findIndex((mark) => mark >= most && mark > all[first])
  return all.slice(first, last < 0 ? undefined : last + 1)
}

/** Place of a value between the ends, 0 (low) … 1 (high). */
export function placeOn({ low, high }: LogAxis, value: number): number {
  return Math.log(Math.max(leastLoss, value) / low) / Math.log(high / low)
}

/** More points than this are not told apart. */
const mostPoints = 300

/** SVG path of a curve over `epochs`, in a box; losses that are not known are gaps. */
export function lossPath(curve: readonly number[], axis: LogAxis, epochs: number, width: number, height: number): string {
  const step = Math.max(1, Math.ceil(curve.length / mostPoints))
  let path = ''
  for (let i = 0; i < curve.length; i += step) {
    if (!Number.isFinite(curve[i])) continue
    path += `${path === '' ? 'M' : 'L'}${epochX(i, epochs, width).toFixed(1)} ${(height * (1 - placeOn(axis, curve[i]))).toFixed(1)}`
  }
  return path
}

/** Where an epoch (0 = first) stands. */
export function epochX(epoch: number, epochs: number, width: number): number {
  return epochs <= 1 ? width / 2 : (epoch / (epochs - 1)) * width
}

/** The same curve with at most so many epochs, for keeping. */
export function thinCurve(curve: LossCurve): LossCurve {
  const step = Math.max(1, Math.ceil(curve.training.length / mostPoints))
  if (step === 1) return curve
  const thin = (values: readonly number[]) => values.filter((_, i) => i % step === 0)
  return { training: thin(curve.training), validation: thin(curve.validation), bestEpoch: Math.ceil(curve.bestEpoch / step) }
}
