export { FuturesSheet as Sheet } from './futures-sheet.tsx'
