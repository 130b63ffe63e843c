import { createArena, growArena, type Arena } from '../arena/index.ts'
import { EventList, eventListRows, eventListSchema } from '../events/index.ts'
import * as resources from '../resources/index.ts'
import { runSchema, type RunColumns } from '../run/index.ts'
import { addToRatioHistogram } from '../stats/index.ts'
import { fillDraws, type Distribution } from './distribution.ts'
import { seedStreams, viewStreams, type Clockwork, type Luck, type Works } from './experiment.ts'
import { QueueSum, type QueueLayout } from './queue-layout.ts'

const {
  countFreeRows,
  enterService,
  findVictim,
  forgetServed,
  giveRow,
  idleServers,
  leaveService,
  pushBack,
  pushFront,
  rememberServed,
  removeFromLine,
  takeRow,
  takeWaiting,
} = resources

/** Customers of one class: how they come and what they ask for. Gap, batch and patience as distributions; class 0 is the most important. */
export interface QueueClass {
  readonly gap: Distribution
  readonly service: Distribution
  /** Customers that come together; `null` for one. */
  readonly batch: Distribution | null
  /** How long a customer waits before giving up; `null` for ever. */
  readonly patience: Distribution | null
}

/** How the next one is chosen. `fifo` and `lifo` know no classes. */
export const Discipline = { fifo: 0, lifo: 1, nonPreemptive: 2, preemptiveResume: 3 } as const
export type Discipline = (typeof Discipline)[keyof typeof Discipline]

/** A station of alike servers. */
export interface QueueSpec {
  readonly servers: number
  /** Most customers, waiting and served; Infinity for no limit. */
  readonly capacity: number
  readonly classes: readonly QueueClass[]
  readonly discipline: Discipline
  /** A server without work goes away for so long; `null`: it stays. */
  readonly vacation: Distribution | null
  /** Whether a server that comes back to an empty line goes away again. */
  readonly vacatesAgain: boolean
}

const ARRIVAL = 0
const DONE = 1
const GIVES_UP = 2
const COMES_BACK = 3

const PRESENT = 0
const WAITING = 1

/** Streams of chance by class; after all classes the one of vacations. Each draws of one distribution. */
const STREAMS = 5
const GAP = 0
const BATCH = 1
const SERVICE = 2
const PATIENCE = 3
/** Draws that are made at a time: the generator's state stays in registers, and no draw asks for its distribution's kind (measured: a tenth of an event). */
const BLOCK = 64

/** Rows at first; heavy traffic grows the arena. */
const ROWS = 1024

function schemaOf(rows: number, spec: QueueSpec) {
  const classes = spec.classes.length
  const streams = STREAMS * classes + 1
  return {
    ...eventListSchema(rows + classes + spec.servers + 1),
    ...resources.rowsSchema(rows),
    ...resources.serversSchema(rows, classes),
    ...runSchema,
    customer: { rows: rows + 1, columns: { arrived: 'f64', since: 'f64', waited: 'f64', left: 'f64', event: 'f64', kind: 'u8' } },
    /** Present and waiting customers. */
    count: { rows: 2, columns: { value: 'i32' } },
    /** The same by class, kept where there are several. */
    ofClass: { rows: classes, columns: { present: 'i32', waiting: 'i32' } },
    /** Size of the next batch by class, drawn ahead so that there is room when it comes. */
    coming: { rows: classes, columns: { batch: 'i32' } },
    luck: { rows: 4 * streams, columns: { word: 'u32' } },
    /** Blocks of draws made ahead, one for each stream, and how many of it are left. */
    draw: { rows: streams * BLOCK, columns: { value: 'f64' } },
    drawsLeft: { rows: streams, columns: { count: 'i32' } },
  } as const
}

type QueueSchema = ReturnType<typeof schemaOf>

/**
 * A station in continuous time: Poisson or renewal arrivals, one by one or in batches, servers with any service time, limited room, classes with or
 * without pre-emption (the rest of a broken-off service is done later), patience, vacations.
 */
export class QueueModel implements Clockwork, Works {
  /** Its arena is its own: it drives itself. */
  readonly frame: Works = this
  readonly sums: Float64Array
  list!: EventList
  clock!: RunColumns
  private readonly spec: QueueSpec
  private readonly layout: QueueLayout
  private arena!: Arena<QueueSchema>
  private tables!: Arena<QueueSchema>['tables']
  private customer!: Arena<QueueSchema>['tables']['customer']
  private count!: Int32Array
  private luck!: readonly Uint32Array[]
  private drawn!: Float64Array
  private drawsLeft!: Int32Array
  private readonly isByClass: boolean
  private readonly preempts: boolean
  private readonly hasBatches: boolean
  private readonly hasPatience: boolean

