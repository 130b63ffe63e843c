/** What tests of the live twin need of its inside. */
export * from './index.ts'
export { addReading } from './readings.ts'
export type { Reading } from './readings.ts'
