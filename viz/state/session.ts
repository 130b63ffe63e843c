import type { Draft } from './scenario-store.ts'
import type { Kept } from './history.ts'

/** What a reload of the page finds again. */
export interface Session {
  readonly drafts: Kept<Draft>
  /** Address when it was kept: another address is another wish. */
  readonly address: string
  /** Address until then: a reload that begins before the last change was written opens this one. */
  readonly before: string
  /** Whether a run was under way. */
  readonly wasRunning: boolean
}

const key = 'voltwin-session'

/** What was kept before a reload; `null` when there is nothing, or nothing that can be read. */
export function readSession(): Session | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return isSession(kept) ? kept : null
  } catch {
    // Storage may be forbidden, or hold what an older page wrote.
    return null
  }
}

export function writeSession(session: Session): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(session))
  } catch {
    // Full or forbidden: the address still holds the edits.
  }
}

function isSession(kept: unknown): kept is Session {
  if (typeof kept !== 'object' || kept === null || !('drafts' in kept) || !('address' in kept)) return false
  const { drafts } = kept as Session
  return Array.isArray(drafts?.steps) && drafts.steps[drafts.at]?.source !== undefined
}
