export { ExperimentSheet as Sheet } from './experiment-sheet.tsx'
