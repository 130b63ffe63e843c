import { rooms } from '../rooms.ts'
import { roomIds } from '../room-ids.ts'
import type { Workbench } from '../state/index.ts'

/** The rooms of the house that work. */
export function Rail({ bench }: { bench: Workbench }) {
  return (
    <nav class="rail" aria-label="Rooms">
      {roomIds.map((room) => (
        <button
          key={room}
          type="button"
          aria-current={bench.room.value === room ? 'page' : undefined}
          onClick={() => (bench.room.value = room)}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round">
            <path d={rooms[room].sign} />
          </svg>
          {rooms[room].label}
        </button>
      ))}
    </nav>
  )
}
