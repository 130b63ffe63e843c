export { RunSheet as Sheet } from './run-sheet.tsx'
