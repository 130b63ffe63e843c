export { SpanSheet as Sheet } from './span-sheet.tsx'
