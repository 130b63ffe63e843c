import type { ReadonlySignal, Signal } from '@preact/signals'
import type { Inspection, LateList, Pick, RunScene } from '../run-api.ts'

/** The page's one clock, as far as the replay reads and moves it. */
export interface ReplayClock {
  /** Ms since the start of the scenario. */
  readonly timeMs: ReadonlySignal<number>
  /** Seconds of the scenario per second of watching, 1 … 100 000. */
  readonly speed: Signal<number>
  readonly isPlaying: Signal<boolean>
  readonly isBackwards: Signal<boolean>
  /** Whether somebody drags it. */
  readonly isDragged: Signal<boolean>
  /** End of what was lived, ms since the start. */
  readonly endMs: ReadonlySignal<number>
  /** Moves to a moment, held inside what was lived. */
  readonly seek: (timeMs: number) => void
}

/** What the strip of time and its buttons are a function of. */
export interface TimeInputs {
  readonly clock: ReplayClock
  /** `null` before a run has placed anything. */
  readonly scene: ReadonlySignal<RunScene | null>
  /** Exchanges in each hour since the start, as far as lived. */
  readonly eventsPerHour: ReadonlySignal<Uint16Array>
}

/** What the inspector is a function of. */
export interface InspectorInputs {
  readonly clock: ReplayClock
  /** `null` before a run has placed anything. */
  readonly scene: ReadonlySignal<RunScene | null>
  readonly selection: Signal<Pick | null>
  /** As the run's door answers: `null` where the moment has not been lived. */
  readonly inspect: (pick: Pick, timeMs: number) => Promise<Inspection | null>
  /** Broken promises at a moment; `null` where it has not been lived. */
  readonly late: (timeMs: number) => Promise<LateList | null>
  /** Opens a place from inside; absent where that cannot be shown. */
  readonly onOpen?: (place: number) => void
}
