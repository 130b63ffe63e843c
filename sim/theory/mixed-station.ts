import { countLine, giveRow, pushBack, takeFirst, takeRow } from '../resources/index.ts'
import { exponential, type Distribution } from './distribution.ts'
import { constantly, ratioOf, runSpan, TIME, type Clockwork, type Experiment, type Luck, type Reader } from './experiment.ts'
import type { Fields } from './fields.ts'
import { Frame } from './frame.ts'

/** Vehicles from outside swap at bays; the station's own batteries go round between stock and chargers. */
export interface MixedStationSpec {
  readonly gap: Distribution
  readonly bays: number
  readonly swap: Distribution
  readonly batteries: number
  readonly chargers: number
  readonly charge: Distribution
  /** Most vehicles in the station; Infinity for no limit. */
  readonly room: number
}

export function readMixedStation(fields: Fields): MixedStationSpec {
  const gap = exponential(1 / fields.number(['arrivalRate'], [1e-12, 1e12]))
  const bays = fields.count(['bays'], 1)
  const rule = fields.text(['serviceRule'])
  if (rule !== null && !/min\(vehicles, bays, charged\)/.test(rule))
    fields.complain('serviceRule', 'only min(vehicles, bays, charged) is understood')
  const spec = {
    gap,
    bays,
    swap: fields.distribution(['swapTime'], 'time'),
    batteries: fields.count(['batteries'], 1),
    chargers: fields.count(['chargers'], 1),
    charge: fields.distribution(['chargeTime'], 'time'),
    room: fields.number(['room'], [1, Infinity], Infinity),
  }
  fields.finish()
  return spec
}

const VEHICLES = 1
const DEPLETED = 2
const ALL_DEPLETED = 3
const SWAPPING = 4
const OFFERED = 5
const BLOCKED = 6
const SERVED = 7
const STAY = 8
const WAITED = 9
const STARTED = 10
const CHARGES = 11
const CHARGE_TIME = 12
const SWAP_TIME = 13
const WIDTH = 14

const ARRIVAL = 0
const SWAPPED = 1
const CHARGED = 2

/** Counters. Batteries in a running swap count as charged until it ends. */
const RUNNING = 0
const EMPTY = 1

class MixedStationModel implements Clockwork {
  readonly sums = new Float64Array(WIDTH)
  readonly frame: Frame
  private readonly spec: MixedStationSpec

  constructor(spec: MixedStationSpec, luck: Luck) {
    this.spec = spec
    this.frame = new Frame({ lines: 1, counters: 2, streams: 3, events: spec.chargers + spec.batteries + 1 }, luck)
    this.frame.list.schedule(this.frame.draw(spec.gap, 0), 0, ARRIVAL, 0)
  }

  elapse(span: number): void {
    const { sums, frame } = this
    const { value } = frame.tables.counter
    sums[VEHICLES] += (value[RUNNING] + countLine(frame.tables, 0)) * span
    sums[DEPLETED] += value[EMPTY] * span
    sums[SWAPPING] += value[RUNNING] * span
    if (value[EMPTY] === this.spec.batteries) sums[ALL_DEPLETED] += span
  }

  handle(kind: number, subject: number, time: number): void {
    switch (kind) {
      case ARRIVAL:
        return this.arrive(time)
      case SWAPPED:
        return this.finishSwap(subject, time)
      case CHARGED:
        return this.finishCharge(time)
    }
  }

  private arrive(time: number): void {
    const { sums, frame, spec } = this
    const { tables } = frame
    frame.list.schedule(time + frame.draw(spec.gap, 0), 0, ARRIVAL, 0)
    sums[OFFERED] += 1
    if (tables.counter.value[RUNNING] + countLine(tables, 0) >= spec.room) {
      sums[BLOCKED] += 1
      return
    }
    const row = takeRow(tables)
    tables.item.arrived[row] = time
    pushBack(tables, 0, row)
    this.startSwap(time)
  }

  /** The vehicle that is next begins if a bay and a charged battery are free. */
  private startSwap(time: number): void {
    const { sums, frame, spec } = this
    const { tables } = frame
    const { value } = tables.counter
    if (value[RUNNING] >= spec.bays || value[RUNNING] >= spec.batteries - value[EMPTY]) return
    const row = takeFirst(tables, 0)
    if (row === 0) return
    const span = frame.draw(spec.swap, 1)
    value[RUNNING] += 1
    sums[STARTED] += 1
    sums[SWAP_TIME] += span
    sums[WAITED] += time - tables.item.arrived[row]
    frame.list.schedule(time + span, 0, SWAPPED, row)
  }

  private finishSwap(row: number, time: number): void {
    const { sums, spec } = this
    const { tables } = this.frame
    sums[SERVED] += 1
    sums[STAY] += time - tables.item.arrived[row]
    giveRow(tables, row)
    tables.counter.value[RUNNING] -= 1
    tables.counter.value[EMPTY] += 1
    if (tables.counter.value[EMPTY] <= spec.chargers) this.charge(time)
    this.startSwap(time)
  }

  private charge(time: number): void {
    const span = this.frame.draw(this.spec.charge, 2)
    this.sums[CHARGES] += 1
    this.sums[CHARGE_TIME] += span
    this.frame.list.schedule(time + span, 0, CHARGED, 0)
  }

  private finishCharge(time: number): void {
    const { value } = this.frame.tables.counter
    value[EMPTY] -= 1
    if (value[EMPTY] >= this.spec.chargers) this.charge(time)
    this.startSwap(time)
  }
}

export function startMixedStation(spec: MixedStationSpec, luck: Luck): Experiment {
  const model = new MixedStationModel(spec, luck)
  const controls: Reader[] = [(sums) => (sums[OFFERED] / sums[TIME]) * spec.gap.mean - 1]
  if (spec.charge.variance > 0) controls.push((sums) => sums[CHARGE_TIME] / sums[CHARGES] / spec.charge.mean - 1)
  if (spec.swap.variance > 0) controls.push((sums) => sums[SWAP_TIME] / sums[STARTED] / spec.swap.mean - 1)
  return {
    sums: model.sums,
    get events() {
      return model.frame.clock.eventCount[0]
    },
    pieceSize: 333 * spec.gap.mean,
    run: (span) => runSpan(model, span),
    level: (sums) => (sums[VEHICLES] + sums[DEPLETED]) / sums[TIME],
    ...constantly(controls),
    find: (name) => findReader(name, spec),
  }
}

function findReader(name: string, { batteries, bays }: MixedStationSpec): Reader | undefined {
  const readers: Readonly<Record<string, Reader>> = {
    P_block: ratioOf(BLOCKED, OFFERED),
    P_lost: ratioOf(BLOCKED, OFFERED),
    L_ev: ratioOf(VEHICLES, TIME),
    W_ev: ratioOf(STAY, SERVED),
    Lq_ev: (sums) => (sums[VEHICLES] - sums[SWAPPING]) / sums[TIME],
    Wq_ev: ratioOf(WAITED, STARTED),
    throughput: ratioOf(SERVED, TIME),
    lambda_eff: (sums) => (sums[OFFERED] - sums[BLOCKED]) / sums[TIME],
    mean_depleted: ratioOf(DEPLETED, TIME),
    mean_charged: (sums) => batteries - sums[DEPLETED] / sums[TIME],
    P_no_charged: ratioOf(ALL_DEPLETED, TIME),
    mean_bays_busy: ratioOf(SWAPPING, TIME),
    util: ratioOf(SWAPPING, TIME, 1 / bays),
  }
  return Object.hasOwn(readers, name) ? readers[name] : undefined
}
