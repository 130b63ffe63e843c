export type { Parsed, Problem } from './problem.ts'
export type { ColumnDescriptor, ColumnType, TableDescriptor } from './descriptor.ts'