  constructor(spec: QueueSpec, layout: QueueLayout, luck: Luck) {
    this.spec = spec
    this.layout = layout
    this.sums = new Float64Array(layout.width)
    this.isByClass = spec.discipline >= Discipline.nonPreemptive
    this.preempts = spec.discipline === Discipline.preemptiveResume
    this.hasBatches = spec.classes.some(({ batch }) => batch !== null)
    this.hasPatience = spec.classes.some(({ patience }) => patience !== null)
    this.bind(createArena(schemaOf(ROWS, spec)))
    seedStreams(this.tables.luck.word, luck)
    for (let server = 0; server < spec.servers; server++) resources.bringBack(this.tables)
    for (let at = 0; at < spec.classes.length; at++) this.expect(at, 0)
    if (spec.vacation !== null) for (let server = 0; server < spec.servers; server++) this.leave(0)
  }

  private bind(arena: Arena<QueueSchema>): void {
    this.arena = arena
    this.tables = arena.tables
    this.list = new EventList(arena.tables)
    this.clock = arena.tables.run
    this.customer = arena.tables.customer
    this.count = arena.tables.count.value
    this.luck = viewStreams(arena.tables.luck.word)
    this.drawn = arena.tables.draw.value
    this.drawsLeft = arena.tables.drawsLeft.count
  }

  prepare(): void {
    const most = this.hasBatches ? this.findLargestBatch() : 1
    if (countFreeRows(this.tables) >= most) return
    const rows = 2 * (this.customer.arrived.length - 1) + most
    const { classes, servers } = this.spec
    const grown = {
      ...eventListRows(rows + classes.length + servers + 1),
      rowLink: rows + 1,
      lineItem: rows + 1,
      customer: rows + 1,
    }
    this.bind(growArena(this.arena, grown))
  }

  private findLargestBatch(): number {
    let most = 1
    for (const size of this.tables.coming.batch) if (size > most) most = size
    return most
  }

  elapse(span: number): void {
    const { sums, layout } = this
    const present = this.count[PRESENT]
    const waiting = this.count[WAITING]
    sums[QueueSum.present] += present * span
    sums[QueueSum.presentSquared] += present * present * span
    sums[QueueSum.waiting] += waiting * span
    sums[QueueSum.busy] += (present - waiting) * span
    if (present < layout.levels) sums[layout.levelAt + present] += span
    if (layout.hasClassAreas) this.elapseClasses(span)
  }

  private elapseClasses(span: number): void {
    const { sums, layout } = this
    const { ofClass } = this.tables
    for (let at = 0; at < layout.classes; at++) {
      const place = layout.classAt + at * layout.classWidth
      sums[place + 3] += ofClass.present[at] * span
      sums[place + 4] += ofClass.waiting[at] * span
    }
  }

  handle(kind: number, subject: number, time: number): void {
    switch (kind) {
      case ARRIVAL:
        return this.arrive(subject, time)
      case DONE:
        return this.finish(subject, time)
      case GIVES_UP:
        return this.giveUp(subject, time)
      case COMES_BACK:
        return this.comeBack(time)
    }
  }

  private expect(at: number, time: number): void {
    const { gap, batch } = this.spec.classes[at]
    this.list.schedule(time + this.draw(gap, STREAMS * at + GAP), 0, ARRIVAL, at)
    this.tables.coming.batch[at] = batch === null ? 1 : this.draw(batch, STREAMS * at + BATCH)
  }

  /** The next draw of a stream, which is always asked with the same distribution. */
  private draw(distribution: Distribution, stream: number): number {
    const { drawn, drawsLeft } = this
    const left = drawsLeft[stream]
    if (left === 0) return this.drawBlock(distribution, stream)
    drawsLeft[stream] = left - 1
    return drawn[(stream + 1) * BLOCK - left]
  }

  private drawBlock(distribution: Distribution, stream: number): number {
    fillDraws(distribution, this.luck[stream], this.drawn, stream * BLOCK, (stream + 1) * BLOCK)
    this.drawsLeft[stream] = BLOCK - 1
    return this.drawn[stream * BLOCK]
  }

  private arrive(at: number, time: number): void {
    const size = this.tables.coming.batch[at]
    this.sums[QueueSum.arrivals] += 1
    for (let i = 0; i < size; i++) this.enter(at, time)
    this.expect(at, time)
  }

  private enter(at: number, time: number): void {
    const { sums, tables, customer, count, spec, layout } = this
    const isLost = count[PRESENT] >= spec.capacity
    sums[QueueSum.offered] += 1
    if (layout.classes > 1) this.offerByClass(at, isLost)
    if (isLost) {
      sums[QueueSum.lost] += 1
      return
    }
    const row = takeRow(tables)
    const service = this.draw(spec.classes[at].service, STREAMS * at + SERVICE)
    sums[QueueSum.serviceTime] += service
    sums[QueueSum.serviceSquared] += service * service
    sums[QueueSum.serviceCubed] += service * service * service
    count[PRESENT] += 1
    customer.kind[row] = at
    customer.arrived[row] = time
    customer.since[row] = time
    customer.waited[row] = 0
    customer.left[row] = service
    if (idleServers(tables) > 0) this.start(row, time)
    else this.meetBusy(at, row, time)
  }

  private offerByClass(at: number, isLost: boolean): void {
    const { sums, layout } = this
    const place = layout.classAt + at * layout.classWidth
    sums[place + 5] += 1
    if (isLost) sums[place + 6] += 1
    else this.tables.ofClass.present[at] += 1
  }

