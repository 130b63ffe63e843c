import { useLayoutEffect, useRef } from 'preact/hooks'

/** The keys and what they do, for a page's help. */
export const replayShortcuts: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Space', does: 'Play or pause' },
  { keys: 'B', does: 'Play backwards' },
  { keys: ', .', does: 'An hour back, an hour on' },
  { keys: '[ ]', does: 'Slower, faster' },
  { keys: 'F', does: 'Find a battery, a place, a courier or a customer' },
  { keys: 'M', does: 'Late customers: the list of missed promises' },
  { keys: 'I', does: 'Look inside the selected hub, shop or box' },
  { keys: 'Escape', does: 'Back to the map; close what was looked into' },
  { keys: '← →', does: 'On the strip of time: an hour; with Shift a day' },
  { keys: 'Page ↑ ↓', does: 'On the strip of time: a week' },
  { keys: 'Home End', does: 'On the strip of time: begin and end' },
]

/** Keys of the Replay room, for who looks for what went wrong. */
export const jumpShortcuts: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'N', does: 'Next SLA breach; with Shift the one before' },
  { keys: 'O', does: 'Next stock-out; with Shift the one before' },
  { keys: 'A', does: 'Next failed attempt; with Shift the one before' },
  { keys: 'W', does: 'Worst day' },
  { keys: 'L', does: 'Follow the selected courier or battery on the map' },
  { keys: 'Escape', does: 'Stop following, close the worst day' },
]

/** Whether a key belongs to what has the focus: text goes into fields, and Space presses a button. */
function isTaken(event: KeyboardEvent): boolean {
  // AltGr, which many keyboards need for brackets, reports itself as Ctrl and Alt.
  const isCommand = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')
  if (event.defaultPrevented || isCommand) return true
  const focus = event.target instanceof Element ? event.target : null
  if (focus?.closest('input, textarea, select, [contenteditable], dialog') ?? false) return true
  return event.key === ' ' && (focus?.closest('button, a, summary, [role=button], [role=tab]') ?? null) !== null
}

/**
 * Listens for keys on the whole page while the component is on it, and does what the last render says; `isFirst` before all that do not:
 * what lies on top answers Escape first. Nothing waits for a frame: a key may follow the change that gives it its meaning at once.
 */
export function usePageKeys(act: (event: KeyboardEvent) => boolean, isFirst = false): void {
  const latest = useRef(act)
  latest.current = act
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isTaken(event) && latest.current(event)) event.preventDefault()
    }
    document.addEventListener('keydown', listen, isFirst)
    return () => document.removeEventListener('keydown', listen, isFirst)
  }, [isFirst])
}
