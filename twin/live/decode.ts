import type { Problem } from '../../data/columns/index.ts'
import { readHeader } from './header.ts'
import type { FieldUse, Layout } from './header.ts'
import { parseNumber } from './number-text.ts'
import { addToQuarantine } from './quarantine.ts'
import type { Quarantine } from './quarantine.ts'
import { idOfBattery, openRow, readingTable } from './readings.ts'
import type { ReadingColumns, Readings } from './readings.ts'
import { createTimeReader, parseTime } from './time-text.ts'
import type { TimeReader, WallClock } from './time-text.ts'

/** Takes the text of one file piece by piece; readings and quarantine grow. */
export interface Decoder {
  readonly readings: Readings
  readonly quarantine: Quarantine
  /** Problems of the file itself: its columns. Not empty with `layout` null: nothing can be read. */
  problems: readonly Problem[]
  layout: Layout | null
  readonly time: TimeReader
  /** The line that is not whole yet, and lines so far. */
  rest: string
  line: number
  isBroken: boolean
  /** Whether the text at hand holds a quote at all: most do not, and need no look at each line. */
  hasQuotes: boolean
  /** Where fields begin in the line at hand, and the end: reused, so that no line makes objects. */
  readonly starts: Int32Array
}

/** Names of batteries that one store takes; longer ones are cut off from being read. */
const maxNameLength = 64
const maxBatteries = 200_000
const maxColumns = 200
const maxLineLength = 20_000
const [quote, carriage, space] = [34, 13, 32]

type Measured = 'socFrac' | 'sohFrac' | 'tempDegC' | 'powerW' | 'ratedWh' | 'lonDeg' | 'latDeg'
const descriptors = new Map<string, (typeof readingTable.columns)[number]>(readingTable.columns.map((column) => [column.name, column]))
const rangeOf = (name: string): readonly [number, number] => {
  const column = descriptors.get(name)
  return column !== undefined && 'range' in column ? column.range : [0, Number.MAX_SAFE_INTEGER]
}
const ranges = new Map(readingTable.columns.map(({ name }) => [name as string, rangeOf(name)]))

/** Begins to read a file into `readings`; `clock` is that of stamps without a zone. */
export function createDecoder(readings: Readings, quarantine: Quarantine, clock: WallClock): Decoder {
  return {
    readings,
    quarantine,
    problems: [],
    layout: null,
    time: createTimeReader(clock),
    rest: '',
    line: 0,
    isBroken: false,
    hasQuotes: false,
    starts: new Int32Array(maxColumns + 1),
  }
}

/** Takes the next piece of the text: any cut is right, also in the middle of a line. */
export function decodeText(decoder: Decoder, piece: string): void {
  const text = decoder.rest === '' ? piece : decoder.rest + piece
  decoder.hasQuotes = text.includes('"')
  let from = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    takeLine(decoder, text, from, text.charCodeAt(end - 1) === carriage && end > from ? end - 1 : end)
    from = end + 1
  }
  decoder.rest = text.slice(from)
  if (decoder.rest.length <= maxLineLength) return
  // A file without line ends would be held whole.
  decoder.line += 1
  refuse(decoder, 'line-too-long', '', '', 'Save the file as CSV with one reading a line', decoder.rest)
  decoder.rest = ''
}

/** The text has ended: its last line may have had no line end. */
export function endText(decoder: Decoder): void {
  const { rest } = decoder
  decoder.rest = ''
  decoder.hasQuotes = rest.includes('"')
  if (rest !== '') takeLine(decoder, rest, 0, rest.endsWith('\r') ? rest.length - 1 : rest.length)
  if (decoder.line === 0)
    decoder.problems = [
      {
        code: 'empty-file',
        place: decoder.quarantine.file,
        value: '',
        remedy: 'Choose a CSV file with a header line and one reading a line.',
      },
    ]
}

function takeLine(decoder: Decoder, text: string, from: number, to: number): void {
  decoder.line += 1
  if (to <= from || decoder.isBroken) return
  if (decoder.layout !== null) return takeRow(decoder, decoder.layout, text, from, to)
  const { value, problems } = readHeader(text.slice(from, to))
  decoder.problems = problems.map((problem) => ({ ...problem, place: `${decoder.quarantine.file}, ${problem.place}` }))
  decoder.layout = value
  decoder.isBroken = value === null
}

