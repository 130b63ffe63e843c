export { resolveCalendar } from './resolve.ts'
export { zones } from './zones.ts'
export type { Zone } from './zones.ts'
