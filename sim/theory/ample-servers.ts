import { exponential, type Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'
import { candidateRate, isKept, readRate, type SineRate } from './rate.ts'

/** Arrivals whose rate swings with the day, and a server for everybody. */
export interface AmpleSpec {
  readonly rate: SineRate
  readonly service: Distribution
}

/** One for each service time of the list. */
export function readAmple(fields: Fields): AmpleSpec[] {
  const rate = readRate(fields)
  const services = fields.distributions(['service', 'serviceTime'], 'time')
  fields.finish()
  return services.map((service) => ({ rate, service }))
}

const PRESENT = 1
const PRESENT_SQUARED = 2
const CANDIDATES = 3
const SERVICES = 4
const SERVICE_TIME = 5
const LOOK_AT = 6
/** Per moment of the period: looks, sum of the numbers present, sum of their squares. */
const LOOK_WIDTH = 3

const CANDIDATE = 0
const DONE = 1
const LOOK = 2

class AmpleModel implements Clockwork {
  readonly sums: Float64Array
  readonly frame: Frame
  private readonly spec: AmpleSpec
  private readonly moments: readonly number[]
  private readonly gap: Distribution

  constructor(spec: AmpleSpec, moments: readonly number[], luck: Luck) {
    this.spec = spec
    this.moments = moments
    this.gap = exponential(1 / candidateRate(spec.rate))
    this.sums = new Float64Array(LOOK_AT + moments.length * LOOK_WIDTH)
    // Periods that each moment has been looked at in, and the number present.
    this.frame = new Frame({ counters: moments.length + 1, streams: 3, events: moments.length + 8 }, luck)
    this.expect(0)
    for (const [i, moment] of moments.entries()) this.frame.list.schedule(moment, 1, LOOK, i)
  }

  elapse(span: number): void {
    const present = this.frame.tables.counter.value[this.moments.length]
    this.sums[PRESENT] += present * span
    this.sums[PRESENT_SQUARED] += present * present * span
  }

  handle(kind: number, subject: number, time: number): void {
    switch (kind) {
      case CANDIDATE:
        return this.meet(time)
      case DONE:
        this.frame.tables.counter.value[this.moments.length] -= 1
        return
      case LOOK:
        return this.look(subject)
    }
  }

  private expect(time: number): void {
    this.frame.list.schedule(time + this.frame.draw(this.gap, 0), 0, CANDIDATE, 0)
  }

  private meet(time: number): void {
    const { sums, frame, spec } = this
    this.expect(time)
    sums[CANDIDATES] += 1
    if (!isKept(spec.rate, time, frame.stream(1))) return
    const service = frame.draw(spec.service, 2)
    sums[SERVICES] += 1
    sums[SERVICE_TIME] += service
    frame.tables.counter.value[this.moments.length] += 1
    frame.list.schedule(time + service, 0, DONE, 0)
  }

  private look(i: number): void {
    const { sums, frame, spec, moments } = this
    const { value } = frame.tables.counter
    const present = value[moments.length]
    const at = LOOK_AT + i * LOOK_WIDTH
    sums[at] += 1
    sums[at + 1] += present
    sums[at + 2] += present * present
    value[i] += 1
    frame.list.schedule(moments[i] + value[i] * spec.rate.period, 1, LOOK, i)
  }
}

/** Moments of the period by what a name says: a number in it, or one of `known` (the peak). */
export type Moments = (name: string) => { readonly moment: number; readonly isVariance: boolean } | null

export function startAmple(spec: AmpleSpec, names: readonly string[], momentOf: Moments, luck: Luck): Experiment {
  const { rate, service } = spec
  const moments = [...new Set(names.flatMap((name) => momentOf(name)?.moment ?? []))]
  const model = new AmpleModel(spec, moments, luck)
  const periods = Math.max(1, Math.round(1000 / (rate.period * (candidateRate(rate) + rate.mean))))
  const controls: Reader[] = [(sums) => sums[CANDIDATES] / sums[TIME] / candidateRate(rate) - 1]
  if (service.variance > 0) controls.push((sums) => sums[SERVICE_TIME] / sums[SERVICES] / service.mean - 1)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: periods * rate.period,
    run: (span) => runSpan(model, span),
    level: ratioOf(PRESENT, TIME),
    ...constantly(controls),
    find: (name) => findReader(name, moments, momentOf),
  }
}

function findReader(name: string, moments: readonly number[], momentOf: Moments): Reader | undefined {
  if (/^(L|mean|m_mean|mean_N|time_average|m_avg|mean_average)$/.test(name)) return ratioOf(PRESENT, TIME)
  const found = momentOf(name)
  if (found === null) return undefined
  const at = LOOK_AT + moments.indexOf(found.moment) * LOOK_WIDTH
  const mean = ratioOf(at + 1, at)
  return found.isVariance ? (sums) => sums[at + 2] / sums[at] - mean(sums) * mean(sums) : mean
}
