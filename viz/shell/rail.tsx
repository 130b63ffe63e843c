import type { Room, Workbench } from '../state/index.ts'

const roomWords: Readonly<Record<Room, { readonly label: string; readonly path: string }>> = {
  plan: { label: 'Plan', path: 'M3 5h14M3 10h14M3 15h14M7 3v4M13 8v4M6 13v4' },
  replay: { label: 'Replay', path: 'M10 3a7 7 0 1 1-6.3 4M3 3v4.5h4.5M10 6.5V10l2.5 1.5' },
}

/** The rooms of the house that work. */
export function Rail({ bench }: { bench: Workbench }) {
  return (
    <nav class="rail" aria-label="Rooms">
      {(Object.keys(roomWords) as Room[]).map((room) => (
        <button
          key={room}
          type="button"
          aria-current={bench.room.value === room ? 'page' : undefined}
          onClick={() => (bench.room.value = room)}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round">
            <path d={roomWords[room].path} />
          </svg>
          {roomWords[room].label}
        </button>
      ))}
    </nav>
  )
}
