import type { ColumnDescriptor, TableDescriptor } from '../data/columns/index.ts'

/** What a log row tells. Stable numbers: append, never renumber. The columns' meaning for each kind stands in `logKinds` (`log-kinds.ts`). */
export const LogKind = {
  promise: 1,
  request: 2,
  swap: 3,
  replacement: 4,
  stop: 5,
  attemptFailed: 6,
  partnerStop: 7,
  drive: 8,
  courierShift: 9,
  courierTour: 10,
  stockOut: 11,
  outage: 12,
  charged: 13,
  money: 14,
  co2: 15,
  bought: 16,
  rebuilt: 17,
  dismantled: 18,
  recycled: 19,
  sold: 20,
  lost: 21,
  fault: 22,
  withdrawn: 23,
  inspected: 24,
  orderState: 25,
  rated: 27,
  owned: 28,
  places: 29,
  stockDue: 30,
  health: 31,
  dayEnded: 32,
  contract: 33,
} as const
export type LogKind = (typeof LogKind)[keyof typeof LogKind]

const id = (name: string, meaning: string): ColumnDescriptor => ({ name, type: 'i32', unit: 'id', nullValue: -1, isWhole: true, meaning })

/**
 * One append-only table of fixed width, in order of time; `-1` where an identity does not apply. The log is derived from a run and can be
 * made again; at level `full` every KPI can be recounted from it.
 */
export const logTable = {
  name: 'log',
  meaning: 'What happened, in order of time',
  columns: [
    { name: 'timeMs', type: 'f64', unit: 'ms', isWhole: true, meaning: 'Time since the scenario’s start' },
    { name: 'kind', type: 'u8', unit: 'id', isWhole: true, meaning: 'LogKind' },
    {
      name: 'cause',
      type: 'u8',
      unit: 'id',
      isWhole: true,
      meaning: 'Why or which, by kind: cause of replacement, kind of fault, account …',
    },
    { name: 'hub', type: 'u8', unit: 'id', isWhole: true, meaning: 'Index of the hub that is responsible' },
    { name: 'mode', type: 'u8', unit: 'id', isWhole: true, meaning: 'DeliveryMode' },
    { name: 'product', type: 'u8', unit: 'id', isWhole: true, meaning: 'Index of the product' },
    id('battery', 'Row of the battery'),
    id('customer', 'Row of the customer'),
    id('place', 'Row of the hub, shop or box'),
    id('courier', 'Row of the courier'),
    id('order', 'Number of the order'),
    { name: 'value', type: 'f64', unit: 'by kind', meaning: 'Amount, by kind; whole for all but `health`' },
    { name: 'value2', type: 'f64', unit: 'by kind', isWhole: true, meaning: 'Second amount, by kind' },
  ],
} as const satisfies TableDescriptor

/** Rows in one chunk: a sink receives whole chunks; only the last, and the one before a checkpoint, may be shorter. */
export const logChunkRows = 65_536

/** How much a run writes: everything, exchanges and stops only, or nothing but the facts. */
export const LogLevel = { facts: 0, exchanges: 1, full: 2 } as const
export type LogLevel = (typeof LogLevel)[keyof typeof LogLevel]

/** Columns of a chunk, in the order of `logTable.columns`; only the first `rows` entries count. */
export interface LogChunk {
  readonly rows: number
  readonly columns: readonly (Float64Array | Int32Array | Uint8Array)[]
}
