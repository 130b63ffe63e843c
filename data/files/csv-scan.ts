import type { CsvSeparator } from './csv-fields.ts'

/** Records of one width, as places in their text: no field is a text of its own until it is asked for, so that a million rows stay small. */
export interface CsvScan {
  readonly header: readonly string[]
  readonly rows: number
  /** Line on which each row starts, 1 = first of the text. */
  readonly lines: Int32Array
  /** Field as it stands, without the quotes around it. */
  readonly fieldAt: (row: number, column: number) => string
  /** Records with another number of fields than the header: their lines and numbers. They are no rows. */
  readonly wrong: readonly { readonly line: number; readonly fields: number }[]
  /** Line of a quote that is out of place, which ended the reading; `null` where all is well. */
  readonly brokenLine: number | null
}

const [lineFeed, carriage, quote] = [10, 13, 34]
/** Records between two yields: a few milliseconds. */
const sliceRecords = 8192

/**
 * Takes text apart after RFC 4180 as `splitCsv` does, bit by bit: yields the share of the text that is read, 0..1, so that a reader can breathe
 * or give up in between.
 */
export function* scanCsv(text: string, separator: CsvSeparator): Generator<number, CsvScan, void> {
  const reader: Reader = { text, separator: separator.charCodeAt(0), at: text.startsWith('\uFEFF') ? 1 : 0, line: 1, isBroken: false }
  const bounds = createNumbers()
  const lines = createNumbers()
  const wrong: { line: number; fields: number }[] = []
  let header: readonly string[] | null = null
  for (let records = 1; reader.at < text.length && !reader.isBroken; records++) {
    if (records % sliceRecords === 0) yield reader.at / text.length
    const from = bounds.count
    const { line } = reader
    readRecord(reader, bounds)
    const fields = (bounds.count - from) / 2
    const isEmpty = fields === 1 && fieldOf(text, bounds.values[from], bounds.values[from + 1]) === ''
    if (isEmpty || reader.isBroken) bounds.count = from
    else if (header === null) {
      header = Array.from({ length: fields }, (_, i) => fieldOf(text, bounds.values[2 * i], bounds.values[2 * i + 1]))
      bounds.count = 0
    } else if (fields === header.length) addNumber(lines, line)
    else {
      wrong.push({ line, fields })
      bounds.count = from
    }
  }
  const width = header?.length ?? 0
  const { values } = bounds
  return {
    header: header ?? [],
    rows: lines.count,
    lines: lines.values.slice(0, lines.count),
    fieldAt: (row, column) => fieldOf(text, values[2 * (row * width + column)], values[2 * (row * width + column) + 1]),
    wrong,
    brokenLine: reader.isBroken ? reader.line : null,
  }
}

interface Reader {
  readonly text: string
  readonly separator: number
  at: number
  line: number
  /** A quote was found where none can be. */
  isBroken: boolean
}

/** Reads to the end of a record; begin and end of each field are added. */
function readRecord(reader: Reader, bounds: Numbers): void {
  const { text, separator } = reader
  for (;;) {
    addNumber(bounds, reader.at)
    if (text.charCodeAt(reader.at) === quote) passQuoted(reader)
    else passPlain(reader)
    if (reader.isBroken) return
    addNumber(bounds, reader.at)
    const end = text.charCodeAt(reader.at)
    reader.at += end === carriage && text.charCodeAt(reader.at + 1) === lineFeed ? 2 : 1
    if (end === separator) continue
    reader.line += 1
    return
  }
}

function passPlain(reader: Reader): void {
  const { text, separator } = reader
  for (; reader.at < text.length; reader.at++) {
    const code = text.charCodeAt(reader.at)
    if (code === separator || code === lineFeed || code === carriage) return
    if (code === quote) return void (reader.isBroken = true)
  }
}

/** To behind the closing quote, where the field must end. Lines inside count. */
function passQuoted(reader: Reader): void {
  const { text, separator } = reader
  const from = reader.at
  let close = text.indexOf('"', from + 1)
  while (close >= 0 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2)
  const end = close < 0 ? text.length : close + 1
  const next = text.charCodeAt(end)
  if (close < 0 || (end < text.length && next !== separator && next !== lineFeed && next !== carriage)) return void (reader.isBroken = true)
  reader.line += text.slice(from, end).split(/\r\n|\n|\r/).length - 1
  reader.at = end
}

function fieldOf(text: string, from: number, to: number): string {
  return text.charCodeAt(from) === quote ? text.slice(from + 1, to - 1).replaceAll('""', '"') : text.slice(from, to)
}

/** Whole numbers of which nobody knows how many there will be. */
interface Numbers {
  values: Int32Array
  count: number
}

function createNumbers(): Numbers {
  return { values: new Int32Array(1024), count: 0 }
}

function addNumber(numbers: Numbers, value: number): void {
  if (numbers.count === numbers.values.length) {
    const wider = new Int32Array(2 * numbers.count)
    wider.set(numbers.values)
    numbers.values = wider
  }
  numbers.values[numbers.count++] = value
}
