import { bringToStore, giveRow, pushBack, StoreAnswer, takeFirst, takeFromStore, takeRow } from '../resources/index.ts'
import { exponential, type Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'

/** Boxes that order one for one from a hub, which renews one for one; unmet demand waits everywhere. */
export interface TwoEchelonSpec {
  readonly boxes: number
  readonly demandRatePerBox: number
  readonly stockPerBox: number
  readonly hubStock: number
  readonly repair: Distribution
  readonly transport: Distribution
}

export function readTwoEchelon(fields: Fields): TwoEchelonSpec {
  const spec = {
    boxes: fields.count(['boxes'], 1),
    demandRatePerBox: fields.number(['demandRatePerBox'], [1e-12, 1e12]),
    stockPerBox: fields.count(['stockPerBox'], 0),
    hubStock: fields.count(['hubStock'], 0),
    repair: fields.distribution(['hubRepairTime'], 'time'),
    transport: fields.distribution(['transportTime'], 'time'),
  }
  fields.finish()
  return spec
}

const HUB_BACKORDERS = 1
const HUB_ON_HAND = 2
const ORDERS = 3
const HUB_FILLED = 4
const ENDED_WAITS = 5
const HUB_WAIT = 6
const BOX_BACKORDERS = 7
const BOX_ON_HAND = 8
const BOX_FILLED = 9
const PIPELINE = 10
const PIPELINE_SQUARED = 11
const WIDTH = 12

const DEMAND = 0
const REPAIRED = 1
const DELIVERED = 2

/** Store 0 is the hub. */
const HUB = 0

/** Counters: over all boxes backorders, things on hand, things on order, and the sum of the squares of these by box. */
const LATE = 0
const LYING = 1
const ORDERED = 2
const SQUARES = 3

class TwoEchelonModel implements Clockwork {
  readonly sums = new Float64Array(WIDTH)
  readonly frame: Frame
  private readonly spec: TwoEchelonSpec
  private readonly gap: Distribution

  constructor(spec: TwoEchelonSpec, luck: Luck) {
    this.spec = spec
    this.gap = exponential(1 / spec.demandRatePerBox)
    this.frame = new Frame({ lines: 1, stores: spec.boxes + 1, counters: 4, streams: spec.boxes + 2, events: spec.boxes }, luck)
    const { store, counter } = this.frame.tables
    store.onHand.fill(spec.stockPerBox)
    store.onHand[HUB] = spec.hubStock
    counter.value[LYING] = spec.boxes * spec.stockPerBox
    for (let box = 1; box <= spec.boxes; box++) this.expect(box, 0)
  }

  elapse(span: number): void {
    const { sums } = this
    const { store, counter } = this.frame.tables
    sums[HUB_BACKORDERS] += store.backorders[HUB] * span
    sums[HUB_ON_HAND] += store.onHand[HUB] * span
    sums[BOX_BACKORDERS] += counter.value[LATE] * span
    sums[BOX_ON_HAND] += counter.value[LYING] * span
    sums[PIPELINE] += counter.value[ORDERED] * span
    sums[PIPELINE_SQUARED] += counter.value[SQUARES] * span
  }

  handle(kind: number, subject: number, time: number): void {
    switch (kind) {
      case DEMAND:
        return this.demand(subject, time)
      case REPAIRED:
        return this.finishRepair(time)
      case DELIVERED:
        return this.deliver(subject)
    }
  }

  private expect(box: number, time: number): void {
    this.frame.list.schedule(time + this.frame.draw(this.gap, box + 1), 0, DEMAND, box)
  }

  private demand(box: number, time: number): void {
    const { tables } = this.frame
    this.expect(box, time)
    this.countOrder(box, 1)
    if (takeFromStore(tables.store, box, true) === StoreAnswer.served) {
      this.sums[BOX_FILLED] += 1
      tables.counter.value[LYING] -= 1
    } else tables.counter.value[LATE] += 1
    this.order(box, time)
  }

  /** Before the box's own books change: what it has on order is its stock less what lies there, plus what is late. */
  private countOrder(box: number, change: 1 | -1): void {
    const { store, counter } = this.frame.tables
    const ordered = this.spec.stockPerBox - store.onHand[box] + store.backorders[box]
    counter.value[ORDERED] += change
    counter.value[SQUARES] += 2 * change * ordered + 1
  }

  private order(box: number, time: number): void {
    const { sums, frame } = this
    const { tables } = frame
    sums[ORDERS] += 1
    frame.list.schedule(time + frame.draw(this.spec.repair, 0), 0, REPAIRED, 0)
    if (takeFromStore(tables.store, HUB, true) === StoreAnswer.served) {
      sums[HUB_FILLED] += 1
      sums[ENDED_WAITS] += 1
      return this.send(box, time)
    }
    const row = takeRow(tables)
    tables.item.arrived[row] = time
    tables.item.place[row] = box
    pushBack(tables, 0, row)
  }

  private send(box: number, time: number): void {
    this.frame.list.schedule(time + this.frame.draw(this.spec.transport, 1), 0, DELIVERED, box)
  }

  private finishRepair(time: number): void {
    const { tables } = this.frame
    if (!bringToStore(tables.store, HUB)) return
    const row = takeFirst(tables, 0)
    this.sums[ENDED_WAITS] += 1
    this.sums[HUB_WAIT] += time - tables.item.arrived[row]
    this.send(tables.item.place[row], time)
    giveRow(tables, row)
  }

  private deliver(box: number): void {
    const { tables } = this.frame
    this.countOrder(box, -1)
    if (bringToStore(tables.store, box)) tables.counter.value[LATE] -= 1
    else tables.counter.value[LYING] += 1
  }
}

export function startTwoEchelon(spec: TwoEchelonSpec, luck: Luck): Experiment {
  const model = new TwoEchelonModel(spec, luck)
  const rate = spec.boxes * spec.demandRatePerBox
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 333 / rate,
    run: (span) => runSpan(model, span),
    level: ratioOf(PIPELINE, TIME),
    ...constantly([(sums) => sums[ORDERS] / sums[TIME] / rate - 1]),
    find: (name) => findReader(name, spec.boxes),
  }
}

function findReader(name: string, boxes: number): Reader | undefined {
  const pipeline = ratioOf(PIPELINE, TIME, 1 / boxes)
  const readers: Readonly<Record<string, Reader>> = {
    depot_EBO: ratioOf(HUB_BACKORDERS, TIME),
    depot_wait: ratioOf(HUB_WAIT, ENDED_WAITS),
    depot_fill: ratioOf(HUB_FILLED, ORDERS),
    depot_on_hand: ratioOf(HUB_ON_HAND, TIME),
    box_fill: ratioOf(BOX_FILLED, ORDERS),
    box_EBO: ratioOf(BOX_BACKORDERS, TIME, 1 / boxes),
    box_on_hand: ratioOf(BOX_ON_HAND, TIME, 1 / boxes),
    box_pipeline: pipeline,
    box_pipeline_var: (sums) => sums[PIPELINE_SQUARED] / sums[TIME] / boxes - pipeline(sums) * pipeline(sums),
  }
  const key = name.replace(/_exact$/, '')
  return Object.hasOwn(readers, key) ? readers[key] : undefined
}
