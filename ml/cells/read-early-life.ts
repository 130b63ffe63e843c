import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { EarlyLife } from './early-life.ts'
import type { FileTable } from './file-table.ts'

/** A table and the name of its file. */
export interface NamedTable {
  readonly place: string
  readonly table: FileTable
}

const mostListed = 20
const earlyCycle = 10
const lateCycle = 100

/**
 * Reads the two tables of a split. `<split>_qd`: cell, cycle_life, q2 … q100 (Ah). `<split>_qv10_qv100`: cell, cycle (10 and 100), v0 … (Ah).
 * A cell that lacks a curve or a number is left out with a problem; without a column, or without any whole cell, there is no value.
 */
export function readEarlyLife(split: string, capacity: NamedTable, curves: NamedTable): Parsed<EarlyLife> {
  const columns = findColumns(capacity, curves)
  if (columns.value === null) return { value: null, problems: columns.problems }
  const { cell, life, cycles, curveCell, curveCycle, points } = columns.value
  const curveRows = indexCurves(curves, curveCell, curveCycle)
  const lives = capacity.table.numbersOf(life)
  const capacities = cycles.map(({ column }) => capacity.table.numbersOf(column))
  const curveValues = points.map((column) => curves.table.numbersOf(column))
  const problems: Problem[] = []
  const whole: { row: number; early: number; late: number }[] = []
  for (let row = 0; row < capacity.table.rows; row++) {
    const name = capacity.table.fieldAt(row, cell)
    const early = curveRows.get(`${name} ${earlyCycle}`) ?? -1
    const late = curveRows.get(`${name} ${lateCycle}`) ?? -1
    const isWhole = [early, late].every((at) => at >= 0 && curveValues.every((values) => Number.isFinite(values[at])))
    if (!(lives[row] > 0) || !capacities.every((values) => Number.isFinite(values[row])))
      problems.push(wrongCell(capacity, row, name, 'Give a cycle life above 0 and a capacity for every cycle; the cell is left out.'))
    else if (!isWhole)
      problems.push(wrongCell(capacity, row, name, `Give whole curves of cycles 10 and 100 in ${curves.place}; the cell is left out.`))
    else whole.push({ row, early, late })
  }
  if (whole.length === 0) return { value: null, problems: problems.slice(0, mostListed) }
  return {
    value: {
      split,
      cells: whole.map(({ row }) => capacity.table.fieldAt(row, cell)),
      lifeCycles: Float64Array.from(whole, ({ row }) => lives[row]),
      cycles: Float64Array.from(cycles, ({ cycle }) => cycle),
      capacityAh: Float64Array.from(whole.flatMap(({ row }) => capacities.map((values) => values[row]))),
      points: points.length,
      earlyCurveAh: Float64Array.from(whole.flatMap(({ early }) => curveValues.map((values) => values[early]))),
      lateCurveAh: Float64Array.from(whole.flatMap(({ late }) => curveValues.map((values) => values[late]))),
    },
    problems: problems.slice(0, mostListed),
  }
}

function wrongCell({ place, table }: NamedTable, row: number, name: string, remedy: string): Problem {
  return { code: 'broken-cell', place: `${place} line ${table.lines[row]}`, value: name.slice(0, 80), remedy }
}

interface EarlyLifeColumns {
  readonly cell: number
  readonly life: number
  readonly cycles: readonly { readonly column: number; readonly cycle: number }[]
  readonly curveCell: number
  readonly curveCycle: number
  readonly points: readonly number[]
}

function findColumns(capacity: NamedTable, curves: NamedTable): Parsed<EarlyLifeColumns> {
  const problems: Problem[] = []
  const find = ({ place, table }: NamedTable, name: string): number => {
    const at = table.header.indexOf(name)
    if (at < 0) problems.push({ code: 'missing-column', place: `${place} line 1`, value: name, remedy: `Add the column ${name}.` })
    return at
  }
  const numbered = ({ table }: NamedTable, letter: string) =>
    table.header
      .flatMap((name, column) => (new RegExp(`^${letter}\\d+$`).test(name) ? [{ column, cycle: Number(name.slice(1)) }] : []))
      .toSorted((a, b) => a.cycle - b.cycle)
  const value = {
    cell: find(capacity, 'cell'),
    life: find(capacity, 'cycle_life'),
    cycles: numbered(capacity, 'q'),
    curveCell: find(curves, 'cell'),
    curveCycle: find(curves, 'cycle'),
    points: numbered(curves, 'v').map(({ column }) => column),
  }
  if (value.cycles.length < 2) find(capacity, 'q2')
  if (value.points.length < 2) find(curves, 'v0')
  return { value: problems.length > 0 ? null : value, problems }
}

function indexCurves({ table }: NamedTable, cell: number, cycle: number): Map<string, number> {
  const cycles = table.numbersOf(cycle)
  return new Map(Array.from(cycles, (number, row) => [`${table.fieldAt(row, cell)} ${number}`, row]))
}
