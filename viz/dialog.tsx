import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface DialogProps {
  readonly label: string
  readonly onClose: () => void
  /** For lists and tables that need the room. */
  readonly isWide?: boolean
  readonly children: ComponentChildren
}

/** A modal sheet: Escape and a press outside close it, and the focus goes back to where it was. */
export function Dialog({ label, onClose, isWide = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current!
    shown.showModal()
    return () => shown.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={isWide ? 'wide' : ''}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div class="sheet">{children}</div>
    </dialog>
  )
}

/** Title of a sheet with its way out. */
export function SheetHead({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <div class="sheet-head">
      <h2>{title}</h2>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </div>
  )
}
