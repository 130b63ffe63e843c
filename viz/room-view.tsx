import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Room } from './room-ids.ts'
import { rooms, type RoomView } from './rooms.ts'
import type { Workbench } from './state/index.ts'

/** A room that fills the page beside the rail, once its script is here. Mount it with the room as its key. */
export function LoadedRoom({ room, bench }: { room: Room; bench: Workbench }) {
  const loaded = useSignal<{ readonly View: RoomView } | null>(null)
  const failure = useSignal('')
  useEffect(() => {
    rooms[room].load?.().then(
      (module) => (loaded.value = { View: module.Room }),
      (error: unknown) => (failure.value = String(error)),
    )
  }, [])
  if (loaded.value !== null) return <loaded.value.View bench={bench} />
  const { label } = rooms[room]
  return (
    <main class="room">
      <p class="absence" role="status">
        {failure.value === '' ? `Opening ${label} …` : `${label} could not be loaded: ${failure.value}. Load the page again.`}
      </p>
    </main>
  )
}
