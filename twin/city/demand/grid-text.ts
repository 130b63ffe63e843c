import type { Parsed, Problem } from '../../../data/columns/index.ts'

/** One cell of a population grid: centre in degrees, inhabitants, and the line it stands in (from 1). */
export interface GridCell {
  readonly line: number
  readonly lonDeg: number
  readonly latDeg: number
  readonly population: number
}

/** The cells that can be read, and how many rows there were. */
export interface GridCells {
  readonly cells: readonly GridCell[]
  readonly rowCount: number
}

/** Names under which the columns are known, best first. */
const columnNames = {
  lon: ['lon', 'longitude', 'lng', 'x'],
  lat: ['lat', 'latitude', 'y'],
  population: ['population', 'pop', 'inhabitants', 'persons', 'weight'],
} as const

type Role = keyof typeof columnNames

/** Makes a problem of a grid; the value is shortened to 80 characters. */
export function gridProblem(code: string, line: number, value: string, remedy: string): Problem {
  return { code, place: `line ${line}`, value: value.slice(0, 80), remedy }
}

function cutRow(line: string, separator: string): string[] {
  return line.split(separator).map((field) =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
}

/** The separator that the header uses most: comma, semicolon or tab. */
function findSeparator(header: string): string {
  const counts = [',', ';', '\t'].map((separator) => header.split(separator).length)
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))]
}

/** Number in a field; NaN where there is none. With semicolons or tabs a decimal comma is understood. */
function parseNumber(field: string, separator: string): number {
  const text = separator === ',' ? field : field.replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN
}

function findColumns(header: readonly string[], problems: Problem[]): Readonly<Record<Role, number>> | null {
  const names = header.map((name) => name.toLowerCase())
  const find = (role: Role): number => columnNames[role].map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1
  const columns = { lon: find('lon'), lat: find('lat'), population: find('population') }
  for (const role of ['lon', 'lat', 'population'] as const) {
    if (columns[role] >= 0) continue
    const remedy = `Name the column "${role}" in the first line (also understood: ${columnNames[role].slice(1).join(', ')}).`
    problems.push(gridProblem('grid-column-missing', 1, header.join(','), remedy))
  }
  return problems.length === 0 ? columns : null
}

/** What is wrong with a field that should be a number, or null. */
function checkField(role: Role, field: string | undefined, value: number, line: number): Problem | null {
  if (field === undefined)
    return gridProblem('grid-row-short', line, '', `The row ends before its column "${role}": complete it or delete the row.`)
  if (field === '') return gridProblem('grid-value-missing', line, '', `Fill in "${role}" (0 where nobody lives) or delete the row.`)
  if (Number.isNaN(value)) return gridProblem('grid-not-a-number', line, field, `Write "${role}" as a plain number with a decimal point.`)
  return null
}

function checkCell(cell: GridCell): Problem | null {
  const { line, lonDeg, latDeg, population } = cell
  if (population < 0)
    return gridProblem(
      'grid-population-negative',
      line,
      `${population}`,
      'Inhabitants cannot be fewer than 0: correct the cell or write 0.',
    )
  if (!Number.isFinite(population))
    return gridProblem('grid-population-too-large', line, `${population}`, 'Write the number of inhabitants of this cell.')
  if (Math.abs(latDeg) > 90 || Math.abs(lonDeg) > 180) {
    const remedy =
      Math.abs(latDeg) <= 180 && Math.abs(lonDeg) <= 90
        ? 'Longitude and latitude look swapped: exchange the two columns.'
        : 'Give the cell centre in degrees (WGS 84), not in metres.'
    return gridProblem('grid-coordinates-range', line, `${lonDeg} ${latDeg}`, remedy)
  }
  return null
}

function readRow(fields: readonly string[], columns: Readonly<Record<Role, number>>, separator: string, line: number): GridCell | Problem {
  const number = (role: Role): number => parseNumber(fields[columns[role]] ?? '', separator)
  const cell = { line, lonDeg: number('lon'), latDeg: number('lat'), population: number('population') }
  const problem =
    checkField('lon', fields[columns.lon], cell.lonDeg, line) ??
    checkField('lat', fields[columns.lat], cell.latDeg, line) ??
    checkField('population', fields[columns.population], cell.population, line)
  return problem ?? checkCell(cell) ?? cell
}

/**
 * Reads a population grid as text: a header line, then one cell a line, fields separated by comma, semicolon or tab.
 * Every row that cannot be used gives a problem with its line; value is null when a column is missing or no row can be used.
 */
export function parseGridText(text: string): Parsed<GridCells> {
  const problems: Problem[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  if (text.trim() === '')
    return { value: null, problems: [gridProblem('grid-empty', 1, '', 'Give a CSV file with the columns lon, lat and population.')] }
  const separator = findSeparator(lines[0])
  const columns = findColumns(cutRow(lines[0], separator), problems)
  if (columns === null) return { value: null, problems }
  const cells: GridCell[] = []
  let rowCount = 0
  for (let i = 1; i < lines.length; i++) {
    if (lines[i].trim() === '') continue
    rowCount++
    const row = readRow(cutRow(lines[i], separator), columns, separator, i + 1)
    if ('code' in row) problems.push(row)
    else cells.push(row)
  }
  if (rowCount === 0) problems.push(gridProblem('grid-without-rows', 1, '', 'Add one line for each cell below the header.'))
  return { value: cells.length === 0 ? null : { cells, rowCount }, problems }
}

/** Whether a header has the columns of a population grid, under any of their names. */
export function isGridHeader(header: readonly string[]): boolean {
  return findColumns(header, []) !== null
}
