export * from './calendar.ts'
export * from './civil.ts'
export type * from './spec.ts'
