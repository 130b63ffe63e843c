import { bringToStore, giveRow, pushBack, StoreAnswer, takeFirst, takeFromStore, takeRow } from '../resources/index.ts'
import type { Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'

/** Users with one battery each, spare batteries and chargers; a user who finds no charged one waits. Machines and repairers are the same without spares. */
export interface FiniteSourceSpec {
  readonly users: number
  readonly spares: number
  readonly chargers: number
  readonly use: Distribution
  readonly charge: Distribution
}

export function readRepairman(fields: Fields): FiniteSourceSpec {
  const spec = {
    users: fields.count(['machines'], 1),
    spares: fields.count(['spares'], 0, 0),
    chargers: fields.count(['repairers'], 1),
    use: fields.distribution(['upTime'], 'time'),
    charge: fields.distribution(['repairTime'], 'time'),
  }
  fields.finish()
  return spec
}

export function readClosedStation(fields: Fields): FiniteSourceSpec {
  const spec = {
    users: fields.count(['vehicles'], 1),
    spares: fields.count(['spares'], 0),
    chargers: fields.count(['chargers'], 1),
    use: fields.distribution(['useTime'], 'time'),
    charge: fields.distribution(['chargeTime'], 'time'),
  }
  fields.finish()
  return spec
}

const OPERATING = 1
const AT_CHARGERS = 2
const QUEUE = 3
const ON_HAND = 4
const USERS_WAITING = 5
const ALL_OPERATING = 6
const SWAPS = 7
const FOUND = 8
const CHARGED = 9
const STAY = 10
const WAITED = 11
const CHARGES = 12
const CHARGE_TIME = 13
const USES = 14
const USE_TIME = 15
const LEVEL_AT = 16

const EMPTY = 0
const FULL = 1

/** Counters: batteries at chargers (waiting ones too), of these being charged. */
const PRESENT = 0
const BUSY = 1

class FiniteSourceModel implements Clockwork {
  readonly sums: Float64Array
  readonly frame: Frame
  private readonly spec: FiniteSourceSpec

  constructor(spec: FiniteSourceSpec, luck: Luck) {
    this.spec = spec
    this.sums = new Float64Array(LEVEL_AT + spec.users + spec.spares + 1)
    this.frame = new Frame({ lines: 1, stores: 1, counters: 2, streams: 2, events: spec.users }, luck)
    this.frame.tables.store.onHand[0] = spec.spares
    for (let user = 0; user < spec.users; user++) this.use(0)
  }

  elapse(span: number): void {
    const { sums, spec } = this
    const { counter, store } = this.frame.tables
    const present = counter.value[PRESENT]
    const operating = spec.users - store.backorders[0]
    sums[OPERATING] += operating * span
    sums[AT_CHARGERS] += present * span
    sums[QUEUE] += (present - counter.value[BUSY]) * span
    sums[ON_HAND] += store.onHand[0] * span
    sums[USERS_WAITING] += store.backorders[0] * span
    if (operating === spec.users) sums[ALL_OPERATING] += span
    sums[LEVEL_AT + present] += span
  }

  handle(kind: number, subject: number, time: number): void {
    if (kind === EMPTY) this.swap(time)
    else this.bringBack(subject, time)
  }

  private use(time: number): void {
    const span = this.frame.draw(this.spec.use, 0)
    this.sums[USES] += 1
    this.sums[USE_TIME] += span
    this.frame.list.schedule(time + span, 0, EMPTY, 0)
  }

  private swap(time: number): void {
    const { tables } = this.frame
    const row = takeRow(tables)
    tables.item.arrived[row] = time
    tables.counter.value[PRESENT] += 1
    if (tables.counter.value[BUSY] < this.spec.chargers) this.charge(row, time)
    else pushBack(tables, 0, row)
    this.sums[SWAPS] += 1
    if (takeFromStore(tables.store, 0, true) !== StoreAnswer.served) return
    this.sums[FOUND] += 1
    this.use(time)
  }

  private charge(row: number, time: number): void {
    const { sums, frame } = this
    const span = frame.draw(this.spec.charge, 1)
    sums[WAITED] += time - frame.tables.item.arrived[row]
    sums[CHARGES] += 1
    sums[CHARGE_TIME] += span
    frame.tables.counter.value[BUSY] += 1
    frame.list.schedule(time + span, 0, FULL, row)
  }

  private bringBack(row: number, time: number): void {
    const { tables } = this.frame
    this.sums[CHARGED] += 1
    this.sums[STAY] += time - tables.item.arrived[row]
    tables.counter.value[PRESENT] -= 1
    tables.counter.value[BUSY] -= 1
    giveRow(tables, row)
    const next = takeFirst(tables, 0)
    if (next !== 0) this.charge(next, time)
    if (bringToStore(tables.store, 0)) this.use(time)
  }
}

export function startFiniteSource(spec: FiniteSourceSpec, luck: Luck): Experiment {
  const model = new FiniteSourceModel(spec, luck)
  const rate = Math.min(spec.users / spec.use.mean, spec.chargers / spec.charge.mean)
  const controls: Reader[] = []
  if (spec.charge.variance > 0) controls.push((sums) => sums[CHARGE_TIME] / sums[CHARGES] / spec.charge.mean - 1)
  if (spec.use.variance > 0) controls.push((sums) => sums[USE_TIME] / sums[USES] / spec.use.mean - 1)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 500 / rate,
    run: (span) => runSpan(model, span),
    level: ratioOf(AT_CHARGERS, TIME),
    ...constantly(controls),
    find: (name) => findReader(name, spec),
  }
}

function findReader(name: string, { users, spares, chargers }: FiniteSourceSpec): Reader | undefined {
  const readers: Readonly<Record<string, Reader>> = {
    mean_operating: ratioOf(OPERATING, TIME),
    mean_up: ratioOf(OPERATING, TIME),
    availability: ratioOf(OPERATING, TIME, 1 / users),
    P_all_N_operating: ratioOf(ALL_OPERATING, TIME),
    P_no_shortage: ratioOf(ALL_OPERATING, TIME),
    swap_rate: ratioOf(SWAPS, TIME),
    throughput: ratioOf(CHARGED, TIME),
    P_swap_finds_charged: ratioOf(FOUND, SWAPS),
    mean_in_repair: ratioOf(AT_CHARGERS, TIME),
    mean_down: ratioOf(AT_CHARGERS, TIME),
    L: ratioOf(AT_CHARGERS, TIME),
    queue: ratioOf(QUEUE, TIME),
    Lq: ratioOf(QUEUE, TIME),
    mean_charged_in_stock: ratioOf(ON_HAND, TIME),
    mean_vehicles_waiting: ratioOf(USERS_WAITING, TIME),
    mean_wait: ratioOf(USERS_WAITING, SWAPS),
    Wq: ratioOf(WAITED, CHARGES),
    W: ratioOf(STAY, CHARGED),
    down_time: ratioOf(STAY, CHARGED),
    util: (sums) => (sums[AT_CHARGERS] - sums[QUEUE]) / sums[TIME] / chargers,
  }
  if (Object.hasOwn(readers, name)) return readers[name]
  const level = Number(/^p_?(\d+)$/.exec(name)?.[1] ?? -1)
  return level >= 0 && level <= users + spares ? ratioOf(LEVEL_AT + level, TIME) : undefined
}
