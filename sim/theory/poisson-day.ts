import { exponential } from './distribution.ts'
import { ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'
import { candidateRate, expectArrivals, isKept, readRate, type SineRate } from './rate.ts'

/** Arrivals whose rate swings with the day: what is counted from one hour to another, over many days that all begin at phase 0. */
export function readPoissonDay(fields: Fields): SineRate {
  const rate = readRate(fields)
  fields.finish()
  return rate
}

/** A span of the day whose arrivals are counted, with the numbers at most that many of which are asked for. */
export interface Window {
  readonly from: number
  readonly to: number
  /** `le_70` asks for the chance of at most 70. */
  readonly comparison: string
  readonly limit: number
}

const NAME = /^(?:(mean|var)_(\d+(?:\.\d+)?)_(\d+(?:\.\d+)?)|P_N_(\d+(?:\.\d+)?)_(\d+(?:\.\d+)?)_(le|lt|ge|gt|eq)_(\d+))$/

/** The window that a value's name speaks of, and what of it; null for another name. */
export function readWindow(name: string): (Window & { readonly what: string }) | null {
  const found = NAME.exec(name)
  if (!found) return null
  const [from, to] = [Number(found[2] ?? found[4]), Number(found[3] ?? found[5])]
  return to > from ? { from, to, what: found[1] ?? 'P', comparison: found[6] ?? 'le', limit: Number(found[7] ?? 0) } : null
}

const DAYS = 1
const CANDIDATES = 2
const WINDOW_AT = 3
/** Per window: sum of the counts, of their squares, and days on which the comparison holds. */
const WINDOW_WIDTH = 3

const CANDIDATE = 0
const DAY_ENDS = 1

class PoissonDayModel implements Clockwork {
  readonly sums: Float64Array
  readonly dayLength: number
  readonly frame: Frame
  private readonly rate: SineRate
  private readonly windows: readonly Window[]
  private readonly gap

  constructor(rate: SineRate, windows: readonly Window[], luck: Luck) {
    this.rate = rate
    this.windows = windows
    this.gap = exponential(1 / candidateRate(rate))
    this.dayLength = Math.max(...windows.map(({ to }) => to))
    this.sums = new Float64Array(WINDOW_AT + windows.length * WINDOW_WIDTH)
    // The last counter says how many days have ended.
    this.frame = new Frame({ counters: windows.length + 1, streams: 2, events: 4 }, luck)
    this.expect(0)
    this.frame.list.schedule(this.dayLength, 1, DAY_ENDS, 0)
  }

  elapse(): void {}

  handle(kind: number, _subject: number, time: number): void {
    if (kind === CANDIDATE) this.meet(time)
    else this.endDay()
  }

  private expect(time: number): void {
    this.frame.list.schedule(time + this.frame.draw(this.gap, 0), 0, CANDIDATE, 0)
  }

  private meet(time: number): void {
    const { windows, frame } = this
    const { value } = frame.tables.counter
    const hour = time - value[windows.length] * this.dayLength
    this.expect(time)
    this.sums[CANDIDATES] += 1
    if (!isKept(this.rate, hour, frame.stream(1))) return
    for (let i = 0; i < windows.length; i++) if (hour >= windows[i].from && hour < windows[i].to) value[i] += 1
  }

  private endDay(): void {
    const { sums, windows, frame } = this
    const { value } = frame.tables.counter
    sums[DAYS] += 1
    for (let i = 0; i < windows.length; i++) {
      const at = WINDOW_AT + i * WINDOW_WIDTH
      sums[at] += value[i]
      sums[at + 1] += value[i] * value[i]
      if (holds(value[i], windows[i])) sums[at + 2] += 1
      value[i] = 0
    }
    value[windows.length] += 1
    frame.list.schedule((value[windows.length] + 1) * this.dayLength, 1, DAY_ENDS, 0)
  }
}

function holds(count: number, { comparison, limit }: Window): boolean {
  switch (comparison) {
    case 'le':
      return count <= limit
    case 'lt':
      return count < limit
    case 'ge':
      return count >= limit
    case 'gt':
      return count > limit
    default:
      return count === limit
  }
}

export function startPoissonDay(rate: SineRate, names: readonly string[], luck: Luck): Experiment {
  const windows = names.map(readWindow).filter((window) => window !== null)
  if (windows.length === 0) windows.push({ from: 0, to: rate.period, what: 'mean', comparison: 'le', limit: 0 })
  const model = new PoissonDayModel(rate, windows, luck)
  const candidates: Reader = (sums) => sums[CANDIDATES] / sums[TIME] / candidateRate(rate) - 1
  const days = Math.max(1, Math.round(1000 / (model.dayLength * candidateRate(rate))))
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: days * model.dayLength,
    run: (span) => runSpan(model, span),
    level: null,
    controls: (name) => (name.startsWith('P_') ? [candidates, ...momentControls(rate, windows, name)] : [candidates]),
    draws: [candidates],
    find: (name) => findReader(name, windows),
  }
}

/** Mean and second moment of the window's count, for chances about it: they explain about half of a chance's scatter. */
function momentControls(rate: SineRate, windows: readonly Window[], name: string): Reader[] {
  const wanted = readWindow(name)
  const at = WINDOW_AT + windows.findIndex((window) => JSON.stringify(window) === JSON.stringify(wanted)) * WINDOW_WIDTH
  if (wanted === null || at < WINDOW_AT) return []
  const mean = expectArrivals(rate, wanted.from, wanted.to)
  return [(sums) => sums[at] / sums[DAYS] / mean - 1, (sums) => sums[at + 1] / sums[DAYS] / (mean * mean + mean) - 1]
}

function findReader(name: string, windows: readonly Window[]): Reader | undefined {
  const wanted = readWindow(name)
  const at = windows.findIndex((window) => JSON.stringify(window) === JSON.stringify(wanted))
  if (wanted === null || at < 0) return undefined
  const place = WINDOW_AT + at * WINDOW_WIDTH
  if (wanted.what === 'mean') return ratioOf(place, DAYS)
  if (wanted.what === 'P') return ratioOf(place + 2, DAYS)
  return (sums) => (sums[place + 1] - (sums[place] / sums[DAYS]) * sums[place]) / (sums[DAYS] - 1)
}
