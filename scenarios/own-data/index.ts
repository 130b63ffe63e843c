export { readOwnBySteps, readOwnData } from './own-data.ts'
export type { OwnReading, OwnTables, TableReading } from './own-data.ts'
export { kindOfOwnTable } from './table-kind.ts'
export { batteriesTemplate, customersTemplate, weatherTemplate } from './templates.ts'
