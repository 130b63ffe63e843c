export { libraryNames, resolveLibrary } from './files.ts'
export { describeBaseline } from './page.ts'
