import { bringToStore, giveRow, pushBack, StoreAnswer, takeFirst, takeFromStore, takeRow } from '../resources/index.ts'
import { exponential, type Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'

/** A stock from which each demand takes one and sends one for renewal: base stock with ample renewal, or a station whose chargers are few. */
export interface OneForOneSpec {
  readonly stock: number
  readonly gap: Distribution
  /** Things renewed at once; Infinity: none waits. */
  readonly chargers: number
  readonly renewal: Distribution
  /** A demand that meets an empty stock waits; else it is lost. */
  readonly canWait: boolean
}

const RATE = [1e-12, 1e12] as const

/** One for each pipeline time of the list. */
export function readBaseStock(fields: Fields): OneForOneSpec[] {
  const stock = fields.count(['stock'], 0)
  const gap = exponential(1 / fields.number(['demandRate', 'arrivalRate'], RATE))
  const canWait = readUnmet(fields)
  const chargers = fields.number(['chargers', 'servers'], [1, Infinity], Infinity)
  const renewals = fields.distributions(['pipelineTime', 'leadTime'], 'time')
  fields.finish()
  return renewals.map((renewal) => ({ stock, gap, chargers, renewal, canWait }))
}

/** One for each charge time of the list. */
export function readOpenStation(fields: Fields): OneForOneSpec[] {
  const stock = fields.count(['batteries'], 0)
  const gap = exponential(1 / fields.number(['arrivalRate', 'demandRate'], RATE))
  const canWait = readUnmet(fields)
  const chargers = fields.number(['chargers'], [1, Infinity], Infinity)
  const renewals = fields.distributions(['chargeTime'], 'time')
  fields.finish()
  return renewals.map((renewal) => ({ stock, gap, chargers, renewal, canWait }))
}

function readUnmet(fields: Fields): boolean {
  const text = fields.text(['unmet'])
  if (text === 'backorder' || text === 'lost') return text === 'backorder'
  fields.complain('unmet', 'say backorder or lost')
  return false
}

const PIPELINE = 1
const PIPELINE_SQUARED = 2
const QUEUE = 3
const ON_HAND = 4
const BACKORDERS = 5
const NO_BACKORDER = 6
const NO_STOCK = 7
const DEMANDS = 8
const FILLED = 9
const LOST = 10
const ENDED_WAITS = 11
const DEMAND_WAIT = 12
const RENEWED = 13
const STAY = 14
const WAITED = 15
const RENEWALS = 16
const RENEWAL_TIME = 17
const LEVEL_AT = 18
/** Numbers in the pipeline whose time is kept. */
const LEVELS = 256

const DEMAND = 0
const RENEWAL_DONE = 1

const PRESENT = 0
const BUSY = 1

const CHARGER_LINE = 0
const DEMAND_LINE = 1

class OneForOneModel implements Clockwork {
  readonly sums = new Float64Array(LEVEL_AT + LEVELS)
  readonly frame: Frame
  private readonly spec: OneForOneSpec

  constructor(spec: OneForOneSpec, luck: Luck) {
    this.spec = spec
    this.frame = new Frame({ lines: 2, stores: 1, counters: 2, streams: 2, events: 1 }, luck)
    this.frame.tables.store.onHand[0] = spec.stock
    this.frame.list.schedule(this.frame.draw(spec.gap, 0), 0, DEMAND, 0)
  }

  elapse(span: number): void {
    const { sums } = this
    const { counter, store } = this.frame.tables
    const present = counter.value[PRESENT]
    sums[PIPELINE] += present * span
    sums[PIPELINE_SQUARED] += present * present * span
    sums[QUEUE] += (present - counter.value[BUSY]) * span
    sums[ON_HAND] += store.onHand[0] * span
    sums[BACKORDERS] += store.backorders[0] * span
    if (store.backorders[0] === 0) sums[NO_BACKORDER] += span
    if (store.onHand[0] === 0) sums[NO_STOCK] += span
    if (present < LEVELS) sums[LEVEL_AT + present] += span
  }

  handle(kind: number, subject: number, time: number): void {
    if (kind === DEMAND) this.demand(time)
    else this.bringBack(subject, time)
  }

  private demand(time: number): void {
    const { sums, frame } = this
    const { tables } = frame
    frame.list.schedule(time + frame.draw(this.spec.gap, 0), 0, DEMAND, 0)
    sums[DEMANDS] += 1
    const answer = takeFromStore(tables.store, 0, this.spec.canWait)
    if (answer === StoreAnswer.lost) {
      sums[LOST] += 1
      return
    }
    if (answer === StoreAnswer.waits) pushBack(tables, DEMAND_LINE, this.note(time))
    else {
      sums[FILLED] += 1
      sums[ENDED_WAITS] += 1
    }
    this.send(time)
  }

  private note(time: number): number {
    const { tables } = this.frame
    const row = takeRow(tables)
    tables.item.arrived[row] = time
    return row
  }

  private send(time: number): void {
    const { tables } = this.frame
    const row = this.note(time)
    tables.counter.value[PRESENT] += 1
    if (tables.counter.value[BUSY] < this.spec.chargers) this.renew(row, time)
    else pushBack(tables, CHARGER_LINE, row)
  }

  private renew(row: number, time: number): void {
    const { sums, frame } = this
    const span = frame.draw(this.spec.renewal, 1)
    sums[WAITED] += time - frame.tables.item.arrived[row]
    sums[RENEWALS] += 1
    sums[RENEWAL_TIME] += span
    frame.tables.counter.value[BUSY] += 1
    frame.list.schedule(time + span, 0, RENEWAL_DONE, row)
  }

  private bringBack(row: number, time: number): void {
    const { sums } = this
    const { tables } = this.frame
    sums[RENEWED] += 1
    sums[STAY] += time - tables.item.arrived[row]
    tables.counter.value[PRESENT] -= 1
    tables.counter.value[BUSY] -= 1
    giveRow(tables, row)
    const next = takeFirst(tables, CHARGER_LINE)
    if (next !== 0) this.renew(next, time)
    if (!bringToStore(tables.store, 0)) return
    const waiting = takeFirst(tables, DEMAND_LINE)
    sums[ENDED_WAITS] += 1
    sums[DEMAND_WAIT] += time - tables.item.arrived[waiting]
    giveRow(tables, waiting)
  }
}

export function startOneForOne(spec: OneForOneSpec, luck: Luck): Experiment {
  const model = new OneForOneModel(spec, luck)
  const controls: Reader[] = [(sums) => (sums[DEMANDS] / sums[TIME]) * spec.gap.mean - 1]
  if (spec.renewal.variance > 0) controls.push((sums) => sums[RENEWAL_TIME] / sums[RENEWALS] / spec.renewal.mean - 1)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 500 * spec.gap.mean,
    run: (span) => runSpan(model, span),
    level: ratioOf(PIPELINE, TIME),
    ...constantly(controls),
    find: (name) => findReader(name, spec),
  }
}

