export { openRun } from './open-run.ts'
export { RunSheet as Sheet } from './run-sheet.tsx'