function takeRow(decoder: Decoder, layout: Layout, text: string, from: number, to: number): void {
  const hasQuotes = decoder.hasQuotes && text.slice(from, to).includes('"')
  const line = hasQuotes ? unquote(text.slice(from, to), layout.separator) : null
  if (hasQuotes && line === null)
    return refuse(decoder, 'broken-quote', '', '', 'Close the quote, and write each reading on one line', text.slice(from, to))
  const source = line === null ? text : line.text
  const fields = line === null ? findFields(decoder.starts, text, from, to, layout.separator) : line.fields(decoder.starts)
  if (fields !== layout.columns.length)
    return refuse(
      decoder,
      'wrong-field-count',
      '',
      String(fields),
      `Write ${layout.columns.length} fields, as in the first line`,
      text.slice(from, to),
    )
  const row = openRow(decoder.readings)
  clearRow(decoder.readings.columns, row)
  for (let at = 0; at < fields; at++) {
    const use = layout.uses[at]
    if (use === null) continue
    const start = skipSpaces(source, decoder.starts[at], decoder.starts[at + 1] - 1)
    const end = cutSpaces(source, start, decoder.starts[at + 1] - 1)
    const remedy = readField(decoder, layout, use, row, source, start, end)
    if (remedy !== '')
      return refuse(decoder, codeOf(use, start, end), layout.columns[at], source.slice(start, end), remedy, text.slice(from, to))
  }
  const c = decoder.readings.columns
  if (c.knownMs[row] !== c.knownMs[row]) c.knownMs[row] = c.timeMs[row]
  decoder.readings.rows = row + 1
}

function codeOf({ field }: FieldUse, start: number, end: number): string {
  return end <= start
    ? 'missing-value'
    : field === 'time' || field === 'known'
      ? 'wrong-time'
      : field === 'battery'
        ? 'wrong-name'
        : 'wrong-value'
}

function clearRow(c: ReadingColumns, row: number): void {
  c.boot[row] = 0
  c.sequence[row] = -1
  c.knownMs[row] = Number.NaN
  c.socFrac[row] = Number.NaN
  c.sohFrac[row] = Number.NaN
  c.tempDegC[row] = Number.NaN
  c.powerW[row] = Number.NaN
  c.ratedWh[row] = Number.NaN
  c.lonDeg[row] = Number.NaN
  c.latDeg[row] = Number.NaN
}

/** Starts of the fields of a line, the end (plus one) behind them; returns how many there are. */
function findFields(starts: Int32Array, text: string, from: number, to: number, separator: number): number {
  let fields = 0
  starts[0] = from
  for (let at = from; at < to; at++) {
    if (text.charCodeAt(at) !== separator || fields + 1 >= maxColumns) continue
    fields += 1
    starts[fields] = at + 1
  }
  starts[fields + 1] = to + 1
  return fields + 1
}

/** A line with quotes, taken apart and put together without them; `null` where a quote is out of place. */
function unquote(line: string, separator: number) {
  const fields: string[] = []
  let at = 0
  for (;;) {
    let value = ''
    if (line.charCodeAt(at) === quote) {
      const end = closingQuote(line, at + 1)
      if (end < 0) return null
      value = line.slice(at + 1, end).replaceAll('""', '"')
      at = end + 1
    } else {
      const end = indexOrEnd(line, separator, at)
      value = line.slice(at, end)
      if (value.includes('"')) return null
      at = end
    }
    fields.push(value)
    if (at >= line.length) break
    if (line.charCodeAt(at) !== separator) return null
    at += 1
  }
  const text = fields.join('\u0000')
  return {
    text,
    fields: (starts: Int32Array) => {
      let from = 0
      fields.slice(0, maxColumns).forEach((field, i) => {
        starts[i] = from
        from += field.length + 1
        starts[i + 1] = from
      })
      return fields.length
    },
  }
}

