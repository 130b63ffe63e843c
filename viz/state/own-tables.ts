import { ownKinds } from '../own-api.ts'
import type { OwnKind, OwnReport, OwnTable, OwnTables } from '../own-api.ts'

/** Whether a run takes every table: all rows are good, or somebody has said that the good ones will do. */
export function isTaken(own: OwnTables, report: OwnReport): boolean {
  return ownKinds.every((kind) => {
    const state = report[kind]?.state
    return state === undefined || state === 'good' || (state === 'partly' && own[kind]?.isLenient === true)
  })
}

/** Whether every table has rows that a run could take. */
export function canBeTaken(report: OwnReport): boolean {
  return ownKinds.every((kind) => report[kind]?.state !== 'unusable')
}

/** What stays in use and what is shown when a table is removed: one that waits in the place of another goes first. */
export function takeAway(inUse: OwnTables, shown: OwnTables, kind: OwnKind) {
  const { [kind]: before } = inUse
  const isNew = shown[kind]?.key !== before?.key
  const next: OwnTables = { ...without(shown, kind), ...(isNew && before && { [kind]: before }) }
  return { isNew, next, stays: isNew ? inUse : without(inUse, kind) }
}

/** The tables with the word that their good rows will do. */
export function allowPartly(own: OwnTables, report: OwnReport): OwnTables {
  const allow = (kind: OwnKind): readonly (readonly [OwnKind, OwnTable])[] => {
    const table = own[kind]
    if (table === undefined) return []
    return [[kind, report[kind]?.state === 'partly' ? { ...table, isLenient: true } : table]]
  }
  return Object.fromEntries(ownKinds.flatMap(allow))
}

function without(own: OwnTables, kind: OwnKind): OwnTables {
  return Object.fromEntries(ownKinds.flatMap((one) => (one === kind || own[one] === undefined ? [] : [[one, own[one]]])))
}

/** Equal texts mean equal files under equal names. */
export function nameFiles(own: OwnTables): string {
  return ownKinds.map((kind) => `${own[kind]?.key ?? ''} ${own[kind]?.name ?? ''}`).join('\n')
}

export function hasSameFiles(a: OwnTables, b: OwnTables): boolean {
  return nameFiles(a) === nameFiles(b)
}
