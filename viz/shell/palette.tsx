import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Command } from './commands.ts'
import { Dialog } from '../dialog.tsx'

const maxShown = 9

/** Commands by typing: arrows choose, Enter does. */
export function Palette({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const query = useSignal('')
  const at = useSignal(0)
  const input = useRef<HTMLInputElement>(null)
  // Before the next key: what is typed right after Ctrl K belongs to the palette, not to the page.
  useLayoutEffect(() => input.current?.focus(), [])
  const hits = commands.filter(({ title }) => matches(title, query.value)).slice(0, maxShown)
  const act = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    command.act()
  }
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) at.value = (at.value + step + hits.length) % Math.max(1, hits.length)
    else if (event.key === 'Enter') act(hits[at.value])
    else return
    event.preventDefault()
  }
  return (
    <Dialog label="Commands" onClose={onClose}>
      <input
        ref={input}
        type="text"
        class="search"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={hits.length > 0 ? `palette-${at.value}` : undefined}
        placeholder="What do you want to do?"
        autocomplete="off"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
          at.value = 0
        }}
        onKeyDown={press}
      />
      {hits.length === 0 && <p class="hint">No command has these words.</p>}
      <ul id="palette-list" class="palette-list" role="listbox" aria-label="Commands">
        {hits.map((command, i) => (
          <li
            key={command.title}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === at.value}
            onPointerMove={() => (at.value = i)}
            onClick={() => act(command)}
          >
            <span>{command.title}</span>
            {command.keys && <kbd>{command.keys}</kbd>}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function matches(title: string, query: string): boolean {
  const text = title.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