  private meetBusy(at: number, row: number, time: number): void {
    const victim = this.preempts ? findVictim(this.tables, at) : 0
    if (victim !== 0) {
      this.suspend(victim, time)
      return this.start(row, time)
    }
    this.sums[QueueSum.delayed] += 1
    this.countWaiting(at, 1)
    pushBack(this.tables, this.isByClass ? at : 0, row)
    if (this.hasPatience) this.limitPatience(at, row, time)
  }

  private limitPatience(at: number, row: number, time: number): void {
    const { patience } = this.spec.classes[at]
    if (patience !== null)
      this.customer.event[row] = this.list.schedule(time + this.draw(patience, STREAMS * at + PATIENCE), 0, GIVES_UP, row)
  }

  private start(row: number, time: number): void {
    const { customer, tables } = this
    customer.waited[row] += time - customer.since[row]
    customer.since[row] = time
    enterService(tables)
    if (this.preempts) rememberServed(tables, customer.kind[row], row)
    customer.event[row] = this.list.schedule(time + customer.left[row], 0, DONE, row)
  }

  /** Back to the front of its line; what is left of the service is done later. */
  private suspend(row: number, time: number): void {
    const { customer, tables } = this
    const at = customer.kind[row]
    this.list.cancel(customer.event[row])
    leaveService(tables)
    forgetServed(tables, at, row)
    customer.left[row] -= time - customer.since[row]
    customer.since[row] = time
    pushFront(tables, at, row)
    this.countWaiting(at, 1)
  }

  private countWaiting(at: number, change: number): void {
    this.count[WAITING] += change
    if (this.layout.classes > 1) this.tables.ofClass.waiting[at] += change
  }

  private finish(row: number, time: number): void {
    leaveService(this.tables)
    if (this.preempts) forgetServed(this.tables, this.customer.kind[row], row)
    this.sums[QueueSum.served] += 1
    this.end(row, time)
    this.employ(time)
  }

  /** An idle server takes the next who waits, or goes away. */
  private employ(time: number): void {
    if (this.count[WAITING] > 0) this.serveNext(time)
    else if (this.spec.vacation !== null) this.leave(time)
  }

  private serveNext(time: number): void {
    const row = takeWaiting(this.tables, this.spec.discipline === Discipline.lifo)
    this.countWaiting(this.customer.kind[row], -1)
    if (this.hasPatience) this.forgetPatience(row)
    this.start(row, time)
  }

  private forgetPatience(row: number): void {
    const isFirstTime = this.customer.waited[row] === 0
    if (isFirstTime && this.spec.classes[this.customer.kind[row]].patience !== null) this.list.cancel(this.customer.event[row])
  }

  private giveUp(row: number, time: number): void {
    const { customer } = this
    removeFromLine(this.tables, this.isByClass ? customer.kind[row] : 0, row)
    this.countWaiting(customer.kind[row], -1)
    customer.waited[row] += time - customer.since[row]
    this.sums[QueueSum.abandoned] += 1
    this.end(row, time)
  }

  private leave(time: number): void {
    resources.sendAway(this.tables)
    this.list.schedule(time + this.draw(this.spec.vacation!, STREAMS * this.spec.classes.length), 0, COMES_BACK, 0)
  }

  private comeBack(time: number): void {
    resources.bringBack(this.tables)
    if (this.count[WAITING] > 0) this.serveNext(time)
    else if (this.spec.vacatesAgain) this.leave(time)
  }

  /** A customer goes, served or not: what it lived through is counted. */
  private end(row: number, time: number): void {
    const { sums, layout, customer } = this
    const stay = time - customer.arrived[row]
    const waited = customer.waited[row]
    sums[QueueSum.ended] += 1
    sums[QueueSum.stay] += stay
    sums[QueueSum.staySquared] += stay * stay
    sums[QueueSum.waited] += waited
    sums[QueueSum.waitedSquared] += waited * waited
    if (layout.classes > 1) this.endByClass(customer.kind[row], stay, waited)
    if (layout.hasDistribution) this.countDistribution(stay, waited)
    this.count[PRESENT] -= 1
    giveRow(this.tables, row)
  }

  private endByClass(at: number, stay: number, waited: number): void {
    const { sums, layout } = this
    const place = layout.classAt + at * layout.classWidth
    this.tables.ofClass.present[at] -= 1
    sums[place] += 1
    sums[place + 1] += stay
    sums[place + 2] += waited
  }

  private countDistribution(stay: number, waited: number): void {
    const { sums, layout } = this
    for (let i = 0; i < layout.stayLimits.length; i++) if (stay > layout.stayLimits[i]) sums[layout.stayLimitAt + i] += 1
    for (let i = 0; i < layout.waitLimits.length; i++) if (waited > layout.waitLimits[i]) sums[layout.waitLimitAt + i] += 1
    if (layout.stayHistogramAt > 0) addToRatioHistogram(sums, layout.stayHistogramAt, stay)
    if (layout.waitHistogramAt > 0) addToRatioHistogram(sums, layout.waitHistogramAt, waited)
  }
}
