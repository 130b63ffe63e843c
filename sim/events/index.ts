export { EventList } from './event-list.ts'
export { eventListRows, eventListSchema } from './layout.ts'
export type { EventTables } from './layout.ts'
