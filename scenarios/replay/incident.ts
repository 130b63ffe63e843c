import { OrderEvent, StockList, stockList } from '../../twin/index.ts'
import type { IncidentAnswer, IncidentAsk, IncidentKind } from './draw.ts'
import { rowAfter } from './growing.ts'
import { livedFromMs, seekWorld } from './replay.ts'
import type { Replay } from './replay.ts'
import { stepsOfOrders, whyMissed } from './why-missed.ts'
import { clockText, nameCourier, nameCustomer, namePlace, orderWords, spanText } from './words.ts'

type Told = Omit<NonNullable<IncidentAnswer['incident']>, 'timeMs' | 'number'>

/** One kind of incident: its rows in the journal, when each happened, and what it is about. */
interface Finder {
  readonly rows: (replay: Replay) => number[]
  readonly times: (replay: Replay) => ArrayLike<number>
  readonly tell: (replay: Replay, row: number) => Told
}

const finders: Readonly<Record<IncidentKind, Finder>> = {
  breach: {
    rows: ({ journal: { promises } }) => rowsWhere(promises.rows, (i) => promises.columns.isKept[i] === 0),
    times: ({ journal }) => journal.promises.columns.timeMs,
    tell: tellBreach,
  },
  stockOut: {
    rows: ({ journal: { stockOuts } }) => rowsWhere(stockOuts.rows, (i) => stockOuts.columns.isOut[i] === 1),
    times: ({ journal }) => journal.stockOuts.columns.timeMs,
    tell: tellStockOut,
  },
  failedAttempt: {
    rows: ({ journal: { orders } }) => rowsWhere(orders.rows, (i) => isFailedAttempt(orders.columns.event[i])),
    times: ({ journal }) => journal.orders.columns.timeMs,
    tell: tellAttempt,
  },
}

const isFailedAttempt = (event: number): boolean => event === OrderEvent.absent || event === OrderEvent.giveUp

function rowsWhere(rows: number, holds: (row: number) => boolean): number[] {
  const found: number[] = []
  for (let i = 0; i < rows; i++) if (holds(i)) found.push(i)
  return found
}

/**
 * The next incident of a kind after a moment (or the one before it), what it is about and why it happened; of several at the same moment each
 * in turn, if the asker says at which it stands. `null` in it where none follows. Among those that have been lived.
 */
export function findIncident(replay: Replay, { kind, timeMs, direction, number }: IncidentAsk): IncidentAnswer {
  const { rows, times, tell } = finders[kind]
  const found = rows(replay)
  const at = Float64Array.from(found, (row) => times(replay)[row])
  const stands = number !== undefined && at[number - 1] === timeMs
  const later = rowAfter(at, at.length, timeMs)
  const firstOfNow = rowAfter(at, at.length, timeMs - 1)
  const wanted = stands ? number - 1 + direction : direction > 0 ? later : firstOfNow - 1
  const row = found[wanted]
  const incident = row === undefined ? null : { timeMs: at[wanted], number: wanted + 1, ...tell(replay, row) }
  return { run: replay.id, kind, count: found.length, sinceMs: livedFromMs(replay), incident }
}

function tellBreach(replay: Replay, row: number): Told {
  const { customer, serial, timeMs } = replay.journal.promises.columns
  const steps = serial[row] < 0 ? [] : (stepsOfOrders(replay, [serial[row]], timeMs[row]).get(serial[row]) ?? [])
  const { text } = whyMissed(replay, row, steps)
  return { pick: { kind: 'customer', id: customer[row] }, title: nameCustomer(replay.layout, customer[row]), why: text }
}

/** How long it lasts, as far as lived, and what else of the type was there. */
function tellStockOut(replay: Replay, row: number): Told {
  const { columns: c, rows } = replay.journal.stockOuts
  const [timeMs, place, product] = [c.timeMs[row], c.place[row], c.product[row]]
  let end = row + 1
  while (end < rows && !(c.place[end] === place && c.product[end] === product)) end += 1
  const lasts = end < rows ? `for ${spanText(c.timeMs[end] - timeMs)}` : 'and had none since'
  const w = seekWorld(replay, timeMs)
  const count = (state: number): number => w.t.list.count[stockList(w, place, product, state)]
  const { label } = replay.layout.spec.products[product]
  const rest = `${count(StockList.charging)} charging, ${count(StockList.queued)} waiting for a charger`
  return { pick: { kind: 'place', id: place }, title: namePlace(replay.layout, place), why: `no ready ${label} ${lasts}; ${rest}` }
}

function tellAttempt({ layout, journal }: Replay, row: number): Told {
  const c = journal.orders.columns
  const what = `nobody there for ${nameCourier(c.courier[row])}: ${orderWords[c.kind[row]]}, promised by ${clockText(layout, c.dueMs[row])}`
  const then = c.event[row] === OrderEvent.giveUp ? 'the order is given up' : 'it is tried again'
  return { pick: { kind: 'customer', id: c.customer[row] }, title: nameCustomer(layout, c.customer[row]), why: `${what}; ${then}` }
}
