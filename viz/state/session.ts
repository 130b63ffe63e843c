import type { GeneratedPlan } from '../run-api.ts'
import { readItem, writeItem } from '../session-item.ts'
import type { Draft } from './scenario-store.ts'
import type { Kept } from './history.ts'

/** What a reload of the page finds again. */
export interface Session {
  readonly drafts: Kept<Draft>
  /** Address when it was kept: another address is another wish. */
  readonly address: string
  /** Address until then: a reload that begins before the last change was written opens this one. */
  readonly before: string
  /** Of the generated city on screen, when it is not the page's own one. */
  readonly cityPlan?: GeneratedPlan
  /** Whether a run was under way. */
  readonly wasRunning: boolean
}

const key = 'voltwin-session'

/** What was kept before a reload; `null` when there is nothing, or nothing that can be read. */
export function readSession(): Session | null {
  const kept = readItem(key)
  return isSession(kept) ? kept : null
}

/** What finds no room is in the address all the same. */
export function writeSession(session: Session): void {
  writeItem(key, session)
}

function isSession(kept: unknown): kept is Session {
  if (typeof kept !== 'object' || kept === null || !('drafts' in kept) || !('address' in kept)) return false
  const { drafts } = kept as Session
  return Array.isArray(drafts?.steps) && drafts.steps[drafts.at]?.source !== undefined
}
