import { type CalendarSpec } from '../../twin/index.ts'
import { addLocalDays, hourMs } from './local-time.ts'

/** A press of a key, as far as the strip of time reads it. */
export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
}

/** Where a key on the strip of time leads from a moment, or `null` for keys that mean nothing there. The answer lies inside 0 … `endMs`. */
export function timeAfterKey(calendar: CalendarSpec, endMs: number, timeMs: number, press: KeyPress): number | null {
  const target = targetOf(calendar, endMs, timeMs, press)
  return target === null ? null : Math.min(endMs, Math.max(0, target))
}

function targetOf(calendar: CalendarSpec, endMs: number, timeMs: number, { key, shiftKey }: KeyPress): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return shiftKey ? addLocalDays(calendar, timeMs, 1) : timeMs + hourMs
    case 'ArrowLeft':
    case 'ArrowDown':
      return shiftKey ? addLocalDays(calendar, timeMs, -1) : timeMs - hourMs
    case 'PageUp':
      return addLocalDays(calendar, timeMs, 7)
    case 'PageDown':
      return addLocalDays(calendar, timeMs, -7)
    case 'Home':
      return 0
    case 'End':
      return endMs
    default:
      return null
  }
}