const readers: Readonly<Record<string, Reader>> = {
  pipeline: ratioOf(PIPELINE, TIME),
  L: ratioOf(PIPELINE, TIME),
  pipeline_var: (sums) => sums[PIPELINE_SQUARED] / sums[TIME] - (sums[PIPELINE] / sums[TIME]) * (sums[PIPELINE] / sums[TIME]),
  Lq: ratioOf(QUEUE, TIME),
  W: ratioOf(STAY, RENEWED),
  Wq: ratioOf(WAITED, RENEWALS),
  fill_rate: ratioOf(FILLED, DEMANDS),
  ready_rate: ratioOf(NO_BACKORDER, TIME),
  EBO: ratioOf(BACKORDERS, TIME),
  on_hand: ratioOf(ON_HAND, TIME),
  mean_wait: ratioOf(DEMAND_WAIT, ENDED_WAITS),
  P_stockout: ratioOf(NO_STOCK, TIME),
  P_lost: ratioOf(LOST, DEMANDS),
  P_block: ratioOf(LOST, DEMANDS),
  lost_per_day: ratioOf(LOST, TIME),
  lambda_eff: (sums) => (sums[DEMANDS] - sums[LOST]) / sums[TIME],
  throughput: ratioOf(RENEWED, TIME),
}

function findReader(name: string, { chargers }: OneForOneSpec): Reader | undefined {
  if (Object.hasOwn(readers, name)) return readers[name]
  if (name === 'util' && chargers < Infinity) return (sums) => (sums[PIPELINE] - sums[QUEUE]) / sums[TIME] / chargers
  const level = Number(/^p_?(\d+)$/.exec(name)?.[1] ?? LEVELS)
  return level < LEVELS ? ratioOf(LEVEL_AT + level, TIME) : undefined
}
