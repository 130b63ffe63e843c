import { roomIds } from '../room-ids.ts'
import { toggleFullScreen } from './full-screen.ts'
import { sheetIds } from '../sheet-ids.ts'
import { sheets } from '../sheets.ts'
import type { Workbench } from '../state/index.ts'

/** What the keys of the whole page do. */
export interface KeyHands {
  readonly openPalette: () => void
  readonly openHelp: () => void
}

/** Answers a key of the whole page; whether it was one. Keys of text fields stay theirs, but for the form's own past. */
export function answerKey(event: KeyboardEvent, { scenario, runs, room, sheet }: Workbench, hands: KeyHands): boolean {
  const isControl = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (isControl && key === 'k') return did(hands.openPalette)
  if (isControl && key === 'enter') return did(() => void runs.start())
  if (event.altKey && key === 'enter') return did(toggleFullScreen)
  if (isControl && (key === 'y' || (key === 'z' && event.shiftKey))) return did(scenario.redo)
  if (isControl && key === 'z') return did(scenario.undo)
  const wanted = event.altKey && /^[1-9]$/.test(key) ? roomIds[Number(key) - 1] : undefined
  if (wanted !== undefined) return did(() => (room.value = wanted))
  // By place on the keyboard: with Alt some systems write another letter.
  const wantedSheet = event.altKey && !isControl ? sheetIds.find((id) => event.code === `Key${sheets[id].key}`) : undefined
  if (wantedSheet !== undefined) return did(() => (sheet.value = wantedSheet))
  if (key === '?' && !isTyping(event)) return did(hands.openHelp)
  return false
}

function did(act: () => unknown): true {
  act()
  return true
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input:not([type=range]), textarea, select, dialog') !== null
}
