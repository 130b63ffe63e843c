export { createArena, growArena, measureArena } from './arena.ts'
export { checkSnapshot, copyArena, restoreArena, snapshotArena } from './snapshot.ts'
export type { Arena, ArenaTables } from './arena.ts'
export type { ArenaSchema, ColumnArray, ColumnArrays, TableSchema } from './layout.ts'
