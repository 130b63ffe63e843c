import { LogKind, LogLevel } from './log.ts'

/** Identities that a log row can name. */
export type LogId = 'battery' | 'customer' | 'place' | 'courier' | 'order'

/** What the columns of a row of one kind mean. Columns that are not named are 0, identities that are not named are −1. */
export interface LogKindMeaning {
  readonly kind: LogKind
  /** Smallest `LogLevel` at which the kind is written. */
  readonly level: LogLevel
  readonly meaning: string
  readonly cause?: string
  readonly value: string
  readonly value2?: string
  /** Identities that a row may name. */
  readonly ids: readonly LogId[]
}

const { exchanges, full } = LogLevel

/**
 * Every kind of log row. A row's hub, mode and product are those under which the facts count it. A row that tells of a span of time is
 * written at its end: the span is the `value` ms before `timeMs`. Rows between two `dayEnded` belong to one local day, the bookings of
 * midnight to the day that ends.
 */
export const logKinds: readonly LogKindMeaning[] = [
  {
    kind: LogKind.promise,
    level: exchanges,
    meaning: 'A promise to a customer is judged',
    value: '1',
    value2: '1 when kept, else 0',
    ids: ['customer', 'place', 'courier', 'order'],
  },
  {
    kind: LogKind.request,
    level: exchanges,
    meaning: 'A request for a swap is over, served or not',
    value: '1',
    value2: '1 when served at once (station) or inside the window (delivery), else 0',
    ids: ['customer', 'place', 'courier', 'order'],
  },
  {
    kind: LogKind.swap,
    level: exchanges,
    meaning: 'A swap is done; one of mode box is a swap by a station',
    value: 'batteries handed over',
    ids: ['customer', 'place', 'courier'],
  },
  {
    kind: LogKind.replacement,
    level: exchanges,
    meaning: 'One assigned battery is replaced; without a battery the old one is lost',
    cause: 'ReplacementCause',
    value: '1',
    ids: ['battery', 'customer', 'courier'],
  },
  {
    kind: LogKind.stop,
    level: exchanges,
    meaning: 'An own courier stands at a door',
    cause: 'OrderKind',
    value: '1',
    ids: ['customer', 'place', 'courier', 'order'],
  },
  {
    kind: LogKind.attemptFailed,
    level: exchanges,
    meaning: 'Nobody was there; its `stop` precedes it',
    value: '1',
    ids: ['customer', 'place', 'courier', 'order'],
  },
  { kind: LogKind.partnerStop, level: exchanges, meaning: 'The partner carrier stands at a door', value: '1', ids: ['customer', 'order'] },
  {
    kind: LogKind.drive,
    level: full,
    meaning: 'An own courier is back at the hub',
    value: 'm driven on the tour',
    value2: 'stops of the tour',
    ids: ['courier'],
  },
  { kind: LogKind.courierShift, level: full, meaning: 'A shift of an own courier ends', value: 'ms paid, the span', ids: ['courier'] },
  {
    kind: LogKind.courierTour,
    level: full,
    meaning: 'A tour ends, unloaded',
    value: 'ms busy, the span',
    value2: 'stops of the tour',
    ids: ['courier'],
  },
  {
    kind: LogKind.stockOut,
    level: full,
    meaning: 'A place had no ready battery of the type; over midnight in parts',
    value: 'ms, the span',
    ids: ['place'],
  },
  {
    kind: LogKind.outage,
    level: full,
    meaning: 'Full maintenance: a battery was down; over midnight in parts',
    value: 'ms, the span',
    ids: ['battery', 'customer'],
  },
  {
    kind: LogKind.charged,
    level: full,
    meaning: 'A charge ends or is broken off',
    value: 'mWh into the battery',
    value2: 'mWh bought',
    ids: ['battery', 'place'],
  },
  {
    kind: LogKind.money,
    level: full,
    meaning: 'Money as it happens',
    cause: 'Account',
    value: 'µ€; negative on `renewal` when a pack is sold',
    ids: ['battery', 'customer', 'place', 'courier', 'order'],
  },
  {
    kind: LogKind.co2,
    level: full,
    meaning: 'Emissions',
    cause: 'Co2Source',
    value: 'mg',
    ids: ['battery', 'place', 'courier', 'customer', 'order'],
  },
  { kind: LogKind.bought, level: full, meaning: 'A bought battery arrives at a hub', value: '1', ids: ['battery', 'place'] },
  { kind: LogKind.rebuilt, level: full, meaning: 'A rebuilt battery enters the fleet at a hub', value: '1', ids: ['battery', 'place'] },
  { kind: LogKind.dismantled, level: full, meaning: 'A battery is taken apart for rebuilding', value: '1', ids: ['battery', 'customer'] },
  { kind: LogKind.recycled, level: full, meaning: 'A battery is recycled', value: '1', ids: ['battery', 'customer'] },
  { kind: LogKind.sold, level: full, meaning: 'A battery is sold for a second life', value: '1', ids: ['battery', 'customer'] },
  { kind: LogKind.lost, level: exchanges, meaning: 'A battery is lost or stolen', value: '1', ids: ['battery', 'customer'] },
  { kind: LogKind.fault, level: full, meaning: 'A fault strikes', cause: 'FaultKind', value: '1', ids: ['battery', 'customer'] },
  {
    kind: LogKind.withdrawn,
    level: exchanges,
    meaning: 'A pooled battery leaves service on its return',
    cause: 'ReplacementCause',
    value: '1',
    ids: ['battery', 'place'],
  },
  { kind: LogKind.inspected, level: full, meaning: 'An inspection ends', cause: 'UsedRoute', value: '1', ids: ['battery', 'place'] },
  {
    kind: LogKind.orderState,
    level: full,
    meaning: 'An order changes its state',
    cause: 'OrderEvent',
    value: 'OrderState that follows',
    ids: ['customer', 'place', 'courier', 'order'],
  },
  {
    kind: LogKind.rated,
    level: full,
    meaning: 'Day’s end: what a box could charge of the type at rated power',
    value: 'batteries',
    ids: ['place'],
  },
  { kind: LogKind.owned, level: full, meaning: 'Day’s end: a battery is owned and not retired', value: '1', ids: ['battery'] },
  {
    kind: LogKind.places,
    level: full,
    meaning: 'Day’s end: battery places of a customer under contract',
    cause: 'Holding',
    value: 'places',
    ids: ['customer'],
  },
  {
    kind: LogKind.stockDue,
    level: full,
    meaning: 'Day’s end: a place should have had the type ready',
    value: 'ms of the local day, the span',
    ids: ['place'],
  },
  {
    kind: LogKind.health,
    level: full,
    meaning: 'Capacity of a battery when it enters the run (its start, or purchase) and, if still owned, at the end of the run',
    cause: 'index of the ageing model',
    value: 'soh, a fraction of the rated energy',
    value2: '0 on entering, 1 at the end',
    ids: ['battery'],
  },
  {
    kind: LogKind.dayEnded,
    level: full,
    meaning: 'A local day ended and is booked',
    value: 'the day, 0 = first',
    value2: 'ms that it lasted',
    ids: [],
  },
  {
    kind: LogKind.contract,
    level: full,
    meaning: 'Day’s end: contract time of a customer with full maintenance',
    value: 'ms, summed over its battery places',
    ids: ['customer'],
  },
]
