import { OrderEvent } from '../../twin/index.ts'
import { rowAfter } from './growing.ts'
import type { Replay } from './replay.ts'
import { clockText, namePlace, spanText } from './words.ts'

/** What made a promise fail, from the steps that the run took; never a guess. */
const MissCause = {
  noBattery: 0,
  notTaken: 1,
  waitedAtHub: 2,
  tourLate: 3,
  nobodyThere: 4,
  partnerLate: 5,
  down: 6,
} as const

/** The causes as words for a list, by `MissCause`. */
export const missCauseWords: readonly string[] = [
  'no ready battery at the box or shop',
  'no courier had taken the order in time',
  'the order waited at the hub for a courier and batteries',
  'the tour reached the door too late',
  'nobody was there at the first attempt',
  'the partner carrier came after the window',
  'batteries were down longer than the contract allows',
]

/** A cause, and the sentence that tells it of this promise. */
export interface Miss {
  readonly cause: number
  readonly text: string
}

/** Rows of `Journal.orders` of each order that is asked for, by its serial, in order, up to a time; one pass over the journal. */
export function stepsOfOrders({ journal }: Replay, serials: Iterable<number>, timeMs: number): ReadonlyMap<number, readonly number[]> {
  const steps = new Map<number, number[]>(Array.from(serials, (serial) => [serial, []]))
  const { serial } = journal.orders.columns
  for (let i = 0, end = rowAfter(journal.orders.columns.timeMs, journal.orders.rows, timeMs); i < end; i++) steps.get(serial[i])?.push(i)
  return steps
}

/** Why a missed promise (a row of `Journal.promises`) was missed. `steps` are those of its order, empty where it has none. */
export function whyMissed(replay: Replay, promise: number, steps: readonly number[]): Miss {
  const { serial, place, timeMs } = replay.journal.promises.columns
  if (serial[promise] >= 0) return whyLate(replay, steps, timeMs[promise])
  if (place[promise] >= 0) return whyLeft(replay, promise)
  return { cause: MissCause.down, text: 'its batteries were down longer than the contract allows' }
}

function whyLeft({ layout, journal }: Replay, promise: number): Miss {
  const { timeMs, askedMs, place } = journal.promises.columns
  const waitedMs = timeMs[promise] - askedMs[promise]
  const wait = waitedMs > 0 ? ` after ${spanText(waitedMs)}: no ready battery on arrival at ${clockText(layout, askedMs[promise])}` : ''
  return { cause: MissCause.noBattery, text: `left ${namePlace(layout, place[promise])}${wait}` }
}

/** From the steps of the order: the first that took it beyond its window. One that stood before the first event counts from the run's start. */
function whyLate({ journal, layout }: Replay, rows: readonly number[], timeMs: number): Miss {
  const c = journal.orders.columns
  const at = (event: number): number | undefined => rows.find((i) => c.event[i] === event)
  const [accepted, loaded, absent] = [at(OrderEvent.accept), at(OrderEvent.load), at(OrderEvent.absent)]
  const askedMs = accepted === undefined ? journal.fromMs : c.timeMs[accepted]
  if (at(OrderEvent.acceptPartner) !== undefined || at(OrderEvent.partnerDelivers) !== undefined)
    return { cause: MissCause.partnerLate, text: 'the partner carrier came after the window' }
  if (absent !== undefined && c.timeMs[absent] <= c.dueMs[absent])
    return { cause: MissCause.nobodyThere, text: `nobody was there at ${clockText(layout, c.timeMs[absent])}` }
  if (loaded === undefined)
    return { cause: MissCause.notTaken, text: `no courier had taken it ${spanText(timeMs - askedMs)} after it was asked for` }
  const waited = spanText(c.timeMs[loaded] - askedMs)
  if (c.timeMs[loaded] > c.dueMs[loaded])
    return { cause: MissCause.waitedAtHub, text: `it waited ${waited} at the hub for a courier and batteries` }
  return { cause: MissCause.tourLate, text: `it left the hub after ${waited}, and the tour reached the door too late` }
}
