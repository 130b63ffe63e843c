export * from './calendar.ts'
export * from './civil.ts'
export { hubNames } from './hub-names.ts'
export type * from './spec.ts'
