import { createArena, growArena, type Arena } from '../arena/index.ts'
import { EventList, eventListRows, eventListSchema } from '../events/index.ts'
import * as resources from '../resources/index.ts'
import { runSchema, type RunColumns } from '../run/index.ts'
import { addToRatioHistogram } from '../stats/index.ts'
import { draw, type Distribution } from './distribution.ts'
import { seedStreams, viewStreams, type Clockwork, type Luck, type Works } from './experiment.ts'
import { QueueSum, type QueueLayout } from './queue-layout.ts'

const {
  countFreeRows,
  enterService,
  findVictim,
  giveRow,
  idleServers,
  leaveService,
  pushBack,
  pushFront,
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

/** Rows at first; heavy traffic grows the arena. */
const ROWS = 1024

function schemaOf(rows: number, spec: QueueSpec) {
  const classes = spec.classes.length
  return {
    ...eventListSchema(rows + classes + spec.servers + 1),
    ...resources.rowsSchema(rows),
    ...resources.serversSchema(rows, classes),
    ...runSchema,
    customer: { rows: rows + 1, columns: { arrived: 'f64', since: 'f64', waited: 'f64', left: 'f64', event: 'f64', kind: 'u8' } },
    /** Present and waiting customers. */
    count: { rows: 2, columns: { value: 'i32' } },
    /** Size of the next batch by class, drawn ahead so that there is room when it comes. */
    coming: { rows: classes, columns: { batch: 'i32' } },
    luck: { rows: 4 * (5 * classes + 1), columns: { word: 'u32' } },
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
  private readonly isByClass: boolean

  constructor(spec: QueueSpec, layout: QueueLayout, luck: Luck) {
    this.spec = spec
    this.layout = layout
    this.sums = new Float64Array(layout.width)
    this.isByClass = spec.discipline >= Discipline.nonPreemptive
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
  }

  prepare(): void {
    const { batch } = this.tables.coming
    let most = batch[0]
    for (let at = 1; at < batch.length; at++) if (batch[at] > most) most = batch[at]
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
    const { sums, layout, tables } = this
    const classes = this.spec.classes.length
    for (let at = 0; at < classes; at++) {
      const place = layout.classAt + at * layout.classWidth
      sums[place + 3] += (tables.line.count[at] + tables.line.count[classes + at]) * span
      sums[place + 4] += tables.line.count[at] * span
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
    const { luck } = this
    this.list.schedule(time + draw(gap, luck[5 * at]), 0, ARRIVAL, at)
    this.tables.coming.batch[at] = batch === null ? 1 : draw(batch, luck[5 * at + 1])
  }

  private arrive(at: number, time: number): void {
    const size = this.tables.coming.batch[at]
    this.sums[QueueSum.arrivals] += 1
    for (let i = 0; i < size; i++) this.enter(at, time)
    this.expect(at, time)
  }

  private enter(at: number, time: number): void {
    const { sums, tables, customer, count, spec, layout } = this
    const place = layout.classAt + at * layout.classWidth
    sums[QueueSum.offered] += 1
    sums[place + 5] += 1
    if (count[PRESENT] >= spec.capacity) {
      sums[QueueSum.lost] += 1
      sums[place + 6] += 1
      return
    }
    const row = takeRow(tables)
    const service = draw(spec.classes[at].service, this.luck[5 * at + 2])
    sums[QueueSum.services] += 1
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

  private meetBusy(at: number, row: number, time: number): void {
    const victim = this.spec.discipline === Discipline.preemptiveResume ? findVictim(this.tables, at) : 0
    if (victim !== 0) {
      this.suspend(victim, time)
      return this.start(row, time)
    }
    this.sums[QueueSum.delayed] += 1
    this.count[WAITING] += 1
    pushBack(this.tables, this.isByClass ? at : 0, row)
    const { patience } = this.spec.classes[at]
    if (patience !== null) this.customer.event[row] = this.list.schedule(time + draw(patience, this.luck[5 * at + 3]), 0, GIVES_UP, row)
  }

  private start(row: number, time: number): void {
    const { customer, tables } = this
    customer.waited[row] += time - customer.since[row]
    customer.since[row] = time
    enterService(tables, this.isByClass ? customer.kind[row] : 0, row)
    customer.event[row] = this.list.schedule(time + customer.left[row], 0, DONE, row)
  }

  /** Back to the front of its line; what is left of the service is done later. */
  private suspend(row: number, time: number): void {
    const { customer, tables } = this
    const at = customer.kind[row]
    this.list.cancel(customer.event[row])
    leaveService(tables, at, row)
    customer.left[row] -= time - customer.since[row]
    customer.since[row] = time
    pushFront(tables, at, row)
    this.count[WAITING] += 1
  }

  private finish(row: number, time: number): void {
    leaveService(this.tables, this.isByClass ? this.customer.kind[row] : 0, row)
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
    const isFirstTime = this.customer.waited[row] === 0
    this.count[WAITING] -= 1
    if (isFirstTime && this.spec.classes[this.customer.kind[row]].patience !== null) this.list.cancel(this.customer.event[row])
    this.start(row, time)
  }

  private giveUp(row: number, time: number): void {
    const { customer } = this
    removeFromLine(this.tables, this.isByClass ? customer.kind[row] : 0, row)
    this.count[WAITING] -= 1
    customer.waited[row] += time - customer.since[row]
    this.sums[QueueSum.abandoned] += 1
    this.end(row, time)
  }

  private leave(time: number): void {
    resources.sendAway(this.tables)
    this.list.schedule(time + draw(this.spec.vacation!, this.luck[this.luck.length - 1]), 0, COMES_BACK, 0)
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
    const place = layout.classAt + customer.kind[row] * layout.classWidth
    sums[QueueSum.ended] += 1
    sums[QueueSum.stay] += stay
    sums[QueueSum.staySquared] += stay * stay
    sums[QueueSum.waited] += waited
    sums[QueueSum.waitedSquared] += waited * waited
    sums[place] += 1
    sums[place + 1] += stay
    sums[place + 2] += waited
    for (let i = 0; i < layout.stayLimits.length; i++) if (stay > layout.stayLimits[i]) sums[layout.stayLimitAt + i] += 1
    for (let i = 0; i < layout.waitLimits.length; i++) if (waited > layout.waitLimits[i]) sums[layout.waitLimitAt + i] += 1
    if (layout.stayHistogramAt > 0) addToRatioHistogram(sums, layout.stayHistogramAt, stay)
    if (layout.waitHistogramAt > 0) addToRatioHistogram(sums, layout.waitHistogramAt, waited)
    this.count[PRESENT] -= 1
    giveRow(this.tables, row)
  }
}
