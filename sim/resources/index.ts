export { countLine, firstOf, linesSchema, nextOf, pushBack, pushFront, removeFromLine, takeFirst, takeLast } from './lines.ts'
export type { Lines } from './lines.ts'
export { countFreeRows, giveRow, rowsSchema, takeRow } from './rows.ts'
export type { Rows } from './rows.ts'
export {
  awayServers,
  busyServers,
  bringBack,
  enterService,
  findVictim,
  forgetServed,
  idleServers,
  leaveService,
  rememberServed,
  sendAway,
  serversSchema,
  takeWaiting,
} from './servers.ts'
export type { Servers } from './servers.ts'
export { StoreAnswer, bringToStore, storeSchema, takeFromStore } from './store.ts'
export type { Stores } from './store.ts'
