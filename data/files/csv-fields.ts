/** One record: its fields as text, and the line on which it starts (1 = first). */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
}

interface Field {
  readonly value: string
  /** What ends it: a separator, a line end, or nothing at the end of the text. */
  readonly end: string
}

/** What can stand between two fields. */
export type CsvSeparator = ',' | ';' | '\t' | '|'

/** A field in quotes (which may hold separators, line ends and doubled quotes) or one without, and what ends it. */
const fieldPattern = (separator: CsvSeparator) =>
  new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))([${separator}]|\\r\\n|\\n|\\r|$)`, 'y')

/** Takes text apart field by field; `null` stands for a quote out of place and is the last. */
function* matchFields(text: string, separator: CsvSeparator): Generator<Field | null, void> {
  const pattern = fieldPattern(separator)
  pattern.lastIndex = text.startsWith('\uFEFF') ? 1 : 0
  let isOpen = pattern.lastIndex < text.length
  while (isOpen) {
    const match = pattern.exec(text)
    yield match && { value: match[1]?.replaceAll('""', '"') ?? match[2], end: match[3] }
    isOpen = match !== null && (match[3] === separator || pattern.lastIndex < text.length)
  }
}

const countLines = (text: string) => text.split(/\r\n|\n|\r/).length - 1

/**
 * Takes apart text after RFC 4180; LF alone ends a line as well, and a byte order mark is passed over.
 * All records, and the line of a quote that is out of place, or `null` where all is well. Empty lines are passed over.
 */
export function splitCsv(
  text: string,
  separator: CsvSeparator = ',',
): { readonly records: readonly CsvRecord[]; readonly brokenLine: number | null } {
  const records: CsvRecord[] = []
  let fields: string[] = []
  let line = 1
  let start = 1
  const endRecord = () => {
    if (fields.length > 1 || fields[0] !== '') records.push({ line: start, fields })
    fields = []
    start = line
  }
  for (const match of matchFields(text, separator)) {
    if (!match) return { records, brokenLine: line }
    fields.push(match.value)
    line += countLines(match.value)
    if (match.end === separator) continue
    line += 1
    endRecord()
  }
  if (fields.length > 0) endRecord()
  return { records, brokenLine: null }
}
