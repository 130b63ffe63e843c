import type { FunctionComponent } from 'preact'
import type { Room } from './room-ids.ts'
import type { Workbench } from './state/index.ts'

/** A room as a module: loaded when it is first opened. */
export type RoomView = FunctionComponent<{ readonly bench: Workbench }>

interface RoomEntry {
  readonly label: string
  /** Sign on the rail, an SVG path on 20 × 20. */
  readonly sign: string
  /** Absent where the room is a view on the map, which the page itself lays out. */
  readonly load?: () => Promise<{ readonly Room: RoomView }>
}

/** What is behind each room of the rail. A new one: its id in `room-ids.ts`, its entry here, its folder with `Room`. */
export const rooms: Readonly<Record<Room, RoomEntry>> = {
  plan: { label: 'Plan', sign: 'M3 5h14M3 10h14M3 15h14M7 3v4M13 8v4M6 13v4' },
  replay: { label: 'Replay', sign: 'M10 3a7 7 0 1 1-6.3 4M3 3v4.5h4.5M10 6.5V10l2.5 1.5' },
  compare: { label: 'Compare', sign: 'M10 3v14M4 7h3M4 11h3M13 7h3M13 11h3M13 15h3', load: () => import('./compare/index.ts') },
  optimize: {
    label: 'Optimize',
    sign: 'M3 16.5h14M5 14V9M10 14V4M15 14v-3M3.5 6 5 4.5 6.5 6',
    load: () => import('./optimize/index.ts'),
  },
  learn: {
    label: 'Learn',
    sign: 'M3 16.5h14M3.5 4v12.5M5.5 6.5c2 6 5 7.5 11 8M10 6.5h.01M13 9h.01M15.5 5.5h.01',
    load: () => import('./learn/index.ts'),
  },
  live: { label: 'Live', sign: 'M3 10h3l2-5 4 10 2-5h3', load: () => import('./live/index.ts') },
}
