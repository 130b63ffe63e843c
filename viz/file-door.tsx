import { useRef } from 'preact/hooks'

interface FileDoorProps {
  /** What the button says. */
  readonly words: string
  /** What the files are, for those who hear the page. */
  readonly label: string
  /** Endings of the files, as a file dialog wants them. */
  readonly accept: string
  readonly isDisabled?: boolean
  readonly hasMany?: boolean
  /** Whether it is what one comes for. */
  readonly isMain?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** A button that opens the dialog of files; the same file can be chosen again. */
export function FileDoor({ words, label, accept, isDisabled = false, hasMany = false, isMain = false, onFiles }: FileDoorProps) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class={isMain ? 'go' : ''} disabled={isDisabled} onClick={() => picker.current?.click()}>
        {words}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple={hasMany}
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          if (files.length > 0) onFiles(files)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