function closingQuote(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line.charCodeAt(at) !== quote) continue
    if (line.charCodeAt(at + 1) !== quote) return at
    at += 1
  }
  return -1
}

function indexOrEnd(line: string, code: number, from: number): number {
  const at = line.indexOf(String.fromCharCode(code), from)
  return at < 0 ? line.length : at
}

function skipSpaces(text: string, from: number, to: number): number {
  let start = from
  while (start < to && text.charCodeAt(start) === space) start += 1
  return start
}

function cutSpaces(text: string, from: number, to: number): number {
  let end = to
  while (end > from && text.charCodeAt(end - 1) === space) end -= 1
  return end
}

/** Writes one field into its column; what to do where it cannot be taken, else empty. */
function readField(
  { readings, time }: Decoder,
  layout: Layout,
  use: FieldUse,
  row: number,
  text: string,
  from: number,
  to: number,
): string {
  const c = readings.columns
  switch (use.field) {
    case 'battery':
      return readName(readings, row, text, from, to)
    case 'time':
    case 'known': {
      if (from === to) return use.field === 'known' ? '' : 'Write when it was measured'
      const ms = parseTime(time, text, from, to)
      const [earliest, latest] = ranges.get('timeMs')!
      if (ms !== ms) return 'Write the time as 2023-10-12T13:35:24Z, or seconds or milliseconds since 1970'
      if (ms < earliest || ms > latest) return 'The clock of the terminal was lost: write a time from 2000 to 2099'
      if (use.field === 'time') c.timeMs[row] = ms
      else c.knownMs[row] = ms
      return ''
    }
    case 'boot':
    case 'sequence': {
      if (from === to) return ''
      const value = parseNumber(text, from, to, layout.decimal)
      const most = use.field === 'boot' ? 4_294_967_295 : Number.MAX_SAFE_INTEGER
      if (!(value >= 0 && value <= most && Math.floor(value) === value)) return 'Write a whole number from 0'
      c[use.field][row] = value
      return ''
    }
    default:
      return readMeasured(c, layout, use.field, use.factor, row, text, from, to)
  }
}

function readName(readings: Readings, row: number, text: string, from: number, to: number): string {
  if (to === from) return 'Name the battery'
  if (to - from > maxNameLength) return `Name the battery with at most ${maxNameLength} characters`
  const name = text.slice(from, to)
  if (readings.names.length >= maxBatteries && !readings.rowOfName.has(name))
    return `At most ${maxBatteries} batteries are read: take the file apart`
  readings.columns.battery[row] = idOfBattery(readings, name)
  return ''
}

/** A field that is empty was not measured, which is no fault. */
function readMeasured(
  c: ReadingColumns,
  layout: Layout,
  field: Measured,
  factor: number,
  row: number,
  text: string,
  from: number,
  to: number,
): string {
  if (from === to) return ''
  const value = parseNumber(text, from, to, layout.decimal)
  if (value !== value) return isNothing(text, from, to) ? '' : 'Write a number, or leave the field empty where nothing was measured'
  const [least, most] = ranges.get(field)!
  // A hundredth of a number is its quotient by a hundred: the product would be another float.
  const scaled = factor === 0.01 ? value / 100 : value * factor
  if (scaled < least || scaled > most) return describeRange(field, factor, least, most)
  c[field][row] = scaled
  return ''
}

/** What files write where nothing was measured. */
function isNothing(text: string, from: number, to: number): boolean {
  return to - from <= 4 && /^(na|n\/a|nan|null|none|-)$/i.test(text.slice(from, to))
}

function describeRange(field: Measured, factor: number, least: number, most: number): string {
  const [low, high] = factor === 0.01 ? [least * 100, most * 100] : [least / factor, most / factor]
  const swapped = field === 'latDeg' ? '; latitude and longitude may be swapped' : ''
  return `Write a number from ${low} to ${high}${swapped}`
}

function refuse({ quarantine, line }: Decoder, code: string, column: string, value: string, remedy: string, text: string): void {
  addToQuarantine(quarantine, { line, code, column, value, remedy: `${remedy}.`, text })
}
