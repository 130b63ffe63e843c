import type { LogChunk } from './log.ts'
import { logChunkRows, LogLevel, logTable } from './log.ts'
import { logKinds } from './log-kinds.ts'

const levelOfKind = new Uint8Array(64).fill(LogLevel.full)
for (const { kind, level } of logKinds) levelOfKind[kind] = level

type Columns = readonly (Float64Array | Int32Array | Uint8Array)[]

function createChunkColumns(): Columns {
  return logTable.columns.map((c) =>
    c.type === 'f64' ? new Float64Array(logChunkRows) : c.type === 'u8' ? new Uint8Array(logChunkRows) : new Int32Array(logChunkRows),
  )
}

/** Identities of a log row; −1 where one does not apply. */
export interface LogIds {
  battery?: number
  customer?: number
  place?: number
  courier?: number
  order?: number
}

const noIds: LogIds = {}

/** Collects log rows in chunks and hands full ones on. The log is derived from a run, so the writer lies outside the arena. */
export class LogWriter {
  private columns: Columns
  private rows = 0
  private readonly level: number
  private readonly modes: number
  private readonly products: number
  private readonly write: (chunk: LogChunk) => void

  /** `modes` and `products` take a fact cell apart. At level `facts` no columns are kept at all. */
  constructor(level: number, modes: number, products: number, write: (chunk: LogChunk) => void) {
    this.level = level
    this.modes = modes
    this.products = products
    this.write = write
    this.columns = level === LogLevel.facts ? [] : createChunkColumns()
  }

  /** Whether rows of the kind are written: asked before a loop whose only purpose is the log. */
  takes(kind: number): boolean {
    return levelOfKind[kind] <= this.level
  }

  /** Appends a row if the kind belongs to the level. `cell` = (hub × modes + mode) × products + product. */
  add(timeMs: number, kind: number, cause: number, cell: number, value: number, value2 = 0, ids: LogIds = noIds): void {
    // Most runs write no log: the question is small enough to be asked in place, and the row is written elsewhere.
    if (levelOfKind[kind] <= this.level) this.append(timeMs, kind, cause, cell, value, value2, ids)
  }

  private append(timeMs: number, kind: number, cause: number, cell: number, value: number, value2: number, ids: LogIds): void {
    const row = this.rows
    const c = this.columns
    c[0][row] = timeMs
    c[1][row] = kind
    c[2][row] = cause
    c[3][row] = Math.floor(cell / (this.products * this.modes))
    c[4][row] = Math.floor(cell / this.products) % this.modes
    c[5][row] = cell % this.products
    c[6][row] = ids.battery ?? -1
    c[7][row] = ids.customer ?? -1
    c[8][row] = ids.place ?? -1
    c[9][row] = ids.courier ?? -1
    c[10][row] = ids.order ?? -1
    c[11][row] = value
    c[12][row] = value2
    this.rows += 1
    if (this.rows === logChunkRows) this.flush()
  }

  /** Hands over the rows that are left; call it when the run ends. */
  flush(): void {
    if (this.rows === 0) return
    this.write({ rows: this.rows, columns: this.columns })
    this.columns = createChunkColumns()
    this.rows = 0
  }
}
