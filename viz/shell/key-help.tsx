import { learnShortcuts } from '../learn-shortcuts.ts'
import { liveShortcuts } from '../live-shortcuts.ts'
import { jumpShortcuts, replayShortcuts } from '../replay/index.ts'
import { rooms } from '../rooms.ts'
import { roomIds } from '../room-ids.ts'
import { sheetIds } from '../sheet-ids.ts'
import { sheets } from '../sheets.ts'
import { Dialog, SheetHead } from '../dialog.tsx'

const shellShortcuts = [
  { keys: 'Ctrl K', does: 'Commands' },
  { keys: '?', does: 'These keys' },
  { keys: 'Ctrl Enter', does: 'Run' },
  { keys: 'Alt Enter', does: 'Full screen, and back' },
  { keys: 'Ctrl Z', does: 'Undo' },
  { keys: 'Ctrl Shift Z', does: 'Redo' },
  ...roomIds.map((id, at) => ({ keys: `Alt ${at + 1}`, does: rooms[id].label })),
  ...sheetIds.map((id) => ({ keys: `Alt ${sheets[id].key}`, does: sheets[id].label })),
  { keys: 'X', does: 'In Compare: the other run on the map' },
  { keys: '↑ ↓', does: 'In a number of the form: a step up or down' },
]

const insideShortcuts = [
  { keys: '← → ↑ ↓', does: 'Turn' },
  { keys: '+ −', does: 'Closer, further away' },
  { keys: '0', does: 'Show all of it' },
]

const mapShortcuts = [
  { keys: '← → ↑ ↓', does: 'Move' },
  { keys: '+ −', does: 'Closer, further away' },
  { keys: '0', does: 'Show the whole city' },
  { keys: 'Enter', does: 'Pick what is in the middle' },
]

/** All keys of the page. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog label="Keys" onClose={onClose}>
      <SheetHead title="Keys" onClose={onClose} />
      <Keys title="Everywhere" keys={shellShortcuts} />
      <Keys title="Time and picks" keys={replayShortcuts} />
      <Keys title="In Replay" keys={jumpShortcuts} />
      <Keys title="Map, when it has the focus" keys={mapShortcuts} />
      <Keys title="Learn" keys={learnShortcuts} />
      <Keys title="Live" keys={liveShortcuts} />
      <Keys title="A place from inside, when it has the focus" keys={insideShortcuts} />
    </Dialog>
  )
}

function Keys({ title, keys }: { title: string; keys: readonly { readonly keys: string; readonly does: string }[] }) {
  return (
    <section class="keys">
      <h3>{title}</h3>
      <dl>
        {keys.map((key) => (
          <div class="row" key={key.keys + key.does}>
            <dt>{key.does}</dt>
            <dd>
              <kbd>{key.keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
