export { EventList } from './event-list.ts'
export { eventListRows, eventListSchema, MAX_PENDING } from './layout.ts'
export type { EventTables } from './layout.ts'
