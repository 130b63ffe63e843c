import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { CapacitySeries } from './capacity-series.ts'
import { findColumn, capacityNames, cellNames, cycleNames, isNumeric } from './column-names.ts'
import type { NamedTable } from './read-early-life.ts'

const mostListed = 20
/** A cell of fewer rows has no course. */
const leastRows = 10

interface Found {
  readonly named: NamedTable
  readonly cell: number
  readonly cycle: Float64Array
  readonly capacity: Float64Array
  readonly extra: ReadonlyMap<string, Float64Array>
}

interface CellRow {
  readonly found: Found
  readonly row: number
}

/** Whether a table lists the capacity of cells by cycle or row. */
export function isCapacityTable({ table }: NamedTable): boolean {
  return [cellNames, cycleNames, capacityNames].every((names) => findColumn(table, names) >= 0)
}

/**
 * Reads tables of cell, cycle (or row) and capacity in Ah; other columns of numbers come along where every table has them. A row without its
 * numbers, a cell of fewer than ten rows and a cell that stood in an earlier table are left out with a problem; without any cell there is no value.
 * `splits` says in which split a cell was published.
 */
export function readCapacity(tables: readonly NamedTable[], splits: ReadonlyMap<string, string>): Parsed<CapacitySeries> {
  const problems: Problem[] = []
  const found = tables.map(findNumbers)
  const cells = new Map<string, CellRow[]>()
  for (const one of found) collect(one, cells, problems)
  const whole = [...cells].filter(([name, rows]) => {
    if (rows.length >= leastRows) return true
    problems.push({
      code: 'short-cell',
      place: rows[0].found.named.place,
      value: name,
      remedy: `Give at least ${leastRows} rows of this cell; it is left out.`,
    })
    return false
  })
  const listed = shorten(problems, tables[0].place)
  if (whole.length === 0) return { value: null, problems: listed }
  const sorted = whole.map(([, rows]) => rows.toSorted((a, b) => a.found.cycle[a.row] - b.found.cycle[b.row]))
  const rows = sorted.flat()
  const extraNames = [...found[0].extra.keys()].filter((name) => rows.every((one) => Number.isFinite(one.found.extra.get(name)?.[one.row])))
  const firstRow = new Int32Array(sorted.length + 1)
  sorted.forEach((own, cell) => (firstRow[cell + 1] = firstRow[cell] + own.length))
  return {
    value: {
      name: tables.map(({ place }) => place).join(', '),
      cells: whole.map(([name]) => name),
      splitOfCell: whole.map(([name]) => splits.get(name) ?? ''),
      firstRow,
      cycle: Float64Array.from(rows, (one) => one.found.cycle[one.row]),
      capacityAh: Float64Array.from(rows, (one) => one.found.capacity[one.row]),
      extraNames,
      extra: Float64Array.from(rows.flatMap((one) => extraNames.map((name) => one.found.extra.get(name)![one.row]))),
    },
    problems: listed,
  }
}

function findNumbers(named: NamedTable): Found {
  const { table } = named
  const [cell, cycle, capacity] = [cellNames, cycleNames, capacityNames].map((names) => findColumn(table, names))
  const others = table.header.flatMap((name, column) =>
    [cell, cycle, capacity].includes(column) || !isNumeric(table, column) ? [] : [[name, table.numbersOf(column)] as const],
  )
  return { named, cell, cycle: table.numbersOf(cycle), capacity: table.numbersOf(capacity), extra: new Map(others) }
}

/** Adds a table's rows to their cells. */
function collect(found: Found, cells: Map<string, CellRow[]>, problems: Problem[]): void {
  const { place, table } = found.named
  const known = new Set(cells.keys())
  const doubled = new Set<string>()
  for (let row = 0; row < table.rows; row++) {
    const name = table.fieldAt(row, found.cell)
    const line = `${place} line ${table.lines[row]}`
    if (known.has(name)) doubled.add(name)
    else if (name === '' || !Number.isFinite(found.cycle[row]) || !(found.capacity[row] > 0))
      problems.push({
        code: 'broken-row',
        place: line,
        value: name.slice(0, 80),
        remedy: 'Give cell, cycle and a capacity above 0; the row is left out.',
      })
    else if (cells.has(name)) cells.get(name)!.push({ found, row })
    else cells.set(name, [{ found, row }])
  }
  for (const name of doubled)
    problems.push({
      code: 'doubled-cell',
      place,
      value: name.slice(0, 80),
      remedy: 'This cell stands in an earlier file; only that one counts.',
    })
}

/** The first problems, and one more that counts the rest. */
export function shorten(problems: readonly Problem[], place: string): Problem[] {
  const rest = problems.length - mostListed
  if (rest <= 0) return [...problems]
  const remedy = `Correct the listed ones first: ${rest} more were found.`
  return [...problems.slice(0, mostListed), { code: 'more-problems', place, value: String(rest), remedy }]
}
