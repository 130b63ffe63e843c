import { createArena, growArena, type Arena } from '../arena/index.ts'
import { EventList, eventListSchema } from '../events/index.ts'
import { countFreeRows, linesSchema, rowsSchema, storeSchema } from '../resources/index.ts'
import { runSchema, type RunColumns } from '../run/index.ts'
import { draw, type Distribution } from './distribution.ts'
import { seedStreams, viewStreams, type Luck, type Works } from './experiment.ts'

/** How much of everything a model needs. */
export interface FrameSize {
  /** Waiting lines. */
  readonly lines?: number
  readonly stores?: number
  readonly counters?: number
  /** Streams of chance. */
  readonly streams: number
  /** Pending events besides one for each row. */
  readonly events: number
}

/** Rows at first. */
const ROWS = 256

function schemaOf(rows: number, { lines = 0, stores = 0, counters = 0, streams, events }: FrameSize) {
  return {
    ...eventListSchema(rows + events),
    ...rowsSchema(rows),
    ...linesSchema(rows, lines),
    ...storeSchema(stores),
    ...runSchema,
    /** What waits or is under way: since when, since when in its present state, and where it belongs. */
    item: { rows: rows + 1, columns: { arrived: 'f64', since: 'f64', place: 'i32' } },
    counter: { rows: counters, columns: { value: 'i32' } },
    luck: { rows: 4 * streams, columns: { word: 'u32' } },
  } as const
}

type FrameArena = Arena<ReturnType<typeof schemaOf>>

/** State of a model in one arena: event list, clock, rows, lines, stores, counters, chance. It grows between two events; read its views anew in each. */
export class Frame implements Works {
  tables!: FrameArena['tables']
  list!: EventList
  clock!: RunColumns
  private arena!: FrameArena
  private rows = ROWS
  private luck!: Uint32Array[]
  private readonly size: FrameSize

  constructor(size: FrameSize, luck: Luck) {
    this.size = size
    this.bind(createArena(schemaOf(ROWS, size)))
    seedStreams(this.tables.luck.word, luck)
  }

  private bind(arena: FrameArena): void {
    this.arena = arena
    this.tables = arena.tables
    this.list = new EventList(arena.tables)
    this.clock = arena.tables.run
    this.luck = viewStreams(arena.tables.luck.word)
  }

  /** Makes room for at least 4 more rows and events; to be called between two events. */
  prepare(): void {
    if (countFreeRows(this.tables) >= 4 && !this.list.needsGrowth(4)) return
    this.rows *= 2
    const schema = schemaOf(this.rows, this.size)
    this.bind(growArena(this.arena, Object.fromEntries(Object.entries(schema).map(([table, { rows }]) => [table, rows]))))
  }

  draw(distribution: Distribution, stream: number): number {
    return draw(distribution, this.luck[stream])
  }

  /** The generator of a stream, valid until the arena grows. */
  stream(stream: number): Uint32Array {
    return this.luck[stream]
  }
}
