/** A line that could not be taken, and why. */
export interface QuarantinedRow {
  readonly line: number
  /** Stable kebab-case word. */
  readonly code: string
  /** Column of the file; empty where the whole line is meant. */
  readonly column: string
  readonly value: string
  readonly remedy: string
  /** The line as it stands in the file, at most 500 characters. */
  readonly text: string
}

/** Lines that could not be taken: all are counted, the first ones kept. */
export interface Quarantine {
  readonly file: string
  count: number
  readonly byCode: Map<string, number>
  readonly rows: QuarantinedRow[]
}

/** More are counted, not kept: the file still has them. */
const maxQuarantinedRows = 20_000

export function createQuarantine(file: string): Quarantine {
  return { file, count: 0, byCode: new Map(), rows: [] }
}

export function addToQuarantine(quarantine: Quarantine, row: QuarantinedRow): void {
  quarantine.count += 1
  quarantine.byCode.set(row.code, (quarantine.byCode.get(row.code) ?? 0) + 1)
  if (quarantine.rows.length < maxQuarantinedRows)
    quarantine.rows.push({ ...row, value: row.value.slice(0, 80), text: row.text.slice(0, 500) })
}

/** What is kept as CSV, with the reasons before each line's own text. */
export function writeQuarantine({ file, rows }: Quarantine): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = rows.map(({ line, code, column, value, remedy, text }) =>
    [file, code, column, value, remedy, text].map(quote).join(',').replace(',', `,${line},`),
  )
  return ['file,line,code,column,value,remedy,text', ...lines].map((line) => `${line}\r\n`).join('')
}
