import { golden, shortGolden } from '../../tests/golden.ts'
import type { Lived } from '../../tests/reference-run.ts'
import type { Row } from './matrix.ts'

/** 0: equal everywhere. 1: different or broken off somewhere. 2: a place is missing, unless that may be. */
export function statusOf(rows: readonly Row[], canSkip: boolean): 0 | 1 | 2 {
  if (rows.some(({ verdict }) => verdict === 'different' || verdict === 'failed')) return 1
  return !canSkip && rows.some(({ verdict }) => verdict === 'missing') ? 2 : 0
}

/** The rows as a table, what to do about those that are not equal, and the sum of it. */
export function describeRows(rows: readonly Row[], canSkip: boolean): string {
  const named = (row: Row) => (row.verdict === 'missing' && canSkip ? 'skipped' : row.verdict)
  const cells = [
    ['place', 'version', 'way', 'hash', 'verdict'],
    ...rows.map((row) => [row.place, row.version, row.way, row.hash, named(row)]),
  ]
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)))
  const table = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
  const remarks = rows.map((row) => remarkOn(row, rows)).filter((text) => text !== '')
  return [...table, '', ...remarks, summarize(rows, canSkip)].join('\n')
}

function remarkOn(row: Row, rows: readonly Row[]): string {
  const place = [row.place, row.way].filter((part) => part !== '').join(', ')
  if (row.note !== '') return `${place}: ${row.note}`
  const base = rows.find(({ verdict }) => verdict === 'equal') ?? rows.find(({ verdict }) => verdict === 'different')
  if (base === undefined || base.hash === row.hash) return ''
  return `${place}: ${describePart(row.lived, base.lived)}, against ${base.place}, ${base.way}`
}

/** Which replication parts first, and whether only the facts or the state as well. */
function describePart(lived: readonly Lived[], good: readonly Lived[]): string {
  const at = lived.findIndex(({ state, facts }, i) => state !== good[i].state || facts !== good[i].facts)
  if (at < 0) return 'the replications came in another order'
  const parts = (['state', 'facts'] as const).filter((part) => lived[at][part] !== good[at][part])
  return `replication ${at} differs in ${parts.join(' and ')}`
}

function summarize(rows: readonly Row[], canSkip: boolean): string {
  const count = (wanted: Row['verdict']) => rows.filter(({ verdict }) => verdict === wanted).length
  const hashes = new Set(rows.filter(({ hash }) => hash !== '').map(({ hash }) => hash))
  if (count('different') > 1 && hashes.size === 1)
    return `All places agree on ${[...hashes][0]}, which is not the golden hash ${golden}: behaviour changed. Set it in tests/golden.ts and say why in CHANGELOG.md.`
  const missing = `${count('missing')} ${canSkip ? 'skipped' : 'missing'}`
  return `golden ${shortGolden}: ${count('equal')} equal, ${count('different')} different, ${count('failed')} failed, ${missing}`
}
