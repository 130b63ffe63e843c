export { estimateValues } from './estimate.ts'
export type { Estimated, Estimates, Wanted } from './estimate.ts'
export { readModel } from './models.ts'
export type { TheoryModel, Variant } from './models.ts'
