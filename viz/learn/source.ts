import type { Parsed, Problem } from '../../data/columns/index.ts'
import { readTextTable, textOfBytes } from '../../data/files/index.ts'
import {
  cellNames,
  describeCapacity,
  describeEarlyLife,
  describeFleet,
  findColumn,
  guessMapping,
  isCapacityTable,
  listNumeric,
  readCapacity,
  readCellTable,
  readEarlyLife,
  readSplit,
  splitNames,
  thinRows,
} from '../../ml/index.ts'
import type { DataSet, FleetRecord, NamedTable } from '../../ml/index.ts'
import { formatCount } from '../format.ts'
import type { LearnFile, LearnSource, ReadOptions, SourceAnswer, SourceKind, TableColumns } from './learn-types.ts'

/** What was read, with the data set itself. */
export interface Reading extends SourceAnswer {
  readonly data: DataSet | null
}

/** Beyond so many rows an epoch takes longer than it teaches. */
const maxRows = 40_000
const maxBytes = 60_000_000
/** Batteries whose end must be known, so that some can be held back. */
const leastKnown = 3

const earlyCapacity = /^(.+)_qd\.csv(\.gz)?$/i
const earlyCurves = /^(.+)_qv10_qv100\.csv(\.gz)?$/i

/** Rows of a run's batteries; none, and why, where there is no run or nobody was replaced for wear in it. */
export function readRecord(record: FleetRecord | null, name: string): Reading {
  if (record === null)
    return nothing([problem('no-run', 'The run at hand', '', 'No run has ended yet: start one in Plan and wait for its end.')])
  if (record.rows === 0)
    return nothing([
      problem(
        'no-assigned',
        name,
        '',
        'No customer keeps a battery of its own in this run: only those are followed. Add home or e-bike customers.',
      ),
    ])
  const data = describeFleet(record, name)
  // One that was replaced before its first row tells nothing.
  const worn = new Set(data.cellOfRow.filter((_, row) => data.isAtLeast?.[row] === 0)).size
  if (worn < leastKnown) {
    const remedy =
      'There is nothing to learn: too few batteries wore out in this run, so nobody knows how many days any of them had left. Run more days, or raise “Replace below” in Plan.'
    return nothing([problem('no-replacements', name, `${worn} followed to the limit in ${formatCount(record.days)} days`, remedy)])
  }
  return found('run', thinRows(data, maxRows), null, [])
}

/** Rows of dropped tables of cells: Severson's early lives, capacity by cycle, or one table by a mapping. */
export async function readTables(files: readonly LearnFile[], options: ReadOptions): Promise<Reading> {
  const tables: NamedTable[] = []
  const problems: Problem[] = []
  for (const file of files) {
    const { value, problems: wrong } = await readTable(file)
    if (value !== null) tables.push(value)
    problems.push(...wrong)
  }
  if (tables.length === 0) return nothing(problems)
  const answer = readKnown(tables, options)
  return { ...answer, problems: [...problems, ...answer.problems] }
}

async function readTable({ name, blob }: LearnFile): Promise<Parsed<NamedTable>> {
  if (blob.size > maxBytes)
    return {
      value: null,
      problems: [problem('too-large', name, `${blob.size} bytes`, 'Give a table of less than 60 MB, packed with gzip if need be.')],
    }
  const text = textOfBytes(new Uint8Array(await blob.arrayBuffer()), name)
  if (text.value === null) return { value: null, problems: text.problems }
  const { value, problems } = readTextTable(text.value, name)
  return { value: value && { place: name, table: value }, problems }
}

function readKnown(tables: readonly NamedTable[], { limitSohFrac, mapping }: ReadOptions): Reading {
  if (tables.some(({ place }) => earlyCapacity.test(place) || earlyCurves.test(place))) return readEarly(tables)
  const series = tables.filter(isCapacityTable)
  if (series.length > 0) return readSeries(series, tables, limitSohFrac)
  const [first, ...others] = tables
  const more = others.map(({ place }) =>
    problem('one-table', place, '', `Only ${first.place} was read: drop one table of features at a time.`),
  )
  if (isCurvesAlone(first)) return nothing([problem('curves-alone', first.place, '', curvesRemedy)])
  const columns = columnsOf(first, mapping ?? guessMapping(first.table))
  const { value, problems } = readCellTable(first, columns.mapping)
  return found('table', value, columns, [...problems, ...more])
}

const curvesRemedy =
  'These are curves without a life: drop <split>_qd.csv together with <split>_qv10_qv100.csv, or a table of features with a column such as cycle_life.'

