import type { Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'

/** A thing that works and is out of order in turn. */
export interface AlternatingSpec {
  readonly up: Distribution
  readonly down: Distribution
}

export function readAlternating(fields: Fields): AlternatingSpec {
  const spec = { up: fields.distribution(['upTime'], 'time'), down: fields.distribution(['downTime', 'repairTime'], 'time') }
  fields.finish()
  return spec
}

const UP = 1
const UPS = 2
const UP_TIME = 3
const DOWNS = 4
const DOWN_TIME = 5
const WIDTH = 6

const FAILS = 0

class AlternatingModel implements Clockwork {
  readonly sums = new Float64Array(WIDTH)
  readonly frame: Frame
  private readonly spec: AlternatingSpec

  constructor(spec: AlternatingSpec, luck: Luck) {
    this.spec = spec
    this.frame = new Frame({ counters: 1, streams: 2, events: 4 }, luck)
    this.work(0)
  }

  elapse(span: number): void {
    this.sums[UP] += this.frame.tables.counter.value[0] * span
  }

  handle(kind: number, _subject: number, time: number): void {
    if (kind === FAILS) this.rest(time)
    else this.work(time)
  }

  private work(time: number): void {
    const span = this.frame.draw(this.spec.up, 0)
    this.frame.tables.counter.value[0] = 1
    this.sums[UPS] += 1
    this.sums[UP_TIME] += span
    this.frame.list.schedule(time + span, 0, FAILS, 0)
  }

  private rest(time: number): void {
    const span = this.frame.draw(this.spec.down, 1)
    this.frame.tables.counter.value[0] = 0
    this.sums[DOWNS] += 1
    this.sums[DOWN_TIME] += span
    this.frame.list.schedule(time + span, 0, FAILS + 1, 0)
  }
}

const readers: Readonly<Record<string, Reader>> = {
  availability: ratioOf(UP, TIME),
  unavailability: (sums) => 1 - sums[UP] / sums[TIME],
  mean_up: ratioOf(UP_TIME, UPS),
  mean_down: ratioOf(DOWN_TIME, DOWNS),
  failure_rate: ratioOf(DOWNS, TIME),
}

export function startAlternating(spec: AlternatingSpec, luck: Luck): Experiment {
  const model = new AlternatingModel(spec, luck)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 500 * (spec.up.mean + spec.down.mean),
    run: (span) => runSpan(model, span),
    level: ratioOf(UP, TIME),
    // Means of up and down times are what is asked for: no control may know them.
    ...constantly([]),
    find: (name) => (Object.hasOwn(readers, name) ? readers[name] : undefined),
  }
}
