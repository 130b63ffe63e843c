export { createHash } from './hash.ts'
export type { Hash, HashColumn } from './hash.ts'
