import type { Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'

/** One order for one period: what is missing costs `underage` each, what is left `overage`. */
export interface NewsvendorSpec {
  readonly demand: Distribution
  readonly underage: number
  readonly overage: number
}

export function readNewsvendor(fields: Fields): NewsvendorSpec {
  const spec = {
    demand: fields.distribution(['demand'], 'amount'),
    underage: fields.number(['underage', 'underageCost'], [1e-12, 1e12]),
    overage: fields.number(['overage', 'overageCost'], [1e-12, 1e12]),
  }
  fields.finish()
  return spec
}

const COST = 1
const MISSING = 2
const LEFT = 3
const SOLD_OUT = 4
const WIDTH = 5

/** A period ends at each whole time. */
class NewsvendorModel implements Clockwork {
  readonly sums = new Float64Array(WIDTH)
  readonly frame: Frame
  private readonly spec: NewsvendorSpec
  private readonly order: number

  constructor(spec: NewsvendorSpec, order: number, luck: Luck) {
    this.spec = spec
    this.order = order
    this.frame = new Frame({ streams: 1, events: 2 }, luck)
    this.frame.list.schedule(1, 0, 0, 0)
  }

  elapse(): void {}

  handle(_kind: number, _subject: number, time: number): void {
    const { sums, spec, order } = this
    const demand = this.frame.draw(spec.demand, 0)
    const missing = Math.max(0, demand - order)
    const left = Math.max(0, order - demand)
    sums[COST] += spec.underage * missing + spec.overage * left
    sums[MISSING] += missing
    sums[LEFT] += left
    if (demand > order) sums[SOLD_OUT] += 1
    this.frame.list.schedule(time + 1, 0, 0, 0)
  }
}

const readers: Readonly<Record<string, Reader>> = {
  expected_cost: ratioOf(COST, TIME),
  expected_shortage: ratioOf(MISSING, TIME),
  expected_leftover: ratioOf(LEFT, TIME),
  P_stockout: ratioOf(SOLD_OUT, TIME),
}

/** Periods with this order, each independent of the others. */
export function startNewsvendor(spec: NewsvendorSpec, order: number, luck: Luck): Experiment {
  const model = new NewsvendorModel(spec, order, luck)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 1000,
    run: (span) => runSpan(model, span),
    level: null,
    ...constantly([]),
    find: (name) => (Object.hasOwn(readers, name) ? readers[name] : undefined),
  }
}