/** Points of curves, v0 to some hundreds, and nothing that says when the cell ended. */
function isCurvesAlone({ table }: NamedTable): boolean {
  return table.header.filter((name) => /^v\d+$/.test(name)).length > 50 && guessMapping(table).target === ''
}

/** Both tables of each split; a table whose other half is missing is named. */
function readEarly(tables: readonly NamedTable[]): Reading {
  const problems: Problem[] = []
  const byName = (pattern: RegExp) =>
    new Map(tables.flatMap((named) => (pattern.test(named.place) ? [[pattern.exec(named.place)![1], named] as const] : [])))
  const [capacities, curves] = [byName(earlyCapacity), byName(earlyCurves)]
  const splits = [...new Set([...capacities.keys(), ...curves.keys()])].toSorted()
  const read = splits.flatMap((split) => {
    const [capacity, curve] = [capacities.get(split), curves.get(split)]
    if (capacity === undefined || curve === undefined) {
      const missing = `${split}${capacity === undefined ? '_qd' : '_qv10_qv100'}.csv`
      problems.push(
        problem('missing-file', missing, '', `Drop this file too: both tables of ${split} are needed. What was dropped before is kept.`),
      )
      return []
    }
    const { value, problems: wrong } = readEarlyLife(split, capacity, curve)
    problems.push(...wrong)
    return value === null ? [] : [value]
  })
  if (read.length === 0) return nothing(problems)
  const data = { ...describeEarlyLife(read), name: `${read.map(({ split }) => split).join(' and ')} of early lives` }
  return found('early-life', data, null, problems)
}

function readSeries(series: readonly NamedTable[], tables: readonly NamedTable[], limitSohFrac: number): Reading {
  const { value, problems } = readCapacity(series, splitsOf(tables.filter((named) => !series.includes(named))))
  if (value === null) return nothing(problems)
  const data = describeCapacity(value, limitSohFrac)
  if (data.isAtLeast.includes(0)) return found('capacity', thinRows(data, maxRows), null, problems)
  const least = data.x.reduce((low, soh, i) => (i % data.features.length === 1 ? Math.min(low, soh) : low), Infinity)
  const remedy = Number.isFinite(least)
    ? `No cell was cycled down to ${Math.round(limitSohFrac * 100)} % of its first capacity, so no end is known. Choose a limit above ${Math.ceil(least * 100)} %.`
    : 'The cells have too few cycles: give at least some dozen each.'
  return nothing([...problems, problem('no-end', value.name, `${Math.round(limitSohFrac * 100)} %`, remedy)])
}

/** Splits of cells out of an index dropped beside their tables. */
function splitsOf(indexes: readonly NamedTable[]): Map<string, string> {
  return new Map(
    indexes.flatMap(({ table }): [string, string][] => {
      const [cell, split] = [cellNames, splitNames].map((names) => findColumn(table, names))
      if (cell < 0 || split < 0) return []
      return Array.from({ length: table.rows }, (_, row) => [table.fieldAt(row, cell), readSplit(table.fieldAt(row, split))])
    }),
  )
}

function columnsOf({ place, table }: NamedTable, mapping: TableColumns['mapping']): TableColumns {
  return { place, names: table.header, numeric: listNumeric(table), mapping }
}

function found(kind: SourceKind, given: DataSet | null, columns: TableColumns | null, problems: readonly Problem[]): Reading {
  const data = given && forgetLoneSplit(given)
  return { data, source: data && sourceOf(kind, data), columns, problems }
}

/** Cells that all came in one split have none: the seed deals them, or nothing would be left to judge by. */
function forgetLoneSplit(data: DataSet): DataSet {
  const named = new Set(data.splitOfCell)
  return named.has('train') && named.size > 1 ? data : { ...data, splitOfCell: data.cells.map(() => '') }
}

function nothing(problems: readonly Problem[]): Reading {
  return { data: null, source: null, columns: null, problems }
}

function sourceOf(kind: SourceKind, { name, cells, rows, isAtLeast, features, target, splitOfCell }: DataSet): LearnSource {
  const counts = new Map<string, number>()
  for (const split of splitOfCell) if (split !== '') counts.set(split, (counts.get(split) ?? 0) + 1)
  return {
    kind,
    name,
    cells: cells.length,
    rows,
    knownRows: isAtLeast.reduce((sum, flag) => sum + (1 - flag), 0),
    features,
    target,
    splits: [...counts].map(([split, count]) => ({ name: split, cells: count })),
    hasOwnSplit: counts.has('train'),
  }
}

function problem(code: string, place: string, value: string, remedy: string): Problem {
  return { code, place, value, remedy }
}
