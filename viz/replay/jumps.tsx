import type { ComponentChildren } from 'preact'
import type { IncidentKind, Pick } from '../run-api.ts'
import { usePageKeys } from './replay-keys.ts'

/** What the buttons and keys of a manager do. */
export interface JumpHands {
  readonly jump: (kind: IncidentKind, direction: 1 | -1) => void
  readonly findWorst: () => void
  /** Follows what is selected, or stops. */
  readonly toggleFollow: () => void
}

interface JumpsProps extends JumpHands {
  /** Before anything was lived there is nothing to jump to. */
  readonly isOff: boolean
  readonly selection: Pick | null
  readonly isFollowing: boolean
}

const kinds: readonly { readonly kind: IncidentKind; readonly label: string; readonly key: string }[] = [
  { kind: 'breach', label: 'SLA breach', key: 'N' },
  { kind: 'stockOut', label: 'Stock-out', key: 'O' },
  { kind: 'failedAttempt', label: 'Failed attempt', key: 'A' },
]

/** Buttons and keys to what went wrong: each kind forwards and backwards, the worst day, and following what is selected. */
export function Jumps({ isOff, selection, isFollowing, ...hands }: JumpsProps) {
  usePageKeys((event) => !isOff && press(hands, event))
  usePageKeys(({ key }) => {
    if (key !== 'Escape' || !isFollowing) return false
    hands.toggleFollow()
    return true
  }, true)
  const canFollow = selection?.kind === 'courier' || selection?.kind === 'battery'
  return (
    <div class="jumps" role="group" aria-label="Go to">
      {kinds.map(({ kind, label, key }) => (
        <span class="jump" key={kind}>
          <JumpButton label={`Previous ${label.toLowerCase()}`} keys={`Shift ${key}`} isOff={isOff} onClick={() => hands.jump(kind, -1)}>
            ‹
          </JumpButton>
          <JumpButton label={`Next ${label.toLowerCase()}`} keys={key} isOff={isOff} onClick={() => hands.jump(kind, 1)}>
            {label} ›
          </JumpButton>
        </span>
      ))}
      <JumpButton label="Worst day" keys="W" isOff={isOff} onClick={hands.findWorst}>
        Worst day
      </JumpButton>
      <button
        type="button"
        aria-pressed={isFollowing}
        title={canFollow || isFollowing ? 'Keep it in view on the map (L)' : 'Select a courier or a battery first (L)'}
        disabled={!canFollow && !isFollowing}
        onClick={hands.toggleFollow}
      >
        Follow
      </button>
    </div>
  )
}

interface JumpButtonProps {
  readonly label: string
  readonly keys: string
  readonly isOff: boolean
  readonly onClick: () => void
  readonly children: ComponentChildren
}

function JumpButton({ label, keys, isOff, onClick, children }: JumpButtonProps) {
  return (
    <button type="button" aria-label={label} title={`${label} (${keys})`} disabled={isOff} onClick={onClick}>
      {children}
    </button>
  )
}

/** Whether a key meant something; with Shift the other way. */
function press({ jump, findWorst, toggleFollow }: JumpHands, { key, shiftKey }: KeyboardEvent): boolean {
  const wanted = key.toUpperCase()
  const found = kinds.find((one) => one.key === wanted)
  if (found !== undefined) jump(found.kind, shiftKey ? -1 : 1)
  else if (wanted === 'W') findWorst()
  else if (wanted === 'L') toggleFollow()
  else return false
  return true
}
