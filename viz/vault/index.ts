export { openRunVault } from './indexed-vault.ts'
export { createMemoryVault } from './memory-vault.ts'
export type { Answer, RunVault, StoredRun, WholeRun } from './vault.ts'
