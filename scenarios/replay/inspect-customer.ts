import { CustomerState, customerList, OrderEvent, usedFracAt } from '../../twin/index.ts'
import type { World } from '../../twin/index.ts'
import { rowAfter } from './growing.ts'
import type { Replay } from './replay.ts'
import { maxEvents, row } from './story.ts'
import type { Story, StoryEvent } from './story.ts'
import { stepsOfOrders, whyMissed } from './why-missed.ts'
import { causeWords, clockText, modeWords, nameCourier, nameCustomer, namePlace, orderWords, spanText } from './words.ts'

const stateWords: Readonly<Record<number, string>> = {
  [CustomerState.content]: 'has what it needs',
  [CustomerState.visiting]: 'at its station',
  [CustomerState.waiting]: 'waits at its station',
  [CustomerState.unserved]: 'was not served, tries again later',
  [CustomerState.ordered]: 'waits for a delivery',
}

/** The set, the promises so far, and each order and visit with why it was late. */
export function inspectCustomer(replay: Replay, w: World, customer: number, timeMs: number): Story {
  const { customers, places, spec } = replay.layout
  const station = customers.station[customer]
  const promises = promisesOf(replay, customer, timeMs)
  const isPooled = spec.products[customers.product[customer]].holding === 'pooled'
  return {
    title: nameCustomer(replay.layout, customer),
    rows: [
      row('Product', spec.products[customers.product[customer]].label),
      row('Exchange by', modeWords[customers.mode[customer]]),
      row(station >= 0 ? 'Station' : 'Hub', station >= 0 ? namePlace(replay.layout, station) : places.name[customers.hub[customer]]),
      row('Doing', stateWords[w.t.customer.state[customer]]),
      row('Batteries held', w.t.list.count[customerList(w, customer)], '1'),
      row('Batteries under contract', customers.packs[customer], '1'),
      ...(isPooled ? [row('Used since the last exchange, of one pack', usedFracAt(w, customer, timeMs), 'frac')] : []),
      row('Promises judged', promises.length, '1'),
      row('Promises missed', promises.filter((p) => !p.isKept).length, '1'),
    ],
    series: [],
    events: [...promises.flatMap((p) => tellPromise(replay, p, timeMs)), ...stepsOf(replay, customer, timeMs)]
      .toSorted((a, b) => a.timeMs - b.timeMs)
      .slice(-maxEvents),
  }
}

interface Judged {
  /** Row of the journal. */
  readonly row: number
  readonly timeMs: number
  readonly askedMs: number
  readonly serial: number
  readonly place: number
  readonly isKept: boolean
}

function promisesOf({ journal }: Replay, customer: number, timeMs: number): Judged[] {
  const c = journal.promises.columns
  const judged: Judged[] = []
  for (let i = 0, end = rowAfter(c.timeMs, journal.promises.rows, timeMs); i < end; i++) {
    if (c.customer[i] !== customer) continue
    judged.push({ row: i, timeMs: c.timeMs[i], askedMs: c.askedMs[i], serial: c.serial[i], place: c.place[i], isKept: c.isKept[i] === 1 })
  }
  return judged
}

/** A visit to a station, or a missed promise and why; a kept one of an order is told by its steps. */
function tellPromise(replay: Replay, promise: Judged, timeMs: number): StoryEvent[] {
  const { row: at, serial, place, isKept } = promise
  if (!isKept) {
    const steps = serial < 0 ? [] : (stepsOfOrders(replay, [serial], timeMs).get(serial) ?? [])
    return [{ timeMs: promise.timeMs, text: `promise missed: ${whyMissed(replay, at, steps).text}` }]
  }
  if (serial >= 0) return []
  if (place < 0) return [{ timeMs: promise.timeMs, text: 'promise of availability kept' }]
  const { layout } = replay
  const waitedMs = promise.timeMs - promise.askedMs
  const wait = waitedMs > 0 ? ` after ${spanText(waitedMs)}: no ready battery on arrival at ${clockText(layout, promise.askedMs)}` : ''
  return [{ timeMs: promise.timeMs, text: `served at ${namePlace(layout, place)}${wait}` }]
}

type OrderColumns = Replay['journal']['orders']['columns']

function stepsOf(replay: Replay, customer: number, timeMs: number): StoryEvent[] {
  const { orders } = replay.journal
  const c = orders.columns
  const events: StoryEvent[] = []
  for (let i = rowAfter(c.timeMs, orders.rows, timeMs) - 1; i >= 0 && events.length < maxEvents; i--) {
    const text = c.customer[i] === customer ? tellStep(replay, c, i) : ''
    if (text) events.push({ timeMs: c.timeMs[i], text })
  }
  return events
}

function tellStep({ layout }: Replay, c: OrderColumns, i: number): string {
  const what = `${orderWords[c.kind[i]]}${causeWords[c.cause[i]]}`
  const due = `promised by ${clockText(layout, c.dueMs[i])}`
  switch (c.event[i]) {
    case OrderEvent.accept:
      return `${what} asked for, ${due}`
    case OrderEvent.acceptPartner:
      return `${what} asked for, given to the partner carrier, ${due}`
    case OrderEvent.load:
      return `${what} loaded by ${nameCourier(c.courier[i])}`
    case OrderEvent.present:
      return `${what} done by ${nameCourier(c.courier[i])}${lateness(c, i)}`
    case OrderEvent.partnerDelivers:
      return `${what} done by the partner carrier${lateness(c, i)}`
    case OrderEvent.absent:
      return `nobody there for ${nameCourier(c.courier[i])}`
    case OrderEvent.giveUp:
      return `${what} given up: nobody there again`
    default:
      return ''
  }
}

function lateness(c: OrderColumns, i: number): string {
  return c.timeMs[i] > c.dueMs[i] ? `, ${spanText(c.timeMs[i] - c.dueMs[i])} late` : ', in time'
}
