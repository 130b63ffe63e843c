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
  const latest = useRef(onClose)
  latest.current = onClose
  useLayoutEffect(() => {
    const shown = dialog.current!
    const closed = () => latest.current()
    shown.addEventListener('close', closed)
    shown.showModal()
    return () => {
      // Its own end comes as an event later, when another sheet may be open already.
      shown.removeEventListener('close', closed)
      shown.close()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={isWide ? 'wide' : ''}
      aria-label={label}
      onCancel={(event) => {
        // A file chooser inside says the same when it is left.
        if (event.target !== event.currentTarget) return
        // At once, so that the next key finds the page as it looks.
        event.preventDefault()
        onClose()
      }}
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
