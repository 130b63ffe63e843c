import type { Problem, TextRows } from '../../data/columns/index.ts'

/** A column that is looked for: its name in templates, and what else people call it. */
export interface WantedColumn {
  readonly name: string
  readonly others: readonly string[]
  readonly meaning: string
  readonly isNeeded: boolean
}

/** Where each wanted column stands; −1 where it is absent. */
export type FoundColumns<K extends string> = Readonly<Record<K, number>>

/** `Battery type`, `battery_type` and `batteryType` are one name. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9%]/g, '')

/** Finds wanted columns under any of their names; needed ones that are absent, and columns that nobody reads, are problems. */
export function findColumns<K extends string>(
  table: Pick<TextRows, 'header'>,
  wanted: Readonly<Record<K, WantedColumn>>,
  place: string,
): { readonly found: FoundColumns<K>; readonly problems: readonly Problem[] } {
  const names = table.header.map(plain)
  const keys = Object.keys(wanted) as K[]
  const at = (key: K): number =>
    [wanted[key].name, ...wanted[key].others].map((name) => names.indexOf(plain(name))).find((i) => i >= 0) ?? -1
  const found = Object.fromEntries(keys.map((key) => [key, at(key)])) as Record<K, number>
  const missing = keys
    .filter((key) => wanted[key].isNeeded && found[key] < 0)
    .map((key) => ({
      code: 'missing-column',
      place: `${place}, line 1`,
      value: table.header.join(', ').slice(0, 80),
      remedy: `Add a column ${wanted[key].name}: ${wanted[key].meaning}.`,
    }))
  return { found, problems: missing }
}

/** Problems of rows: the first ones of each code one by one, the rest of it counted in one more. */
export interface RowProblems {
  readonly add: (row: number, code: string, value: string, remedy: string) => void
  readonly list: () => Problem[]
}

const mostListed = 20

export function createRowProblems(place: string, lines: Int32Array): RowProblems {
  const listed: Problem[] = []
  const counts = new Map<string, number>()
  return {
    add: (row, code, value, remedy) => {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= mostListed) listed.push({ code, place: `${place}, line ${lines[row]}`, value: value.slice(0, 80), remedy })
    },
    list: () => {
      const remedy = 'They have the same problem as those listed.'
      const many = [...counts].filter(([, count]) => count > mostListed)
      return [...listed, ...many.map(([code, count]) => ({ code, place, value: `${count - mostListed} more rows`, remedy }))]
    },
  }
}
