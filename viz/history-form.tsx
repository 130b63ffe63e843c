import type { ComponentChildren } from 'preact'
import type { History } from './state/index.ts'

interface RowProps<T> {
  readonly history: History<T>
  /** One step of it, for who hears the buttons: `setting`. */
  readonly step: string
  /** What "Reset all" goes back to. */
  readonly usual: T
  readonly isUsual?: boolean
  readonly children?: ComponentChildren
}

/** The past of a form that has one of its own: undo, redo, and back to what is usual. */
export function HistoryRow<T>({ history, step, usual, isUsual = false, children }: RowProps<T>) {
  return (
    <div class="edit-row">
      {children}
      <button type="button" aria-label={`Undo ${step}`} disabled={!history.canUndo.value} onClick={history.undo}>
        ↶
      </button>
      <button type="button" aria-label={`Redo ${step}`} disabled={!history.canRedo.value} onClick={history.redo}>
        ↷
      </button>
      <button type="button" disabled={isUsual} onClick={() => history.change(usual)}>
        Reset all
      </button>
    </div>
  )
}

interface FormProps<T> {
  readonly history: History<T>
  readonly class: string
  readonly label: string
  readonly children: ComponentChildren
}

/** A form with a past of its own: in it the keys of the past are the form's and not the page's. */
export function HistoryForm<T>({ history, class: name, label, children }: FormProps<T>) {
  const answerKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !/^[zy]$/i.test(event.key)) return
    event.preventDefault()
    if (event.key.toLowerCase() === 'y' || event.shiftKey) history.redo()
    else history.undo()
  }
  return (
    <form class={name} aria-label={label} onSubmit={(event) => event.preventDefault()} onKeyDown={answerKey}>
      <h2>{label}</h2>
      {children}
    </form>
  )
}
