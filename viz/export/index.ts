export { ExportSheet as Sheet } from './export-sheet.tsx'
export { nameFile } from './file-name.ts'
