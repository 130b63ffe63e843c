export type { QueryResult, QueryRow, QueryValue, Store } from './store.ts'
