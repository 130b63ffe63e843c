export { AssumptionSheet as Sheet } from './assumption-sheet.tsx'
