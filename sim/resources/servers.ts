import type { ArenaTables } from '../arena/index.ts'
import { countLine, linesSchema, pushBack, removeFromLine, takeFirst, takeLast, type Lines } from './lines.ts'

/**
 * Alike servers that serve rows of several priority classes, 0 the most important. Who waits and who is served stands in lines: class k waits in
 * line k and is served in line `classes + k`. Servers only keep order; when a service ends is the model's affair, as an event.
 * Servers can be away (on vacation, broken down): they are neither idle nor busy.
 */
export function serversSchema(rows: number, classes: number) {
  return { ...linesSchema(rows, 2 * classes), serverCount: { rows: 4, columns: { count: 'i32' } } } as const
}

export interface Servers extends Lines {
  readonly serverCount: ArenaTables<ReturnType<typeof serversSchema>>['serverCount']
}

const IDLE = 0
const BUSY = 1
const AWAY = 2

export function idleServers({ serverCount }: Servers): number {
  return serverCount.count[IDLE]
}

export function busyServers({ serverCount }: Servers): number {
  return serverCount.count[BUSY]
}

export function awayServers({ serverCount }: Servers): number {
  return serverCount.count[AWAY]
}

/** An idle server begins a service. */
export function enterService({ serverCount }: Servers): void {
  serverCount.count[IDLE] -= 1
  serverCount.count[BUSY] += 1
}

/** A service ends or is broken off; its server is idle then. */
export function leaveService({ serverCount }: Servers): void {
  serverCount.count[IDLE] += 1
  serverCount.count[BUSY] -= 1
}

/** Where somebody may have to make room: the row of class `at`, which stands in no line, is served from now on. */
export function rememberServed(servers: Servers, at: number, row: number): void {
  pushBack(servers, (servers.line.first.length >> 1) + at, row)
}

/** A remembered row of class `at` is served no longer. */
export function forgetServed(servers: Servers, at: number, row: number): void {
  removeFromLine(servers, (servers.line.first.length >> 1) + at, row)
}

/** The remembered row that must make room for class `at`: of the least important class below it, who began last; 0 when none is less important. It stays in service. */
export function findVictim(servers: Servers, at: number): number {
  const classes = servers.line.first.length >> 1
  for (let k = classes - 1; k > at; k--) if (servers.line.last[classes + k] !== 0) return servers.line.last[classes + k]
  return 0
}

/** Takes the next waiting row out of its line, the most important class first; within a class the first, or the last if `isLastFirst`. 0 when nobody waits. */
export function takeWaiting(servers: Servers, isLastFirst: boolean): number {
  const classes = servers.line.first.length >> 1
  for (let k = 0; k < classes; k++) if (countLine(servers, k) > 0) return isLastFirst ? takeLast(servers, k) : takeFirst(servers, k)
  return 0
}

/** One idle server goes away. */
export function sendAway({ serverCount }: Servers): void {
  serverCount.count[IDLE] -= 1
  serverCount.count[AWAY] += 1
}

/** One server that was away is idle again; also how servers are put in at the start. */
export function bringBack({ serverCount }: Servers): void {
  serverCount.count[IDLE] += 1
  if (serverCount.count[AWAY] > 0) serverCount.count[AWAY] -= 1
}
