import type { ReadonlySignal } from '@preact/signals'
import type { CityDrawing, Pick, RunScene } from '../../scenarios/index.ts'
import type { MapWindow } from '../moments/index.ts'
import type { Theme } from '../theme.ts'
import type { Margins } from './camera.ts'
import type { FollowTarget } from './follow-camera.ts'

/** The page's one clock, as far as the map reads it. */
export interface MapClock {
  /** Ms since the start of the scenario. */
  readonly timeMs: ReadonlySignal<number>
  /** Seconds of the scenario per second of watching. */
  readonly speed: ReadonlySignal<number>
  readonly isPlaying: ReadonlySignal<boolean>
  /** Whether somebody drags the clock. */
  readonly isDragged: ReadonlySignal<boolean>
}

export type LonLatDeg = readonly [lonDeg: number, latDeg: number]

/** What a person sets by hand, as it is drawn over the city. */
export interface HandDrawing {
  /** Outlines of couriers' areas. */
  readonly areas: readonly (readonly LonLatDeg[])[]
  /** Corners of the area that is being drawn. */
  readonly corners: readonly LonLatDeg[]
  /** Places that stand where a person put them. */
  readonly sites: readonly LonLatDeg[]
}

/** A circle on the map, its area by the size of what it stands for. */
export interface MapMark {
  /** Degrees from the city's origin. */
  readonly lonLat: readonly [number, number]
  readonly radiusPx: number
  readonly isMore: boolean
}

/** Everything that the map is a function of. */
export interface MapInputs {
  /** `null` while no city is known. */
  readonly drawing: ReadonlySignal<CityDrawing | null>
  /** `null` before a run has placed anything. */
  readonly scene: ReadonlySignal<RunScene | null>
  /** The records of the span that the clock is in; `null` while there are none. While the next one is awaited, the last one stays on the map. */
  readonly window: ReadonlySignal<MapWindow | null>
  /** The records of the span that comes next: they go to the GPU before they are needed. */
  readonly ahead: ReadonlySignal<MapWindow | null>
  readonly clock: MapClock
  readonly selection: ReadonlySignal<Pick | null>
  readonly theme: ReadonlySignal<Theme>
  /** What the camera keeps in view. */
  readonly follow?: ReadonlySignal<FollowTarget | null>
  /** `null` where nothing is set by hand. */
  readonly hand: ReadonlySignal<HandDrawing | null>
  /** Whether places can be dragged: a press on one then does not move the map. */
  readonly canDrag: ReadonlySignal<boolean>
  /** Circles above all else but labels. */
  readonly marks?: ReadonlySignal<readonly MapMark[]>
  /** While playing faster than this, couriers become flows. */
  readonly flowsFromSpeed: number
  /** Pixels at each side that something of the page lies over now: the city is fitted between. */
  readonly margins: () => Margins
}

/** A thing under the pointer, and where the pointer is, pixels from the top left corner of the map. */
export interface Hover {
  readonly pick: Pick
  readonly x: number
  readonly y: number
}

export interface MapEvents {
  /** Something was chosen by click, tap or Enter (in the middle); `null` where there is nothing. `at` is the point itself. */
  readonly onPick: (pick: Pick | null, at: LonLatDeg) => void
  /** A place was dragged to a point. */
  readonly onDrag: (place: number, at: LonLatDeg) => void
  readonly onHover: (hover: Hover | null) => void
  /** A place was double-clicked: it is to be opened. Without it a double click goes closer. */
  readonly onOpen?: (place: number) => void
  /** The person took the camera: nothing is followed any more. */
  readonly onUnfollow?: () => void
  /** The first whole picture stands. */
  readonly onDrawn: () => void
  /** The GPU took its context away: what was mounted is dead, mount again. */
  readonly onLost: () => void
  /** There is no WebGL to draw with. */
  readonly onUnable: () => void
}
