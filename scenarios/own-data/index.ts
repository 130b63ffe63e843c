export { readOwnData } from './own-data.ts'
export type { OwnTables } from './own-data.ts'
export { batteriesTemplate, customersTemplate } from './templates.ts'
