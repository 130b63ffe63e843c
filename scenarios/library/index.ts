export { listAssumptions } from './assumptions.ts'
export type { Assumption, Subject } from './assumptions.ts'
export { libraryNames, resolveLibrary } from './files.ts'
export { describeBaseline } from './page.ts'
