export { ExportSheet as Sheet } from './export-sheet.tsx'
